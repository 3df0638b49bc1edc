"""The pay an hour below which somebody would rather not work: their own word, else the minimum wage of their place."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from escalera.earnings import pricing
from escalera.earnings.actions import AmountNeedsCurrency, NegativeAmount
from escalera.earnings.models import PayFloor
from escalera.ledger import actions as ledger
from escalera.people.models import Person


@dataclass(frozen=True)
class Floor:
    hourly: Decimal
    currency: str
    is_own: bool


def floors_of(person: Person, *, on: date) -> dict[str, Floor]:
    """By currency: the person's own where they said one, else the minimum wage where they say they are."""
    found = {}
    if least := pricing.floor_for(person, on=on):
        found[least.currency] = Floor(least.hourly, least.currency, is_own=False)
    for own in PayFloor.objects.filter(person=person):
        found[own.currency] = Floor(own.hourly, own.currency, is_own=True)
    return found


@transaction.atomic
def set_floor(*, person: Person, hourly: Decimal | None, currency: str, now: datetime) -> PayFloor | None:
    """Keep one floor a person; None takes it away. Raises AmountNeedsCurrency, NegativeAmount."""
    if hourly is None:
        PayFloor.objects.filter(person=person).delete()
        return None
    if not currency:
        raise AmountNeedsCurrency
    if not hourly.is_finite() or hourly < 0:
        raise NegativeAmount(str(hourly))
    values = {"hourly": hourly, "currency": currency, "at": now}
    floor, _ = PayFloor.objects.update_or_create(person=person, defaults=values)
    ledger.record(kind="pay floor set", subject=person.pk, payload={"currency": currency}, now=now)
    return floor
