"""A break-down as its page shows it: each skill with what builds it and why we believe so, and what versions changed."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from escalera.jobs import queries as jobs
from escalera.jobs.breakdowns.listing import Asked, Changes, changes
from escalera.jobs.breakdowns.listing import listed as listed_skills
from escalera.jobs.breakdowns.models import BreakDownVersion, SavedBreakDown
from escalera.look.levels import step_of
from escalera.programmes.models import Programme
from escalera.skills.models import Skill
from escalera.web.public import teaching_words
from escalera.web.public.teaching_words import Built

SHOWN_FIRST = 3


@dataclass(frozen=True)
class Line:
    """`relative` is what we teach in its place; without any task type we can't teach it yet.

    `is_changed`: in the form, and not saved yet.
    """

    place: int
    skill: Skill
    step: int
    kind: str
    phrase: str
    is_changed: bool
    relative: Skill | None
    builders: tuple[Built, ...]

    @property
    def first_builders(self) -> tuple[Built, ...]:
        return self.builders[:SHOWN_FIRST]

    @property
    def more_builders(self) -> tuple[Built, ...]:
        return self.builders[SHOWN_FIRST:]


def listed(
    asked: Sequence[tuple[Asked, str]], programme: Programme, *, changed: Container[str]
) -> list[Line]:
    """One line for each skill and what becomes of it: needed, nice to have, taken out."""
    skills = Skill.objects.select_related("nearest").in_bulk([one.skill for one, _kind in asked])
    there = [(place, one, kind) for place, (one, kind) in enumerate(asked, start=1) if one.skill in skills]
    return [
        replace(line(place, one, kind, skills[one.skill], programme), is_changed=one.skill in changed)
        for place, one, kind in there
    ]


def line(place: int, one: Asked, kind: str, skill: Skill, programme: Programme) -> Line:
    built = jobs.builders_of(skill, programme=programme)
    return Line(
        place=place,
        skill=skill,
        step=step_of(one.level),
        kind=kind,
        phrase=one.phrase(language()),
        is_changed=False,
        relative=built.taught if built.taught != skill else None,
        builders=tuple(teaching_words.listed(built.task_types)),
    )


def language() -> str:
    """The reader's: es or en."""
    return "es" if (get_language() or "").startswith("es") else "en"


@dataclass(frozen=True)
class VersionLine:
    version: BreakDownVersion
    changed: str


def versions(saved: SavedBreakDown) -> list[VersionLine]:
    """The versions, newest first, each with what it changed of the one before."""
    oldest_first = list(saved.versions.order_by("number"))
    kept = [listed_skills(one.skills) for one in oldest_first]
    names = {skill.pk: skill.label for skill in Skill.objects.filter(pk__in=slugs(kept))}
    told = [
        VersionLine(version, words_of(changes(kept[place - 1], kept[place]), names) if place else "")
        for place, version in enumerate(oldest_first)
    ]
    return told[::-1]


def slugs(kept: Iterable[Iterable[Asked]]) -> set[str]:
    return {one.skill for skills in kept for one in skills}


def words_of(changed: Changes, names: Mapping[str, str]) -> str:
    """Added: Excel. Taken out: chat."""
    said = [
        (_("Added: %(skills)s."), changed.added),
        (_("Taken out: %(skills)s."), changed.taken_out),
        (_("Other level: %(skills)s."), changed.other_level),
    ]
    parts = [
        words % {"skills": ", ".join(names.get(slug, slug) for slug in those)}
        for words, those in said
        if those
    ]
    return " ".join([*parts, _("Other order.")] if changed.is_reordered else parts)
