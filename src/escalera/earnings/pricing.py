"""What an hour of paid work brings, beside the local minimum wage. Bridge to engine.pay."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from escalera.people.models import Person
from escalera.reference import queries
from escalera.reference.wages import MinimumWage
from escalera.tasks.models import TaskType


@dataclass(frozen=True)
class HourlyPay:
    """Pay per hour of working time for a paid task type, in its own currency, by the usual minutes."""

    amount: Decimal
    currency: str


def hourly_pay(task_type: TaskType) -> HourlyPay | None:
    """None for practice."""
    if task_type.pay is None:
        return None
    hourly = task_type.pay * 60 / Decimal(str(task_type.minutes))
    return HourlyPay(amount=hourly.quantize(Decimal("0.01")), currency=task_type.currency)


def floor_for(person: Person | None, *, on: date) -> MinimumWage | None:
    """The minimum wage where the person says they are. None when they have not said."""
    if person is None or not person.country:
        return None
    return queries.minimum_wage(person.country, person.state, on)
