"""The minutes of one payment, and what an hour of it brought with the unpaid ones that belong to it."""

from dataclasses import dataclass
from decimal import Decimal

from escalera.earnings.queries import Life
from escalera.earnings.unpaid.models import Stretch

FEWEST_S = 60  # of less than a minute no pay an hour is said
CENT = Decimal("0.01")


@dataclass(frozen=True)
class PaymentTime:
    """Seconds of work, None where nobody knows them; `hourly` and `with_unpaid` None where they can't be told."""

    worked_s: float | None
    measured_s: float | None
    unpaid: tuple[Stretch, ...]
    hourly: Decimal | None
    with_unpaid: Decimal | None

    @property
    def unpaid_s(self) -> int:
        return sum(one.seconds or 0 for one in self.unpaid)

    @property
    def is_said(self) -> bool:
        return self.worked_s is not None and self.worked_s != self.measured_s


def time_of(life: Life) -> PaymentTime:
    """Rejected work brought nothing, however long it took."""
    payment = life.payment
    measured = payment.attempt.seconds if payment.attempt else None
    worked = payment.seconds if payment.seconds is not None else measured
    unpaid = tuple(payment.stretches.filter(seconds__gt=0))
    amount = Decimal(0) if life.is_rejected else life.amount
    unpaid_s = sum(one.seconds or 0 for one in unpaid)
    return PaymentTime(
        worked_s=worked,
        measured_s=measured,
        unpaid=unpaid,
        hourly=an_hour(amount, worked or 0),
        with_unpaid=an_hour(amount, (worked or 0) + unpaid_s) if worked else None,
    )


def an_hour(amount: Decimal | None, seconds: float) -> Decimal | None:
    if amount is None or seconds < FEWEST_S:
        return None
    return (amount * 3600 / Decimal(str(seconds))).quantize(CENT)
