"""What every taxonomy's import does: bring concepts, labels, descriptions and relations to what the tables say."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q

from escalera.reference.downloads.errors import WrongFile
from escalera.reference.downloads.rows import Row
from escalera.reference.merging import Changes, Merge
from escalera.skills.models import Concept, ConceptDescription, ConceptLabel, ConceptRelation

LONGEST_LABEL = 400


@dataclass(frozen=True)
class Entry:
    """A concept as one line of a table has it, in the languages of that table; `labels`: the preferred first."""

    uri: str
    kind: str
    code: str = ""
    nature: str = ""
    reuse: str = ""
    labels: tuple[tuple[str, tuple[str, ...]], ...] = ()
    descriptions: tuple[tuple[str, str], ...] = ()
    row: Row | None = None


@dataclass(frozen=True)
class Link:
    concept: str
    kind: str
    related: str
    importance: Decimal | None = None


@dataclass
class Given:
    """What the tables speak of: only there may an import remove what they no longer have."""

    kinds: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)

    def note(self, entry: Entry) -> None:
        self.kinds.add(entry.kind)
        self.languages.update(language for language, _ in entry.labels)


# The tables are read anew for each pass: a download is larger than what a small server has of memory.
Entries = Callable[[], Iterable[Entry]]
Links = Callable[[], Iterable[Link]]


def load(taxonomy: str, entries: Entries, links: Links) -> list[Changes]:
    given = Given()
    changes = [_concepts(taxonomy, entries, given)]
    ids = dict(Concept.objects.filter(taxonomy=taxonomy).values_list("uri", "pk"))
    changes += [_labels(taxonomy, entries, given, ids), _descriptions(taxonomy, entries, given, ids)]
    return [*changes, _relations(taxonomy, links, ids)]


def empty(taxonomy: str) -> int:
    return Concept.objects.filter(taxonomy=taxonomy).delete()[0]


def _concepts(taxonomy: str, entries: Entries, given: Given) -> Changes:
    values = ("taxonomy", "kind", "code", "nature", "reuse")
    merge = Merge(Concept.objects.filter(taxonomy=taxonomy), key=("uri",), values=values)

    def rows() -> Iterator[tuple[tuple[str], tuple[str, ...]]]:
        for one in entries():
            given.note(one)
            yield (one.uri,), (taxonomy, one.kind, one.code, one.nature, one.reuse)

    return merge.run("concepts", rows(), among=lambda: Q(kind__in=given.kinds))


def _labels(taxonomy: str, entries: Entries, given: Given, ids: dict[str, int]) -> Changes:
    merge = Merge(
        ConceptLabel.objects.filter(concept__taxonomy=taxonomy),
        key=("concept_id", "language", "label"),
        values=("is_preferred",),
    )
    rows = (
        ((ids[entry.uri], language, _short(label, entry)), (place == 0,))
        for entry in entries()
        for language, labels in entry.labels
        for place, label in enumerate(labels)
    )
    among = Q(concept__kind__in=given.kinds, language__in=given.languages)
    return merge.run("labels", rows, among=lambda: among)


def _short(label: str, entry: Entry) -> str:
    if len(label) > LONGEST_LABEL and entry.row:
        advice = (
            f"A label has at most {LONGEST_LABEL} characters; labels are separated by line breaks or “ | ”."
        )
        raise entry.row.wrong("labels", f"“{label[:40]}…” is too long for a label", advice)
    return label


def _descriptions(taxonomy: str, entries: Entries, given: Given, ids: dict[str, int]) -> Changes:
    described: set[str] = set()
    merge = Merge(
        ConceptDescription.objects.filter(concept__taxonomy=taxonomy),
        key=("concept_id", "language"),
        values=("text",),
    )

    def rows() -> Iterator[tuple[tuple[int, str], tuple[str]]]:
        for one in entries():
            for language, text in one.descriptions:
                described.add(language)
                yield (ids[one.uri], language), (text,)

    among = Q(concept__kind__in=given.kinds)
    return merge.run("descriptions", rows(), among=lambda: among & Q(language__in=described))


def _relations(taxonomy: str, links: Links, ids: dict[str, int]) -> Changes:
    given: set[tuple[str, str]] = set()
    merge = Merge(
        ConceptRelation.objects.filter(concept__taxonomy=taxonomy),
        key=("concept_id", "kind", "related_id"),
        values=("importance",),
    )

    def among() -> Q:
        found = Q(pk__in=[])
        for kind, pillar in given:
            found |= Q(kind=kind, concept__kind__in=_PILLARS[pillar])
        return found

    return merge.run("relations", _known(links, ids, given), among=among)


def _known(
    links: Links, ids: dict[str, int], given: set[tuple[str, str]]
) -> Iterator[tuple[tuple[int, str, int], tuple[Decimal | None]]]:
    """Links between concepts that are loaded; who loads one pillar only has the others dangling."""
    linked = 0
    for link in links():
        given.add((link.kind, _pillar(link)))
        concept, related = ids.get(link.concept), ids.get(link.related)
        if concept and related:
            linked += 1
            yield (concept, link.kind, related), (link.importance,)
    if given and not linked:
        advice = "Give the classification in the same command: escalera import esco CLASSIFICATION.zip RELATIONS.zip"
        raise WrongFile("the relations", "none of their concepts is loaded.", advice)


_PILLARS = {
    "occupation": (Concept.OCCUPATION, Concept.OCCUPATION_GROUP),
    "skill": (Concept.SKILL, Concept.SKILL_GROUP),
}


_OCCUPATION = re.compile(r"/occupation/|/isco/|^onet:\d\d-")


def _pillar(link: Link) -> str:
    return "occupation" if _OCCUPATION.search(link.concept) else "skill"
