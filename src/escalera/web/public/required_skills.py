"""A job's or a posting's list of skills as its page shows it."""

from dataclasses import dataclass
from typing import Any

from escalera.jobs import queries as jobs
from escalera.jobs.models import Job, Posting
from escalera.jobs.queries import Required
from escalera.look.levels import step_of
from escalera.paths import queries as paths
from escalera.people.models import Person
from escalera.web.public.skills import what_one_can_do


@dataclass(frozen=True)
class Line:
    required: Required
    want: int
    have: int | None  # None: we don't know yet

    @property
    def is_missing(self) -> bool:
        """We teach neither the skill nor a relative of it."""
        return self.required.taught_as is None

    @property
    def can_do(self) -> str:
        """What one can do at the level asked for; empty for a skill that is not ours."""
        steps = what_one_can_do(self.required.skill.slug)
        return steps[self.want - 1].can_do if steps else ""

    @property
    def relative(self) -> Any:
        taught = self.required.taught_as
        return taught if taught and taught.pk != self.required.skill.pk else None


def listed(origin: Job | Posting, person: Person | None) -> list[Line]:
    """What is asked for, what one has of it (only where this is the goal), what we teach first."""
    have = steps_of(origin, person)
    lines = [
        Line(
            required,
            step_of(required.level),
            have.get(required.taught_as.slug) if required.taught_as else None,
        )
        for required in jobs.required_of(origin, person)
    ]
    return sorted(lines, key=lambda line: line.is_missing)


def steps_of(origin: Job | Posting, person: Person | None) -> dict[str, int]:
    goal = paths.current_goal(person)
    if goal is None or goal.origin_id != str(origin.pk):
        return {}
    return paths.held(goal)
