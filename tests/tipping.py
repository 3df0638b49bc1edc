"""Tips, people who want them, and answers that came after: what tests of advice stand on."""

from datetime import datetime, timedelta
from uuid import uuid4

from escalera.coaching import actions
from escalera.coaching.advice import estimating, showing
from escalera.coaching.models import Tip, TipShowing
from escalera.paths.models import Step
from escalera.people import consents
from escalera.people.models import Person
from escalera.tasks import making
from escalera.tasks import queries as tasks
from escalera.tasks.models import Attempt, Item, TaskType
from walking import goal_for

TIP = "Read every number twice, from the right to the left."


def tip_by(person: Person, now: datetime, *, on: str = "receipts-2", text: str = TIP, **more: str) -> Tip:
    """Left by somebody who did the task the day before."""
    task_type = TaskType.objects.get(pk=on)
    has_done(person, task_type, now - timedelta(days=1))
    return actions.leave_tip(id=uuid4(), person=person, task_type=task_type, text=text, now=now, **more)


def has_done(person: Person, task_type: TaskType, at: datetime) -> None:
    """One honest answer, not through the engine."""
    if tasks.did(person, task_type):
        return
    item = making.made(task_type=task_type, language=person.words, seed=998)
    Attempt.objects.create(
        id=uuid4(), person=person, item=item, answer={}, score=1.0, seconds=90, answered_at=at, received_at=at
    )


def wants_tips(person: Person, now: datetime) -> Person:
    consents.answer(person=person, use=showing.USE, agrees=True, now=now)
    return person


def step_for(person: Person, now: datetime, *, on: str = "receipts-2", seed: int = 3) -> Step:
    """The person stands before a task that is not a placement."""
    task_type = TaskType.objects.get(pk=on)
    goal = person.goals.filter(left_at=None).first() or goal_for(person, {"read-documents": 0.8}, now)
    item = making.item_for(task_type=task_type, person=person, seed=seed, now=now)
    return Step.objects.create(goal=goal, item=item, task_type=task_type, reason={}, chosen_at=now)


def moment(tip: Tip | None, person: Person, task_type: TaskType, now: datetime) -> TipShowing:
    """A moment in which the tip, or none, was chosen for somebody."""
    return TipShowing.objects.create(
        person=person,
        tip=tip,
        task_type=task_type,
        place=task_type.pk,
        occasion=uuid4(),
        expected=0.5,
        usual_s=100.0,
        propensity=0.5,
        at=now,
    )


def shown(
    tip: Tip | None, person: Person, now: datetime, *, score: float, seconds: float, item: Item
) -> TipShowing:
    """A moment, and the answer that followed."""
    chosen = moment(tip, person, item.task_type, now)
    Attempt.objects.create(
        id=uuid4(),
        person=person,
        item=item,
        answer={},
        score=score,
        seconds=seconds,
        answered_at=now + timedelta(minutes=5),
        received_at=now + timedelta(minutes=5),
    )
    return chosen


def came_after(
    tip: Tip, now: datetime, *, people: int, language: str, with_tip: float, without: float
) -> None:
    """So many people were shown the tip and as many none; the first took a fifth less time."""
    item = making.made(task_type=tip.task_type, language=language, seed=999)
    for number in range(2 * people):
        person = Person.objects.create(language="en" if language == "en" else "es-mx", created_at=now)
        arm, right = (tip, with_tip) if number % 2 else (None, without)
        score = 1.0 if (number // 2) / people < right else 0.0
        shown(arm, person, now, score=score, seconds=80.0 if arm else 100.0, item=item)


def measure(now: datetime) -> int:
    return estimating.estimate(now=now + timedelta(hours=1))
