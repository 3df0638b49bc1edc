"""Who asks may let their circle know; a member offers by themselves and becomes who was asked, with the same rules."""

from datetime import datetime

from django.db import transaction

from escalera.circles import seating
from escalera.circles.models import Circle, Seat
from escalera.coaching import brokering
from escalera.coaching.helping import answering, broker, requesting
from escalera.coaching.helping.models import Asking, HelpRequest, HelpRequestQuerySet, Willingness
from escalera.coaching.helping.reports import pausing
from escalera.learning.models import BeliefState
from escalera.ledger import actions as ledger
from escalera.people import blocking
from escalera.people.models import Person
from escalera.tasks.models import TaskType

A_WEEK = 5  # offers of somebody who never said how often they may be asked


class NoLongerNeeded(Exception):
    """Meanwhile somebody else helps, or the request is over."""


class OftenEnough(Exception):
    """One helped as often this week as one said, or five times."""


@transaction.atomic
def tell_circle(*, request: HelpRequest, tells: bool, now: datetime) -> None:
    """Let one's circle know of it, or no longer. Twice is once. Raises requesting.Ended."""
    locked = requesting.open_one(request)
    if (locked.told_circle_at is not None) == tells:
        return
    locked.told_circle_at = now if tells else None
    locked.save(update_fields=["told_circle_at"])
    payload = {"request": str(locked.pk), "tells": tells}
    ledger.record(kind="help told to circle", subject=locked.person_id, payload=payload, now=now)


def told_to(person: Person) -> HelpRequestQuerySet:
    """Requests that members of the person's circle let it know of; a programme's own stays inside of it."""
    return (
        _told_in_circle(person)
        .filter(task_type__in=TaskType.objects.open_to(person))
        .exclude(person__in=blocking.kept_apart_from(person))
        .exclude(person__in=blocking.unread_by(person))
        .select_related("skill")
    )


def open_to(person: Person, *, now: datetime) -> HelpRequestQuerySet:
    """Of those the ones that wait for somebody."""
    # Mostly there is none, and who may see which is dear to ask.
    if not _told_in_circle(person).open().exists():
        return HelpRequest.objects.none()
    return told_to(person).waiting().filter(asked_at__gt=now - broker.OLDEST)


def _told_in_circle(person: Person) -> HelpRequestQuerySet:
    mine = Seat.objects.taken().filter(person=person).values("circle")
    others = Seat.objects.taken().filter(circle__in=mine).exclude(person=person).values("person")
    return HelpRequest.objects.filter(person__in=others, told_circle_at__isnull=False)


@transaction.atomic
def offer(*, request: HelpRequest, person: Person, now: datetime) -> Asking:
    """Help somebody of one's circle: an asking that was said yes to. Twice is once.

    Raises NoLongerNeeded, OftenEnough. Locks the request and then the helper, as the broker does.
    """
    HelpRequest.objects.select_for_update().get(pk=request.pk)
    weekly = _weekly_of(person)
    earlier = Asking.objects.filter(request=request, helper=person).first()
    if earlier and earlier.is_standing:
        return _accepted(earlier, now)
    if pausing.is_paused(person) or not open_to(person, now=now).filter(pk=request.pk).exists():
        raise NoLongerNeeded
    if earlier is None and broker.used_by({person.pk}, now).get(person.pk, 0) >= weekly:
        raise OftenEnough
    return _accepted(earlier or _asked(request, person, now), now)


def _weekly_of(person: Person) -> int:
    """How often a week, with the person locked, so that two offers at once are counted one after the other."""
    willing = Willingness.objects.select_for_update().filter(person=person).first()
    if willing is None:
        Person.objects.select_for_update().get(pk=person.pk)
    return willing.weekly if willing and willing.stopped_at is None else A_WEEK


def _asked(request: HelpRequest, person: Person, now: datetime) -> Asking:
    levels = brokering.levels_of(BeliefState.objects.filter(person=person).first())
    because = {
        "skill": request.skill_id,
        "level": round(request.level, 3),
        "helper_level": levels.get(request.skill_id, 0.0),
        "languages": [request.language],
        "hours": [],
        "waiting_minutes": round((now - request.asked_at).total_seconds() / 60),
        "offered": True,
    }
    asking = Asking.objects.create(request=request, helper=person, because=because, asked_at=now)
    circle = Circle.objects.of(person).get()
    seating.sign(
        circle=circle, person=person, kind="help offered", now=now, asking=str(asking.pk), because=because
    )
    return asking


def _accepted(asking: Asking, now: datetime) -> Asking:
    try:
        return answering.accept(asking=asking, now=now)
    except answering.SomebodyElseHelps as error:
        raise NoLongerNeeded from error
