"""Setting right what was counted by itself: the minutes of a day and kind, with what they were before."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from escalera.earnings.unpaid import counting
from escalera.earnings.unpaid.actions import NotATime, SomebodyElsesStretch
from escalera.earnings.unpaid.counting import By, Counted
from escalera.earnings.unpaid.models import LONGEST_S, DayCorrection, Kind
from escalera.ledger import actions as ledger
from escalera.people.models import Person


class NothingCounted(Exception):
    """Nothing of this kind was counted by itself on that day."""


@transaction.atomic
def correct(
    *, id: uuid.UUID, person: Person, day: date, kind: Kind, seconds: int, now: datetime
) -> DayCorrection:
    """Say how long it really was; 0: it was not so. The same id twice is once.

    Raises NotATime, NothingCounted, SomebodyElsesStretch.
    """
    if not 0 <= seconds <= LONGEST_S:
        raise NotATime(seconds)
    if known := DayCorrection.objects.filter(pk=id).first():
        if known.person_id != person.pk:
            raise SomebodyElsesStretch(str(id))
        return known
    was = by_itself(counted_on(day, person)).get((day, kind), 0)
    if not was:
        raise NothingCounted
    values = {"day": day, "kind": kind, "was_seconds": round(was), "seconds": seconds, "at": now}
    kept = DayCorrection.objects.create(pk=id, person=person, **values)
    payload = {"day": day.isoformat(), "kind": str(kind), "was": round(was), "seconds": seconds}
    ledger.record(kind="counted minutes corrected", subject=person.pk, payload=payload, now=now)
    return kept


def by_itself(counted: Iterable[Counted]) -> Mapping[tuple[date, Kind], float]:
    """Seconds that nobody noted, by day and kind, as they were measured."""
    return sums(one for one in counted if one.by == By.PLAYER)


def as_said(counted: Iterable[Counted]) -> Mapping[tuple[date, Kind], float]:
    """The same with what the person set right."""
    return sums(one for one in counted if one.by in (By.PLAYER, By.CORRECTION))


def sums(counted: Iterable[Counted]) -> Mapping[tuple[date, Kind], float]:
    found: dict[tuple[date, Kind], float] = defaultdict(float)
    for one in counted:
        if one.kind is not None:
            found[one.day, one.kind] += one.seconds
    return found


def counted_on(day: date, person: Person) -> tuple[Counted, ...]:
    begin = timezone.make_aware(datetime.combine(day, time()))
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    return counting.between(person, begin, end).counted
