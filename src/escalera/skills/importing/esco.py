"""ESCO's official CSV download (v1.1 and v1.2), and the same joined in English and Spanish."""

import re
from collections.abc import Iterator

from escalera.reference.downloads.layouts import Layout
from escalera.reference.downloads.rows import Row
from escalera.reference.downloads.source import Source, versions
from escalera.reference.importing.bringing import Edition, Importer
from escalera.reference.merging import Changes
from escalera.skills import linking
from escalera.skills.importing import concepts
from escalera.skills.importing.concepts import Entry, Link
from escalera.skills.models import Concept, ConceptRelation

BASE = "http://data.europa.eu/esco/"
LANGUAGES = ("en", "es")
CONCEPT = {"uri": "conceptUri", "type": "conceptType", "label": "preferredLabel", "labels": "altLabels"}
DESCRIBED = {"description": "description", "code": "code"}
LAYOUTS = (
    Layout(
        "occupations",
        {**CONCEPT, "group": "iscoGroup"},
        DESCRIBED,
        file=r"occupations_[a-z]{2}\.csv",
    ),
    Layout(
        "skills",
        {**CONCEPT, "nature": "skillType", "reuse": "reuseLevel", "hidden": "hiddenLabels"},
        {"description": "description"},
        file=r"skills_[a-z]{2}\.csv",
    ),
    Layout("groups", {**CONCEPT, "code": "code"}, DESCRIBED, file=r"(skillGroups|ISCOGroups)_[a-z]{2}\.csv"),
    Layout(
        "occupation-skill",
        {"concept": "occupationUri", "kind": "relationType", "related": "skillUri"},
        file=r"occupationSkillRelations(_[a-z]{2})?\.csv",
    ),
    Layout(
        "skill-skill",
        {"concept": "originalSkillUri", "kind": "relationType", "related": "relatedSkillUri"},
        file=r"skillSkillRelations(_[a-z]{2})?\.csv",
    ),
    Layout(
        "broader",
        {"concept": "conceptUri", "related": "broaderUri", "type": "broaderType"},
        file=r"broaderRelations(Occ|Skill)Pillar(_[a-z]{2})?\.csv",
    ),
    Layout(
        "joined-skills",
        {"uri": "id", "nature": "type", "reuse": "reuse", "label_en": "label_en", "label_es": "label_es"},
        {"labels_en": "alt_en", "labels_es": "alt_es", "description_en": "description_en"},
    ),
    Layout(
        "joined-occupations",
        {"uri": "id", "group": "isco", "code": "code", "label_en": "label_en", "label_es": "label_es"},
        {"labels_en": "alt_en", "labels_es": "alt_es", "description_en": "description_en"},
    ),
    Layout("joined-occupation-skill", {"concept": "occupation", "related": "skill", "kind": "relation"}),
    Layout("joined-skill-skill", {"concept": "skill", "related": "needs", "kind": "relation"}),
    Layout("joined-broader", {"concept": "child", "related": "parent"}),
)
KINDS = {
    "Occupation": Concept.OCCUPATION,
    "KnowledgeSkillCompetence": Concept.SKILL,
    "SkillGroup": Concept.SKILL_GROUP,
    "ISCOGroup": Concept.OCCUPATION_GROUP,
}
RELATIONS = {
    "essential": ConceptRelation.ESSENTIAL,
    "optional": ConceptRelation.OPTIONAL,
    "e": ConceptRelation.ESSENTIAL,
    "o": ConceptRelation.OPTIONAL,
}


def load(source: Source, edition: Edition) -> list[Changes]:
    changes = concepts.load("esco", lambda: entries(source), lambda: links(source))
    linking.link_skills()
    return changes


def entries(source: Source) -> Iterator[Entry]:
    for row in source.rows("occupations", "skills", "groups"):
        yield _official(row)
    for row in source.rows("joined-skills"):
        yield _joined(row, Concept.SKILL, _uri("skill", row.needed("uri")))
    for row in source.rows("joined-occupations"):
        yield _joined(row, Concept.OCCUPATION, _uri("occupation", row.needed("uri")))


def links(source: Source) -> Iterator[Link]:
    for row in source.rows("broader"):
        yield Link(_checked(row, "concept"), ConceptRelation.BROADER, _checked(row, "related"))
    for row in source.rows("joined-broader"):
        yield Link(
            _uri("skill", row.needed("concept")),
            ConceptRelation.BROADER,
            _uri("skill", row.needed("related")),
        )
    for row in source.rows("occupation-skill", "skill-skill"):
        yield Link(_checked(row, "concept"), _relation(row), _checked(row, "related"))
    for layout, pillar in (("joined-occupation-skill", "occupation"), ("joined-skill-skill", "skill")):
        for row in source.rows(layout):
            concept, related = _uri(pillar, row.needed("concept")), _uri("skill", row.needed("related"))
            yield Link(concept, _relation(row), related)


def edition(source: Source) -> Edition:
    """The version stands in the name of the download."""
    found = versions(source, r"\bv(\d+(?:\.\d+)+)")
    return Edition(found.pop() if len(found) == 1 else "")


def _official(row: Row) -> Entry:
    language = _language(row)
    kind = KINDS.get(row.needed("type"))
    if kind is None:
        known = ", ".join(KINDS)
        raise row.wrong("type", f"“{row['type'][:40]}” is not a type of concept", f"Known are {known}.")
    return Entry(
        uri=_checked(row, "uri"),
        kind=kind,
        code=row["code"],
        nature=row["nature"],
        reuse=row["reuse"],
        labels=((language, _labels(row, "label", "labels")),),
        descriptions=((language, row["description"]),) if row["description"] else (),
        row=row,
    )


def _joined(row: Row, kind: str, uri: str) -> Entry:
    given = [language for language in LANGUAGES if row[f"label_{language}"]]
    described = row["description_en"]
    return Entry(
        uri=uri,
        kind=kind,
        code=row["code"],
        nature=row["nature"],
        reuse=row["reuse"],
        labels=tuple((one, _labels(row, f"label_{one}", f"labels_{one}")) for one in given),
        descriptions=(("en", described),) if described else (),
        row=row,
    )


def _labels(row: Row, preferred: str, others: str) -> tuple[str, ...]:
    alternatives = (one.strip() for one in re.split(r"\n| \| ", row[others]))
    return tuple(dict.fromkeys([row.needed(preferred), *filter(None, alternatives)]))


def _language(row: Row) -> str:
    found = re.search(r"_([a-z]{2})\.(csv|txt)$", row.part.name)
    language = found[1] if found else ""
    if language not in LANGUAGES:
        advice = (
            "Give the English (“en”) and the Spanish (“es”) download, with the names of the tables unchanged."
        )
        raise row.wrong("label", f"the language “{language}” is not one we keep", advice)
    return language


def _checked(row: Row, column: str) -> str:
    uri = row.needed(column)
    if not uri.startswith(BASE) or len(uri) > 200:
        raise row.wrong(column, f"“{uri[:60]}” is not an address of ESCO", f"They begin with {BASE}.")
    return uri


def _relation(row: Row) -> str:
    kind = RELATIONS.get(row.needed("kind"))
    if kind is None:
        raise row.wrong(
            "kind", f"“{row['kind'][:40]}” is not a relation", "Known are essential and optional."
        )
    return kind


def _uri(pillar: str, short: str) -> str:
    if short.startswith("http"):
        return short
    return f"{BASE}isced-f/{short}" if short.isdigit() else f"{BASE}{pillar}/{short}"


IMPORTER = Importer("esco", LAYOUTS, load, lambda: concepts.empty("esco"), edition)
