"""All minutes of a person, paid and unpaid: what they noted, what the player measured, what payments say."""

import uuid
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from escalera.earnings.models import Payment, Stage
from escalera.earnings.queries import Life, life_of
from escalera.earnings.unpaid import waiting
from escalera.earnings.unpaid.models import DayCorrection, Kind, Stretch
from escalera.people.models import Person
from escalera.tasks.models import Attempt

NOON = time(12)
UNREAD = ("attempt__answer", "attempt__fields")  # the longest columns, which no minute needs


class By(StrEnum):
    """Who says so."""

    WORKER = "worker"
    PLAYER = "player"
    PAYMENT = "payment"  # said with it, by the worker or by a file
    CORRECTION = "correction"  # the worker, of what was counted by itself


@dataclass(frozen=True)
class Counted:
    """Seconds of one day. No kind: they were paid. `stretch` can be corrected by hand. Only a correction is below 0."""

    at: datetime
    kind: Kind | None
    seconds: float
    by: By
    stretch: Stretch | None = None

    @cached_property
    def day(self) -> date:
        return timezone.localtime(self.at).date()


@dataclass(frozen=True)
class Minutes:
    """What was counted in a time, and the payments for its work."""

    counted: tuple[Counted, ...]
    lives: tuple[Life, ...]


class Played(NamedTuple):
    """An attempt, with what its payment says; `said_s` counts before what was measured."""

    key: uuid.UUID
    ended_at: datetime
    seconds: float
    wall_s: float | None
    is_test: bool
    pay: object
    requester: int | None
    payment: uuid.UUID | None
    said_s: int | None

    @property
    def is_paid(self) -> bool:
        return self.pay is not None or self.payment is not None


def between(person: Person, since: datetime, until: datetime) -> Minutes:
    """Everything from since (included) to until, oldest first."""
    lives = lives_between(person, since, until)
    noted, played = noted_by(person, since, until), played_by(person, since, until)
    rejected = {life.payment.attempt_id for life in lives if life.is_rejected}
    counted = [
        *(Counted(one.began_at, Kind(one.kind), one.seconds or 0, By.WORKER, one) for one in noted),
        *elsewhere(lives),
        *corrected([*tasks(played, rejected), *waits(played, noted)], person, since, until),
    ]
    return Minutes(tuple(sorted(counted, key=lambda one: one.at)), lives)


def lives_between(person: Person, since: datetime, until: datetime) -> tuple[Life, ...]:
    """Payments for work done then: by its attempt, else by when it was sent."""
    answered = Q(attempt__answered_at__gte=since, attempt__answered_at__lt=until)
    sent = Q(attempt=None, notices__stage=Stage.SENT, notices__at__gte=since, notices__at__lt=until)
    payments = Payment.objects.filter(answered | sent, person=person).select_related("attempt").distinct()
    return tuple(life_of(one) for one in payments.defer(*UNREAD).prefetch_related("notices"))


def noted_by(person: Person, since: datetime, until: datetime) -> list[Stretch]:
    own = Stretch.objects.filter(person=person, began_at__gte=since, began_at__lt=until, seconds__gt=0)
    return list(own.order_by())


def played_by(person: Person, since: datetime, until: datetime) -> list[Played]:
    attempts = Attempt.objects.filter(person=person, answered_at__gte=since, answered_at__lt=until)
    rows = attempts.values_list(
        "pk",
        "answered_at",
        "seconds",
        "wall_seconds",
        "is_placement",
        "item__task_type__pay",
        "item__task_type__requester",
        "payment",
        "payment__seconds",
    )
    return [Played(*row) for row in rows.order_by()]


def tasks(played: Iterable[Played], rejected: Collection[uuid.UUID | None]) -> Iterator[Counted]:
    """Paid work is paid until it is rejected; finding out where somebody stands is a test, other practice learning."""
    for one in played:
        practice = Kind.QUALIFICATION if one.is_test else Kind.LEARNING
        kind = Kind.REJECTED if one.key in rejected else None if one.is_paid else practice
        said = one.said_s is not None
        seconds = one.said_s if one.said_s is not None else one.seconds
        yield Counted(one.ended_at, kind, seconds, By.PAYMENT if said else By.PLAYER)


def waits(played: Iterable[Played], noted: Iterable[Stretch]) -> Iterator[Counted]:
    done = (
        waiting.Done(
            shown_at=one.ended_at - timedelta(seconds=one.wall_s if one.wall_s is not None else one.seconds),
            ended_at=one.ended_at,
            requester=one.requester if one.is_paid else None,
        )
        for one in played
    )
    for at, seconds in waiting.gaps(done, noted):
        yield Counted(at, Kind.WAITING, seconds, By.PLAYER)


def elsewhere(lives: tuple[Life, ...]) -> Iterator[Counted]:
    """Paid work done elsewhere, where the worker, or a file, said how long it took."""
    for life in lives:
        if life.payment.attempt_id is None and life.payment.seconds:
            kind = Kind.REJECTED if life.is_rejected else None
            yield Counted(life.worked_at, kind, life.payment.seconds, By.PAYMENT)


def corrected(counted: list[Counted], person: Person, since: datetime, until: datetime) -> Iterator[Counted]:
    """What was counted by itself, and what the person said of it since: the difference, and never less than nothing."""
    yield from counted
    days = DayCorrection.objects.filter(
        person=person, day__gte=timezone.localtime(since).date(), day__lt=timezone.localtime(until).date()
    )
    for one in {(each.day, each.kind): each for each in days}.values():  # the latest of each
        by_itself = sum(
            each.seconds
            for each in counted
            if each.by == By.PLAYER and each.kind == one.kind and each.day == one.day
        )
        difference = max(one.seconds - one.was_seconds, -by_itself)
        noon = timezone.make_aware(datetime.combine(one.day, NOON))
        yield Counted(noon, Kind(one.kind), difference, By.CORRECTION)
