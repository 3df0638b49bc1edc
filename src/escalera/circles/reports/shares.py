"""What one person would add to a report. Seen by that person alone, before they say yes or no."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import cached_property

from django.utils import timezone

from escalera.circles.reports.models import CollectiveReport
from escalera.earnings import pricing
from escalera.earnings.queries import Life
from escalera.earnings.requesters.record import seconds
from escalera.earnings.unpaid import counting, week
from escalera.earnings.unpaid.models import Kind
from escalera.people.models import Person
from escalera.reference.wages import MinimumWage


@dataclass(frozen=True)
class Share:
    paid_s: float
    unpaid_s: Mapping[Kind, float]
    lives: tuple[Life, ...]
    country: str = ""
    wage: MinimumWage | None = None

    @property
    def all_unpaid_s(self) -> float:
        return sum(self.unpaid_s.values())

    @property
    def all_s(self) -> float:
        return self.paid_s + self.all_unpaid_s

    @property
    def is_empty(self) -> bool:
        return not self.all_s and not self.lives

    @cached_property
    def currencies(self) -> frozenset[str]:
        return frozenset(life.payment.currency for life in self.lives if life.amount is not None)

    def earned(self, currency: str) -> Decimal:
        return total(life for life in self.lives if life.is_accepted and life.payment.currency == currency)

    def waiting(self, currency: str) -> Decimal:
        waits = (one for one in self.lives if not one.is_accepted and not one.is_rejected)
        return total(life for life in waits if life.payment.currency == currency)


def share_of(person: Person, report: CollectiveReport) -> Share:
    """Of all work everything that was counted; of some requesters the work for them alone."""
    since = timezone.make_aware(datetime.combine(report.since, time.min))
    until = timezone.make_aware(datetime.combine(report.until + timedelta(days=1), time.min))
    place = {"country": person.country, "wage": pricing.floor_for(person, on=report.until)}
    if report.requesters:
        lives = counting.lives_between(person, since, until)
        chosen = tuple(one for one in lives if one.payment.requester_id in report.requesters)
        return Share(*minutes_of(chosen), chosen, **place)  # type: ignore[arg-type]
    found = counting.between(person, since, until)
    paid_s = sum(one.seconds for one in found.counted if one.kind is None)
    return Share(paid_s, week.by_kind(found.counted), found.lives, **place)  # type: ignore[arg-type]


def minutes_of(lives: Iterable[Life]) -> tuple[float, Mapping[Kind, float]]:
    paid_s, unpaid_s = 0.0, defaultdict[Kind, float](float)
    for life in lives:
        if life.is_rejected:
            unpaid_s[Kind.REJECTED] += seconds(life)
        else:
            paid_s += seconds(life)
    return paid_s, {kind: s for kind, s in unpaid_s.items() if s}


def total(lives: Iterable[Life]) -> Decimal:
    return sum((life.amount for life in lives if life.amount is not None), Decimal(0))
