"""Questions about the taxonomies that are loaded, and how our skills stand in them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models.functions import Length
from django.utils.translation import get_language

from escalera.skills import linking, starter
from escalera.skills.models import Concept, ConceptLabel, ConceptRelation, Skill

SHORTEST_WORDS = 3  # fewer letters are in every label
STANDS_FOR = 1  # steps at which one skill is learnt in place of another
STEPS_APART = 2  # up and down the broader relations; what is further apart has little in common


def taxonomy_labels(
    kind: str, language: str | None = None, *, taxonomy: str = "esco"
) -> Iterator[tuple[str, str, str]]:
    """Every label as (id, label, language), preferred ones first; `kind` is "skill" or "occupation".

    The id is the concept's URI. While the taxonomy is not loaded: our own skills' labels, with their slugs.
    """
    if kind not in (Concept.SKILL, Concept.OCCUPATION):
        raise ValueError(f"kind is skill or occupation, not {kind}")
    rows = ConceptLabel.objects.filter(concept__taxonomy=taxonomy, concept__kind=kind)
    if not (_has_tables() and rows.exists()):
        yield from _own_labels(language) if kind == Concept.SKILL else ()
        return
    if language:
        rows = rows.filter(language=language)
    named = rows.order_by("-is_preferred", "concept_id", "pk").values_list(
        "concept__uri", "label", "language"
    )
    yield from named.iterator(chunk_size=2000)


def _has_tables() -> bool:
    """False in a home where nothing was set up yet: the skills that come with us can be searched all the same."""
    return ConceptLabel._meta.db_table in connection.introspection.table_names()


def _own_labels(language: str | None) -> Iterator[tuple[str, str, str]]:
    for skill in starter.load().skills:
        for one in [language] if language else ["en", "es"]:
            for label in dict.fromkeys((skill.label.in_(one), *skill.synonyms.in_(one))):
                yield skill.id, label, one


@dataclass(frozen=True)
class Named:
    """A concept's label; `language` is the one it is in, which may not be the one that was asked for."""

    text: str
    language: str


def labels_of(uris: Iterable[str], language: str | None = None) -> dict[str, Named]:
    """The concepts' names in this language, else ours where a skill of ours means the same, else in English."""
    wanted = (language or get_language() or "en")[:2]
    asked = list(uris)
    rows = ConceptLabel.objects.filter(concept__uri__in=asked, is_preferred=True)
    given = {(uri, lang): label for uri, lang, label in rows.values_list("concept__uri", "language", "label")}
    own = _own_names(asked, wanted)
    found = {}
    for uri in asked:
        if text := given.get((uri, wanted)) or own.get(uri):
            found[uri] = Named(text, wanted)
        elif text := given.get((uri, "en")):
            found[uri] = Named(text, "en")
    return found


def _own_names(uris: list[str], language: str) -> dict[str, str]:
    label = "skills__label_es" if language == "es" else "skills__label_en"
    rows = Concept.objects.filter(uri__in=uris, skills__isnull=False).order_by("-skills__slug")
    return dict(rows.values_list("uri", label))


def concepts_called(words: str, language: str, *, most: int) -> list[tuple[str, str]]:
    """(address, label) of the loaded skills one of whose labels holds the words; the shortest labels first."""
    if len(words) < SHORTEST_WORDS:
        return []
    rows = ConceptLabel.objects.filter(
        concept__kind=Concept.SKILL, concept__skills=None, language=language, label__icontains=words
    )
    found = rows.order_by(Length("label"), "pk").values_list("concept__uri", "label")
    return list(dict(found[: 4 * most]).items())[:most]


@dataclass(frozen=True)
class Nearest:
    """`steps`: 0 for the same concept, 1 for its broader or narrower one, 2 for one beside it in the tree.

    ESCO's groups are wide: two skills beside each other may share little more than the kind of doing.
    """

    skill: Skill
    steps: int


def nearest_trainable(uri: str, trainable: Iterable[str]) -> Nearest | None:
    """The skill of ours, among these slugs, that stands nearest to a concept; None when none is near.

    Nearest is the same concept, then its broader or narrower one, then one beside it under the same broader one.
    A skill of ours that we can't train stands for the relative that it names.
    """
    start = Concept.objects.filter(uri=uri).values_list("pk", flat=True).first()
    if start is None:
        return None
    teachers = _teachers(set(trainable))
    above = _above({start, *(one.concept for one in teachers)})
    near = [
        (steps, one.slug)
        for one in teachers
        if (steps := _apart(above[start], above[one.concept])) is not None
        # The relative of a skill that is only near the concept would be too far from it.
        if steps == 0 or (steps <= STEPS_APART and one.is_itself)
    ]
    if not near:
        return None
    steps, slug = min(near)
    return Nearest(Skill.objects.get(slug=slug), steps)


def relative_of(skill: Skill, trainable: Iterable[str]) -> str | None:
    """The skill, among these slugs, that can stand for one that was taken in from a taxonomy.

    Only the same concept, its broader or its narrower one. Further apart they share too little to be learnt in its
    place, and our own skills name their relative themselves, or none.
    """
    if skill.group:
        return None
    near = (nearest_trainable(uri, set(trainable) - {skill.slug}) for uri in linking.uris(skill.codes))
    found = [(one.steps, one.skill.slug) for one in near if one and one.steps <= STANDS_FOR]
    return min(found)[1] if found else None


@dataclass(frozen=True)
class _Teacher:
    """A concept that a skill of ours means, with the skill that we train for it: itself, or its relative."""

    concept: int
    slug: str
    is_itself: bool


def _teachers(trainable: set[str]) -> list[_Teacher]:
    ours = Skill.objects.filter(concepts__isnull=False).values_list("concepts", "slug", "nearest_id")
    standing = (
        _Teacher(concept, slug if slug in trainable else nearest, slug in trainable)
        for concept, slug, nearest in ours
    )
    return [one for one in standing if one.slug in trainable]


def _above(concepts: set[int]) -> dict[int, dict[int, int]]:
    """For each concept: itself and what is broader, with how many steps it is up."""
    above = {concept: {concept: 0} for concept in concepts}
    level = {concept: {concept} for concept in concepts}  # a concept, and for whom it is on this level
    for step in range(1, STEPS_APART + 1):
        rows = ConceptRelation.objects.filter(concept__in=level, kind=ConceptRelation.BROADER)
        higher: dict[int, set[int]] = {}
        for below, broader in rows.values_list("concept_id", "related_id"):
            for concept in level[below]:
                above[concept].setdefault(broader, step)
                higher.setdefault(broader, set()).add(concept)
        level = higher
    return above


def _apart(one: dict[int, int], other: dict[int, int]) -> int | None:
    shared = one.keys() & other.keys()
    return min((one[concept] + other[concept] for concept in shared), default=None)
