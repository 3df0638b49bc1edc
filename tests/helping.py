"""Somebody who knows, somebody who is stuck, and a request that somebody was asked about."""

from datetime import datetime, timedelta
from uuid import uuid4

from escalera.coaching.helping import answering, broker, requesting, willing
from escalera.coaching.helping.models import Asking, HelpRequest, Willingness
from escalera.learning import actions as learning
from escalera.learning import tracing
from escalera.learning.models import BeliefState
from escalera.people.models import Person
from escalera.tasks.making import made
from escalera.tasks.models import Attempt, TaskType

TASK, SKILL = "addresses-1", "enter-data"


def knows(person: Person, level: float, now: datetime, *, skill: str | None = None) -> None:
    """The person is believed to have the level, by one answer."""
    skill = skill or skill_of(TaskType.objects.get(pk=TASK))
    learning.keep(person=person, known=tracing.believed({skill: level}), told=1, now=now)


def skill_of(task_type: TaskType) -> str:
    return task_type.weights.order_by("-weight", "skill").first().skill_id


def would_help(
    person: Person,
    now: datetime,
    *,
    level: float = 0.9,
    weekly: int = 3,
    languages: tuple[str, ...] = ("es", "en"),
    hours: tuple[int, ...] = (),
    only_near: bool = False,
) -> Willingness:
    if not BeliefState.objects.filter(person=person).exists():
        knows(person, level, now)
    return willing.be_willing(
        person=person, languages=languages, hours=hours, weekly=weekly, only_near=only_near, now=now
    )


def stuck(person: Person, now: datetime, *, task: str = TASK) -> HelpRequest:
    return requesting.ask(id=uuid4(), person=person, task_type=TaskType.objects.get(pk=task), now=now)


def asked(learner: Person, helper: Person, now: datetime) -> Asking:
    """The helper is asked about a request of the learner."""
    would_help(helper, now)
    request = stuck(learner, now)
    broker.broker(now=now)
    return Asking.objects.get(request=request)


def helping(learner: Person, helper: Person, now: datetime) -> Asking:
    """A conversation that has begun."""
    return answering.accept(asking=asked(learner, helper, now), now=now)


def talking(learner: Person, helper: Person, now: datetime, *, task: str = TASK) -> Asking:
    """A conversation that has begun, whoever the broker would have chosen."""
    request = stuck(learner, now, task=task)
    because = {
        "skill": request.skill_id,
        "level": request.level,
        "helper_level": 0.7,
        "languages": [request.language],
        "hours": [9],
        "waiting_minutes": 3,
    }
    return Asking.objects.create(
        request=request, helper=helper, because=because, asked_at=now, accepted_at=now
    )


def tries(
    person: Person, score: float, at: datetime, *, task: str = TASK, times: int = 1, seconds: float = 60
) -> None:
    """Answers with this score, not through the engine."""
    for n in range(times):
        item = made(task_type=TaskType.objects.get(pk=task), language="en", seed=7)
        Attempt.objects.create(
            id=uuid4(),
            person=person,
            item=item,
            answer={},
            score=score,
            seconds=seconds,
            answered_at=at + timedelta(seconds=n),
            received_at=at + timedelta(seconds=n),
        )
