"""Walking a path in tests: a goal, the right answer, doing a step."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from escalera.paths import actions
from escalera.paths.models import Goal, Step
from escalera.people.models import Person
from escalera.tasks.models import Attempt
from solving import solved


def goal_for(person: Person, required: dict[str, float], now: datetime) -> Goal:
    person.goals.filter(left_at=None).update(left_at=now)
    return Goal.objects.create(
        person=person, origin="job", origin_id="test", title="Data entry", required=required, set_at=now
    )


def right_answer(step: Step) -> dict[str, Any]:
    return solved(step.item.key)


def do(
    step: Step,
    answer: dict[str, Any],
    now: datetime,
    *,
    seconds: float | None = 90,
    wall_seconds: float | None = None,
    id: Any = None,
) -> Attempt:
    return actions.record_attempt(
        id=id or uuid4(),
        person=step.goal.person,
        item=step.item,
        step=step,
        answer=answer,
        seconds=seconds,
        wall_seconds=wall_seconds,
        help_used=False,
        answered_at=now,
        now=now,
    )


def minutes_later(now: datetime, minutes: int) -> datetime:
    return now + timedelta(minutes=minutes)
