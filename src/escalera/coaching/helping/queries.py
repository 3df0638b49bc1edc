"""When somebody is stuck, and what each of the two may see of a request."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from escalera.coaching.helping.models import (
    Asking,
    AskingQuerySet,
    Closing,
    HelpEffect,
    HelpRequest,
    Message,
    Willingness,
)
from escalera.people.models import Person
from escalera.tasks.models import Attempt, TaskType

MISS, MISSES, TIMES_TOO_LONG = 0.5, 2, 2
MEASURED_FROM = 3  # fewer would tell how one person did


@dataclass(frozen=True)
class Given:
    """What a person's help came to."""

    times: int
    solved: int
    effect: HelpEffect | None


def took_too_long(task_type: TaskType, seconds: float) -> bool:
    return seconds > TIMES_TOO_LONG * 60 * task_type.minutes


def missed_twice(person: Person, task_type: TaskType) -> bool:
    """Whether the last two answers to the task type that have a result were misses."""
    tries = Attempt.objects.filter(person=person, item__task_type=task_type, too_fast=False).exclude(
        score=None
    )
    last = list(tries.order_by("-received_at").values_list("score", flat=True)[:MISSES])
    return len(last) == MISSES and all(score is not None and score < MISS for score in last)


def is_stuck_after(attempt: Attempt) -> bool:
    task_type = attempt.item.task_type
    return took_too_long(task_type, attempt.seconds) or missed_twice(attempt.person, task_type)


def open_request(person: Person, task_type: TaskType) -> HelpRequest | None:
    return HelpRequest.objects.open().filter(person=person, task_type=task_type).first()


def willingness_of(person: Person) -> Willingness | None:
    return Willingness.objects.filter(person=person).first()


def helping_in(request: HelpRequest) -> Asking | None:
    """The conversation of a request, begun: the one that stands, else the latest."""
    begun = request.askings.filter(accepted_at__isnull=False)
    return begun.filter(declined_at=None, lapsed_at=None).first() or begun.first()


def of_both(person: Person) -> AskingQuerySet:
    """What the person may open: what they were asked, and the conversations about their own requests."""
    own = Q(request__person=person, accepted_at__isnull=False)
    rows = Asking.objects.filter(Q(helper=person) | own)
    return rows.select_related(
        "request__task_type", "request__skill", "request__person__account", "helper__account"
    )


def asked_now(person: Person) -> AskingQuerySet:
    """Askings that wait for the person's word."""
    return of_both(person).standing().filter(helper=person, accepted_at=None, request__ended_at=None)


def conversations(person: Person) -> AskingQuerySet:
    """Begun ones in which the person has not said yet that it is over, or whose time has not passed."""
    mine = Closing.objects.filter(asking=OuterRef("pk"), person=person)
    begun = of_both(person).filter(accepted_at__isnull=False)
    return begun.filter(~Exists(mine), declined_at=None, lapsed_at=None)


def own_requests(person: Person) -> QuerySet[HelpRequest]:
    return HelpRequest.objects.filter(person=person).select_related("task_type")


def waits_for(person: Person) -> bool:
    """Whether something waits for the person: an asking, a first or a new word of the other, a closing."""
    if asked_now(person).exists():
        return True
    for asking in conversations(person).prefetch_related("messages", "closings"):
        said = [one.person_id for one in asking.messages.all()]
        if (
            asking.closings.all()
            or (said and said[-1] != person.pk)
            or (not said and asking.helper_id != person.pk)
        ):
            return True
    return False


def messages_of(asking: Asking) -> QuerySet[Message]:
    """With their voice notes, but not the sounds: each is asked for by itself."""
    rows = Message.objects.filter(asking=asking).select_related("person__account", "voice")
    return rows.defer("voice__sound")


def given_by(person: Person) -> Given:
    """Counted by the learners' words; the effect only from so many people on that nobody is betrayed by it."""
    closed = Closing.objects.filter(asking__helper=person).exclude(person=person)
    effect = HelpEffect.objects.filter(person=person, requests__gte=MEASURED_FROM).first()
    return Given(closed.count(), closed.filter(solved=True).count(), effect)
