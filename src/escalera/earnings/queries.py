"""Where payments are, what is owed, and how long it takes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from statistics import median

from escalera.earnings.models import Notice, Payment, Source, Stage
from escalera.people.models import Person

OWED = (Stage.ACCEPTED, Stage.PAID, Stage.CONTESTED)
A_DAY_S = 86_400


@dataclass(frozen=True)
class Life:
    """A payment with everything said about it, oldest first."""

    payment: Payment
    notices: tuple[Notice, ...]

    @property
    def stage(self) -> Stage:
        return Stage(self.notices[-1].stage) if self.notices else Stage.SENT

    @property
    def amount(self) -> Decimal | None:
        """What it comes to: the last amount that somebody named."""
        named = [notice.amount for notice in self.notices if notice.amount is not None]
        return named[-1] if named else self.payment.amount

    @property
    def reason(self) -> str:
        return self.notices[-1].reason if self.notices else ""

    @property
    def is_own_word(self) -> bool:
        """Whether nobody but the worker has said that this work was ever sent or accepted."""
        return all(notice.source == Source.WORKER for notice in self.notices)

    @property
    def is_accepted(self) -> bool:
        return self._verdict in (Stage.ACCEPTED, Stage.PAID, Stage.CONFIRMED)

    @property
    def is_rejected(self) -> bool:
        """Whether the last word on the work itself was no; that the worker contests it changes nothing yet."""
        return self._verdict == Stage.REJECTED

    @property
    def _verdict(self) -> str | None:
        said = [n.stage for n in self.notices if n.stage not in (Stage.SENT, Stage.CONTESTED)]
        return said[-1] if said else None

    @property
    def is_owed(self) -> bool:
        """Accepted, or said to be paid, and the worker doesn't have the money yet."""
        accepted = any(notice.stage in (Stage.ACCEPTED, Stage.PAID) for notice in self.notices)
        return accepted and self.stage in OWED

    def at(self, *stages: Stage) -> datetime | None:
        """When it first came to one of the stages."""
        return next((notice.at for notice in self.notices if notice.stage in stages), None)

    @property
    def worked_at(self) -> datetime:
        """When its work was done: at its answer, else when it was sent."""
        if self.payment.attempt is not None:
            return self.payment.attempt.answered_at
        return self.at(Stage.SENT) or self.payment.made_at

    def days(self, begin: Stage, *ends: Stage) -> float | None:
        """Days from one stage to the first of others, None while either is missing."""
        began, ended = self.at(begin), self.at(*ends)
        if began is None or ended is None or ended < began:
            return None
        return (ended - began).total_seconds() / A_DAY_S


@dataclass(frozen=True)
class Total:
    """A sum in one currency; `unknown` payments have no amount and are not in it."""

    currency: str
    amount: Decimal
    payments: int


@dataclass(frozen=True)
class Summary:
    """A person's payments together."""

    owed: tuple[Total, ...]
    had: tuple[Total, ...]
    without_amount: int
    days_to_answer: float | None
    days_to_money: float | None


def lives_of(person: Person) -> tuple[Life, ...]:
    """All of a person's payments, the newest first."""
    return _lives(person.payments.select_related("requester").prefetch_related("notices"))


def life_of(payment: Payment) -> Life:
    return Life(payment, tuple(payment.notices.all()))


def summary(lives: Sequence[Life]) -> Summary:
    return Summary(
        owed=_totals(life for life in lives if life.is_owed),
        had=_totals(life for life in lives if life.stage == Stage.CONFIRMED),
        without_amount=sum(life.amount is None for life in lives),
        days_to_answer=_median(life.days(Stage.SENT, Stage.ACCEPTED, Stage.REJECTED) for life in lives),
        days_to_money=_median(life.days(Stage.SENT, Stage.CONFIRMED) for life in lives),
    )


def _lives(payments: Iterable[Payment]) -> tuple[Life, ...]:
    return tuple(life_of(payment) for payment in payments)


def _totals(lives: Iterable[Life]) -> tuple[Total, ...]:
    sums: dict[str, list[Decimal]] = defaultdict(list)
    for life in lives:
        if life.amount is not None:
            sums[life.payment.currency].append(life.amount)
    return tuple(
        Total(currency, sum(sums[currency], Decimal(0)), len(sums[currency])) for currency in sorted(sums)
    )


def _median(days: Iterable[float | None]) -> float | None:
    known = [each for each in days if each is not None]
    return median(known) if known else None
