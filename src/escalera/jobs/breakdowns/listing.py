"""The list of a break-down as values: what is asked for, in order; and what one version changed of another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from escalera.jobs.breakdowns.models import SavedBreakDown
from escalera.jobs.models import Job, Posting

Source = Posting | Job | SavedBreakDown


@dataclass(frozen=True)
class Asked:
    """A required skill, with the phrase that says so in each language, empty where a person added it."""

    skill: str
    level: float
    required: bool = True
    phrase_en: str = ""
    phrase_es: str = ""

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Asked":
        one = kept.get("phrase", "")  # lists of before have one phrase, as the posting said it
        return cls(
            kept["skill"],
            kept["level"],
            kept["required"],
            kept.get("phrase_en", one),
            kept.get("phrase_es", one),
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def phrase(self, language: str) -> str:
        first, other = (
            (self.phrase_es, self.phrase_en) if language == "es" else (self.phrase_en, self.phrase_es)
        )
        return first or other


@dataclass(frozen=True)
class Content:
    """A break-down before it is anybody's."""

    title: str
    language: str
    skills: tuple[Asked, ...]
    materials: Mapping[str, Any]


def content_of(source: Source, *, language: str) -> Content:
    """What is in a posting, a job of ours or another break-down, to begin a break-down with."""
    if isinstance(source, SavedBreakDown):
        return Content(source.title, source.language, current(source), source.materials)
    rows = source.required_skills.order_by("-is_required", "-level", "skill_id")
    skills = tuple(
        Asked(row.skill_id, row.level, row.is_required, row.phrase_en, row.phrase_es) for row in rows
    )
    if isinstance(source, Posting):
        return Content(source.title, source.language, skills, source.materials)
    return Content(source.title_es if language == "es" else source.title_en, language, skills, {})


def current(saved: SavedBreakDown) -> tuple[Asked, ...]:
    return listed(saved.versions.get(number=saved.current).skills)


def listed(kept: Iterable[Mapping[str, Any]]) -> tuple[Asked, ...]:
    return tuple(Asked.of(one) for one in kept)


@dataclass(frozen=True)
class Changes:
    """What a version changed of the one before, as slugs."""

    added: tuple[str, ...]
    taken_out: tuple[str, ...]
    other_level: tuple[str, ...]
    is_reordered: bool


def changes(before: Sequence[Asked], after: Sequence[Asked]) -> Changes:
    old, new = {one.skill: one for one in before}, {one.skill: one for one in after}
    stayed = [slug for slug in new if slug in old]
    return Changes(
        added=tuple(slug for slug in new if slug not in old),
        taken_out=tuple(slug for slug in old if slug not in new),
        other_level=tuple(
            slug
            for slug in stayed
            if (old[slug].level, old[slug].required) != (new[slug].level, new[slug].required)
        ),
        is_reordered=stayed != [slug for slug in old if slug in new],
    )
