"""Questions about what jobs and postings ask for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from escalera.jobs.models import Job, Posting, RequiredSkill
from escalera.learning.teaching import Teaching, teaching
from escalera.people.models import Person
from escalera.programmes.models import Programme
from escalera.skills.models import Skill
from escalera.tasks import queries as tasks
from escalera.tasks.families.materials import NOTHING, Materials


@dataclass(frozen=True)
class Required:
    """A skill asked for. `taught_as`: itself, its nearest relative that we can teach, or None."""

    skill: Skill
    level: float
    phrase: str
    confidence: float
    is_required: bool
    taught_as: Skill | None


def required_of(origin: Job | Posting, person: Person | None = None) -> list[Required]:
    """What a job or posting asks for, what it needs first, by level; taught as the person can be taught."""
    trainable = tasks.trainable_skills(person)
    rows = origin.required_skills.select_related("skill__nearest").order_by(
        "-is_required", "-level", "skill_id"
    )
    return [
        Required(
            skill=row.skill,
            level=row.level,
            phrase=row.phrase,
            confidence=row.confidence,
            is_required=row.is_required,
            taught_as=teacher_of(row.skill, trainable),
        )
        for row in rows
    ]


def jobs_asking_for(skill: Skill) -> list[RequiredSkill]:
    """The jobs (not postings) that ask for a skill, with the level, those that need it most first."""
    rows = RequiredSkill.objects.filter(skill=skill, job__isnull=False).select_related("job")
    return list(rows.order_by("-is_required", "-level", "job_id"))


def teacher_of(skill: Skill, trainable: set[str]) -> Skill | None:
    """The skill itself, the relative that we teach in its place, or None: we can't teach this yet."""
    slug = tasks.taught_as(skill, trainable)
    if slug in (skill.slug, skill.nearest_id):
        return skill if slug == skill.slug else skill.nearest
    return Skill.objects.get(pk=slug) if slug else None


def goal_of(origin: Job | Posting, person: Person | None = None) -> dict[str, float]:
    """The goal {skill: level} behind a job or posting: required skills that we can teach the person."""
    asked = [(one.skill.slug, one.level) for one in required_of(origin, person) if one.is_required]
    return goal_of_skills(asked, person)


def goal_of_skills(asked: Iterable[tuple[str, float]], person: Person | None = None) -> dict[str, float]:
    """The goal behind (skill, level) pairs: each skill, or the relative that we can teach, at the highest level."""
    trainable, goal = tasks.trainable_skills(person), dict[str, float]()
    wanted = list(asked)
    skills = Skill.objects.in_bulk([slug for slug, _ in wanted])
    for slug, level in wanted:
        taught = tasks.taught_as(skills[slug], trainable) if slug in skills else None
        if taught:
            goal[taught] = max(goal.get(taught, 0.0), level)
    return goal


def materials_of(posting_id: str, *, language: str) -> Materials:
    """What the posting is about in the language, to cut items from; nothing where it is gone."""
    try:
        kept = Posting.objects.filter(pk=posting_id).values_list("materials", flat=True).first()
    except ValidationError:
        return NOTHING
    return Materials.of((kept or {}).get(language, {}))


def task_types_for(asked: Iterable[tuple[str, float]]) -> list[str]:
    """Open task types for everybody that build the skills of the list, the best evidence first."""
    skills = Skill.objects.in_bulk(list(goal_of_skills(asked)))
    known = [one for skill in skills.values() for one in teaching(skill) if one.because != "doubted"]
    return list(dict.fromkeys(one.task_type.pk for one in sorted(known, key=lambda one: one.rank)))


@dataclass(frozen=True)
class Builders:
    """What builds a required skill. `taught`: the skill, the relative that stands for it, or None with no task type."""

    taught: Skill | None
    task_types: tuple[Teaching, ...]


def builders_of(skill: Skill, *, programme: Programme | None = None) -> Builders:
    """The task types that build a skill, or its nearest relative: for everybody, and for the programme's people."""
    if own := teaching(skill, programme=programme):
        return Builders(skill, tuple(own))
    relative = teacher_of(skill, tasks.trainable_skills() - {skill.pk})
    return Builders(relative, tuple(teaching(relative, programme=programme)) if relative else ())
