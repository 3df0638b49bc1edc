"""All minutes of a person, paid and unpaid: what they noted, what the player measured, what payments say."""

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q
from django.utils import timezone

from escalera.earnings.models import Payment, Stage
from escalera.earnings.queries import Life, life_of
from escalera.earnings.unpaid.models import Kind, Stretch
from escalera.people.models import Person
from escalera.tasks.models import Attempt


class By(StrEnum):
    """Who says so."""

    WORKER = "worker"
    PLAYER = "player"


@dataclass(frozen=True)
class Counted:
    """Seconds of one day. No kind: they were paid. `stretch` can be corrected by hand."""

    at: datetime
    kind: Kind | None
    seconds: float
    by: By
    stretch: Stretch | None = None

    @property
    def day(self) -> date:
        return timezone.localtime(self.at).date()


@dataclass(frozen=True)
class Minutes:
    """What was counted in a time, and the payments for its work."""

    counted: tuple[Counted, ...]
    lives: tuple[Life, ...]


def between(person: Person, since: datetime, until: datetime) -> Minutes:
    """Everything from since (included) to until, oldest first."""
    lives = lives_between(person, since, until)
    rejected = {life.payment.attempt_id for life in lives if life.is_rejected}
    counted = [
        *noted(person, since, until),
        *played(person, since, until, rejected),
        *elsewhere(lives),
    ]
    return Minutes(tuple(sorted(counted, key=lambda one: one.at)), lives)


def lives_between(person: Person, since: datetime, until: datetime) -> tuple[Life, ...]:
    """Payments for work done then: by its attempt, else by when it was sent."""
    answered = Q(attempt__answered_at__gte=since, attempt__answered_at__lt=until)
    sent = Q(attempt=None, notices__stage=Stage.SENT, notices__at__gte=since, notices__at__lt=until)
    payments = Payment.objects.filter(answered | sent, person=person).distinct()
    return tuple(life_of(one) for one in payments.select_related("attempt").prefetch_related("notices"))


def noted(person: Person, since: datetime, until: datetime) -> Iterator[Counted]:
    stretches = Stretch.objects.filter(person=person, began_at__gte=since, began_at__lt=until, seconds__gt=0)
    for one in stretches:
        yield Counted(one.began_at, Kind(one.kind), one.seconds or 0, By.WORKER, one)


def played(
    person: Person, since: datetime, until: datetime, rejected: Collection[uuid.UUID | None]
) -> Iterator[Counted]:
    """Practice is learning; paid work is paid until it is rejected."""
    attempts = Attempt.objects.filter(person=person, answered_at__gte=since, answered_at__lt=until)
    rows = attempts.values_list("pk", "answered_at", "seconds", "item__task_type__pay", "payment")
    for key, at, seconds, pay, payment in rows:
        is_paid = pay is not None or payment is not None
        kind = Kind.REJECTED if key in rejected else None if is_paid else Kind.LEARNING
        yield Counted(at, kind, seconds, By.PLAYER)


def elsewhere(lives: tuple[Life, ...]) -> Iterator[Counted]:
    """Paid work done elsewhere, where the worker said how long it took."""
    for life in lives:
        if life.payment.attempt_id is None and life.payment.seconds:
            sent_at = life.at(Stage.SENT) or life.payment.made_at
            kind = Kind.REJECTED if life.is_rejected else None
            yield Counted(sent_at, kind, life.payment.seconds, By.WORKER)
