"""What to know before paid work: a requester nobody here knows, one who rejects or delays, pay below the floor."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from escalera.earnings import floors, pricing
from escalera.earnings.requesters import record
from escalera.earnings.requesters.record import Record
from escalera.people.models import Person
from escalera.reference import studies
from escalera.tasks.models import TaskType

MOST_REJECTED = 0.1  # warned where we are sure that it is more
LONGEST_DAYS = 14


class Because(StrEnum):
    UNKNOWN = "unknown"
    REJECTS = "rejects"
    PAYS_LATE = "pays late"
    BELOW_FLOOR = "below floor"


@dataclass(frozen=True)
class Expected:
    """What an hour should bring with unpaid minutes counted, and what it is compared with."""

    hourly: Decimal
    currency: str
    floor: Decimal
    is_own_floor: bool
    is_measured: bool


@dataclass(frozen=True)
class BeforeWork:
    because: tuple[Because, ...]
    record: Record
    expected: Expected | None


def before(*, task_type: TaskType, person: Person, on: date) -> BeforeWork | None:
    """None for practice: it has no requester and no pay."""
    if task_type.pay is None or task_type.requester is None:
        return None
    known = record.record_of(task_type.requester)
    expected = expected_pay(task_type, known, person, on=on)
    return BeforeWork(tuple(reasons(known, expected)), known, expected)


def reasons(known: Record, expected: Expected | None) -> list[Because]:
    found = []
    if not known.people:
        found.append(Because.UNKNOWN)
    if known.rejected and known.rejected.low > MOST_REJECTED:
        found.append(Because.REJECTS)
    if known.days_to_money and known.days_to_money.low > LONGEST_DAYS:
        found.append(Because.PAYS_LATE)
    if expected and expected.hourly < expected.floor:
        found.append(Because.BELOW_FLOOR)
    return found


def expected_pay(task_type: TaskType, known: Record, person: Person, *, on: date) -> Expected | None:
    """Measured pay of the requester where it is known, else the offer; less the unpaid part of a usual day.

    None where no floor in its currency is known.
    """
    floor = floors.floors_of(person, on=on).get(task_type.currency)
    if floor is None:
        return None
    measured = dict(known.hourly).get(task_type.currency)
    offered = pricing.hourly_pay(task_type)
    if offered is None:
        return None
    gross = Decimal(str(round(measured.value, 4))) if measured else offered.amount
    paid_share = 1 - Decimal(str(studies.unpaid_work().unpaid_share))
    return Expected(
        hourly=(gross * paid_share).quantize(Decimal("0.01")),
        currency=task_type.currency,
        floor=floor.hourly,
        is_own_floor=floor.is_own,
        is_measured=measured is not None,
    )
