"""A week of work: minutes of each day and kind, and what an hour brought with all of them counted.

docs/algorithms/pay-with-unpaid-time.md has the equations.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from escalera.earnings.queries import Life
from escalera.earnings.unpaid import counting
from escalera.earnings.unpaid.counting import Counted
from escalera.earnings.unpaid.days import as_said
from escalera.earnings.unpaid.models import Kind, Stretch
from escalera.people.models import Person

A_WEEK = timedelta(days=7)
FEWEST_S = 1800  # of less than half an hour no pay an hour is said
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Day:
    date: date
    paid_s: float
    unpaid_s: float


@dataclass(frozen=True)
class Hourly:
    """Pay of the week in one currency, and what an hour brought; None of too few minutes.

    `earned` was accepted or is there already, `waiting` may come. `paid_only` counts the paid minutes alone,
    `all_minutes` all of them, `at_best` all of them if everything that waits is paid.
    """

    currency: str
    earned: Decimal
    waiting: Decimal
    paid_only: Decimal | None
    all_minutes: Decimal | None
    at_best: Decimal | None


@dataclass(frozen=True)
class Week:
    monday: date
    days: tuple[Day, ...]
    kinds: Mapping[Kind, float]  # seconds, the longest first
    paid_s: float
    hourly: tuple[Hourly, ...]
    payments_without_time: int
    payments_without_amount: int
    stretches: tuple[Stretch, ...]
    by_itself: Mapping[tuple[date, Kind], float]  # seconds that nobody noted, with what was set right since

    @property
    def unpaid_s(self) -> float:
        return sum(self.kinds.values())

    @property
    def all_s(self) -> float:
        return self.paid_s + self.unpaid_s

    @property
    def unpaid_share(self) -> float | None:
        return self.unpaid_s / self.all_s if self.all_s else None


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_of(person: Person, monday: date) -> Week:
    since = timezone.make_aware(datetime.combine(monday, time.min))
    until = timezone.make_aware(datetime.combine(monday + A_WEEK, time.min))
    found = counting.between(person, since, until)
    paid_s = sum(one.seconds for one in found.counted if one.kind is None)
    kinds = by_kind(found.counted)
    return Week(
        monday=monday,
        days=by_day(monday, found.counted),
        kinds=kinds,
        paid_s=paid_s,
        hourly=hourly(found.lives, paid_s=paid_s, all_s=paid_s + sum(kinds.values())),
        payments_without_time=sum(has_no_time(life) for life in found.lives),
        payments_without_amount=sum(life.amount is None for life in found.lives),
        stretches=tuple(one.stretch for one in reversed(found.counted) if one.stretch),
        by_itself=as_said(found.counted),
    )


def by_kind(counted: Iterable[Counted]) -> dict[Kind, float]:
    sums: dict[Kind, float] = defaultdict(float)
    for one in counted:
        if one.kind is not None:
            sums[one.kind] += one.seconds
    return {kind: s for kind, s in sorted(sums.items(), key=lambda pair: -pair[1]) if s > 0}


def by_day(monday: date, counted: Iterable[Counted]) -> tuple[Day, ...]:
    paid: dict[date, float] = defaultdict(float)
    unpaid: dict[date, float] = defaultdict(float)
    for one in counted:
        sums = paid if one.kind is None else unpaid
        sums[one.day] += one.seconds
    dates = [monday + timedelta(days=n) for n in range(7)]
    return tuple(Day(day, paid[day], unpaid[day]) for day in dates)


def hourly(lives: Iterable[Life], *, paid_s: float, all_s: float) -> tuple[Hourly, ...]:
    """One for each currency; a rejected payment brings nothing, its minutes count all the same."""
    earned: dict[str, Decimal] = defaultdict(Decimal)
    waiting: dict[str, Decimal] = defaultdict(Decimal)
    for life in lives:
        if life.amount is not None and not life.is_rejected:
            sums = earned if life.is_accepted else waiting
            sums[life.payment.currency] += life.amount
    return tuple(
        Hourly(
            currency=currency,
            earned=earned[currency],
            waiting=waiting[currency],
            paid_only=an_hour(earned[currency], paid_s),
            all_minutes=an_hour(earned[currency], all_s),
            at_best=an_hour(earned[currency] + waiting[currency], all_s),
        )
        for currency in sorted({*earned, *waiting})
    )


def an_hour(amount: Decimal, seconds: float) -> Decimal | None:
    if seconds < FEWEST_S:
        return None
    return (amount * 3600 / Decimal(str(seconds))).quantize(CENT)


def has_no_time(life: Life) -> bool:
    """Its amount is counted and its minutes are not: what an hour brought is then too high."""
    return life.payment.attempt_id is None and not life.payment.seconds
