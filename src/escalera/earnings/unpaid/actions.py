"""Unpaid work is noted by hand or by a clock that runs on although the page is closed, and corrected with its history."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction

from escalera.earnings.actions import SomebodyElsesPayment
from escalera.earnings.models import Payment
from escalera.earnings.unpaid.models import LONGEST_S, Correction, Kind, Stretch
from escalera.ledger import actions as ledger
from escalera.people.models import Person

LONGEST_CLOCK_S = 4 * 3600  # a clock that runs longer was most likely forgotten
EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)  # a phone whose clock says less was never set


class NotATime(Exception):
    """A stretch is of a second at least and a day at most; 0 only to take one out."""


class SomebodyElsesStretch(Exception):
    """The id was used by another person."""


class StillRunning(Exception):
    """A clock is stopped before it is corrected."""


@dataclass(frozen=True)
class Stopped:
    """`ran_s` is longer than the stretch where the clock was forgotten and the stretch was cut."""

    stretch: Stretch
    ran_s: int

    @property
    def was_cut(self) -> bool:
        return self.ran_s > LONGEST_CLOCK_S


@transaction.atomic
def note(
    *,
    id: uuid.UUID,
    person: Person,
    kind: Kind,
    seconds: int,
    ended_at: datetime,
    now: datetime,
    payment: Payment | None = None,
) -> Stretch:
    """Keep a stretch that ended then; the same id again is the same stretch. `payment`: whose work it belongs to.

    Raises NotATime, SomebodyElsesStretch, SomebodyElsesPayment.
    """
    if payment is not None and payment.person_id != person.pk:
        raise SomebodyElsesPayment(str(payment.pk))
    if not 1 <= seconds <= LONGEST_S:
        raise NotATime(seconds)
    began_at = plausible(ended_at, now) - timedelta(seconds=seconds)
    return _kept(id, person, kind, began_at, seconds, now, payment)


@transaction.atomic
def start(*, id: uuid.UUID, person: Person, kind: Kind, at: datetime, now: datetime) -> Stretch:
    """Let the clock run from then on; one that runs already is stopped then. The same id again changes nothing.

    One that arrives after a later one began ran until that. Raises SomebodyElsesStretch.
    """
    Person.objects.select_for_update().get(pk=person.pk)  # of two starts at once the second stops the first
    began_at, seconds = plausible(at, now), None
    if not Stretch.objects.filter(pk=id).exists():
        stop(person=person, at=at, now=now)
        if later := Stretch.objects.running().filter(person=person).first():
            seconds = _counted((later.began_at - began_at).total_seconds())
    return _kept(id, person, kind, began_at, seconds, now)


@transaction.atomic
def stop(*, person: Person, at: datetime, now: datetime, clock: uuid.UUID | None = None) -> Stopped | None:
    """Stop the clock that is named, else the one that runs; a forgotten one counts LONGEST_CLOCK_S, to be corrected.

    None where none runs, or only one that began later: then this stop came late, or a second time.
    """
    ended_at = plausible(at, now)
    clocks = Stretch.objects.select_for_update().running().filter(person=person)
    # A named one may have begun "later": by our clock, while the phone's is slow.
    running = clocks.filter(**{"pk": clock} if clock else {"began_at__lte": ended_at}).first()
    if running is None:
        return None
    ran_s = round((ended_at - running.began_at).total_seconds())
    running.seconds = _counted(ran_s)
    running.save(update_fields=["seconds"])
    _record("stopped", running, now)
    return Stopped(running, ran_s)


@transaction.atomic
def correct(
    *, id: uuid.UUID, stretch: Stretch, person: Person, kind: Kind, seconds: int, now: datetime
) -> Stretch:
    """Say what it really was; 0 seconds takes it out. What it was before is kept. The same id twice is once.

    Raises SomebodyElsesStretch, NotATime, StillRunning.
    """
    stretch = Stretch.objects.select_for_update().get(pk=stretch.pk)
    if stretch.person_id != person.pk:
        raise SomebodyElsesStretch(str(stretch.pk))
    if not 0 <= seconds <= LONGEST_S:
        raise NotATime(seconds)
    if stretch.seconds is None:
        raise StillRunning
    before = {"was_kind": stretch.kind, "was_seconds": stretch.seconds, "at": now}
    known, is_new = Correction.objects.get_or_create(pk=id, defaults={"stretch": stretch, **before})
    if known.stretch_id != stretch.pk:
        raise SomebodyElsesStretch(str(known.stretch_id))
    if is_new:
        stretch.kind, stretch.seconds = kind, seconds
        stretch.save(update_fields=["kind", "seconds"])
        _record("corrected", stretch, now)
    return stretch


def plausible(at: datetime, now: datetime) -> datetime:
    return min(at, now) if at >= EARLIEST else now


def _counted(ran_s: float) -> int:
    return min(max(round(ran_s), 1), LONGEST_CLOCK_S)


def _kept(
    id: uuid.UUID,
    person: Person,
    kind: Kind,
    began_at: datetime,
    seconds: int | None,
    now: datetime,
    payment: Payment | None = None,
) -> Stretch:
    values = {
        "person": person,
        "kind": kind,
        "began_at": began_at,
        "seconds": seconds,
        "told_at": now,
        "payment": payment,
    }
    stretch, is_new = Stretch.objects.get_or_create(pk=id, defaults=values)
    if stretch.person_id != person.pk:
        raise SomebodyElsesStretch(str(stretch.pk))
    if is_new:
        _record("noted" if seconds else "began", stretch, now)
    return stretch


def _record(word: str, stretch: Stretch, now: datetime) -> None:
    payload = {"stretch": str(stretch.pk), "kind": str(stretch.kind), "seconds": stretch.seconds}
    ledger.record(kind=f"unpaid work {word}", subject=stretch.person_id, payload=payload, now=now)
