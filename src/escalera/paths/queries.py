"""Questions about a path: where somebody stands, what is ahead, and why."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from escalera.ledger.models import Event
from escalera.paths import planning
from escalera.paths.models import Arrival, Goal, Step
from escalera.people.models import Person
from escalera.skills.models import Skill
from escalera.tasks.models import Attempt, TaskType

SHOWN_STEPS = 4
State = Literal["done", "now", "ahead"]


@dataclass(frozen=True)
class Stair:
    """One required skill as a step of the staircase; have and want count the four little steps of a level."""

    skill: Skill
    state: State
    minutes: int
    required_level: float
    probability: float
    have: int
    want: int


@dataclass(frozen=True)
class Staircase:
    """All stairs from the ground to the job, the nearest first."""

    stairs: tuple[Stair, ...]
    minutes_left: int
    place_now: int  # counted from 1; one more than the stairs when all are done
    uncovered: tuple[Skill, ...]  # required skills that no open task brings home


@dataclass(frozen=True)
class Why:
    """A choice as the ledger has it."""

    task_type: TaskType
    at: datetime
    facts: Mapping[str, Any]


def current_goal(person: Person | None) -> Goal | None:
    return person.goals.filter(left_at=None).select_related("person").first() if person else None


def has_arrived(goal: Goal) -> bool:
    return Arrival.objects.filter(goal=goal).exists()


def to_claim(person: Person, *, most: int) -> list[Skill]:
    """The skills of the goal that the person has not said anything about, the highest level first."""
    goal = current_goal(person)
    if goal is None:
        return []
    said = set(person.claims.values_list("skill", flat=True))
    asked = sorted(
        (slug for slug in goal.required if slug not in said), key=lambda slug: -goal.required[slug]
    )
    skills = Skill.objects.in_bulk(asked[:most])
    return [skills[slug] for slug in asked[:most] if slug in skills]


def staircase(goal: Goal, *, step: Step | None = None) -> Staircase:
    """The path as stairs; `step` is the one to stand on (the skill it helps most)."""
    standing = planning.standing(goal)
    plan, reached, levels = standing.plan, standing.reached, standing.levels
    minutes, order = spread_minutes(plan, reached)
    done = [skill for skill in reached if planning.is_reached(reached[skill])]
    ahead = sorted(
        (skill for skill in reached if skill not in done),
        key=lambda skill: (skill not in standing.first, order.get(skill, 999)),
    )
    now = standing_on(step, ahead)
    if now:
        ahead.remove(now)
        ahead.insert(0, now)
    skills = Skill.objects.in_bulk([*reached, *plan.uncovered])
    stairs = tuple(
        stair_of(skills[slug], goal, reached[slug], levels[slug], minutes.get(slug, 0.0), state)
        for slug, state in [(s, "done") for s in done] + [(s, "now" if s == now else "ahead") for s in ahead]
    )
    return Staircase(
        stairs=stairs,
        minutes_left=math.ceil(plan.minutes),
        place_now=len(done) + 1,
        uncovered=tuple(skills[slug] for slug in plan.uncovered if slug in skills),
    )


def spread_minutes(plan: Any, reached: Mapping[str, float]) -> tuple[dict[str, float], dict[str, int]]:
    """The plan's minutes by the required skill they serve, and the order in which skills come."""
    minutes: dict[str, float] = {}
    order: dict[str, int] = {}
    for place, step in enumerate(plan.steps):
        skill = step.reason.skill if step.reason.skill in reached else step.reason.needed_for
        if skill is not None:
            minutes[skill] = minutes.get(skill, 0.0) + step.minutes * step.times
            order.setdefault(skill, place)
    return minutes, order


def standing_on(step: Step | None, ahead: list[str]) -> str | None:
    reason = step.reason.get("reason", {}) if step else {}
    for skill in (reason.get("skill"), reason.get("needed_for")):
        if skill in ahead:
            return str(skill)
    return ahead[0] if ahead else None


def stair_of(skill: Skill, goal: Goal, probability: float, level: float, minutes: float, state: Any) -> Stair:
    required = float(goal.required[skill.slug])
    want = math.ceil(required * SHOWN_STEPS)
    have = little_steps(level, want, is_done=state == "done")
    return Stair(skill, state, math.ceil(minutes), required, probability, have, want)


def little_steps(level: float, want: int, *, is_done: bool) -> int:
    return max(want, int(level * SHOWN_STEPS)) if is_done else min(int(level * SHOWN_STEPS), want - 1)


def held(goal: Goal) -> dict[str, int]:
    """The little steps that somebody has of each skill of a goal, as the staircase shows them; without planning."""
    standing = planning.standing(goal)
    return {
        skill: little_steps(
            standing.levels[skill],
            math.ceil(float(goal.required[skill]) * SHOWN_STEPS),
            is_done=planning.is_reached(probability),
        )
        for skill, probability in standing.reached.items()
    }


def why(step: Step) -> Why | None:
    """The reason of a step, read from the ledger. None when the ledger no longer holds it."""
    event = Event.objects.filter(pk=step.pk, kind="choice", subject=step.goal.person_id).first()
    return Why(task_type=step.task_type, at=event.at, facts=event.payload) if event else None


@dataclass(frozen=True)
class Evidence:
    """A required skill with the person's best answers to tasks that ask for it."""

    skill: Skill
    attempts: tuple[Attempt, ...]


def evidence(goal: Goal, *, most: int = 3) -> list[Evidence]:
    """What a person can show at the job: per required skill the best answers, the hardest tasks first."""
    good = goal.person.attempts.filter(score__gte=0.8, too_fast=False).select_related("item__task_type")
    skills = Skill.objects.in_bulk(list(goal.required))
    found = []
    for slug, skill in skills.items():
        asked = good.filter(item__task_type__weights__skill=slug).order_by(
            "-item__task_type__level", "-score"
        )
        found.append(Evidence(skill, tuple(asked[:most])))
    return found
