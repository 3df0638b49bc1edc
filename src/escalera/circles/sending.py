"""How much one member may send to the others in a day; the ledger has counted it already."""

from datetime import datetime

from escalera.ledger.models import Event
from escalera.people import limits
from escalera.people.models import Person

A_DAY = {
    "circle proposal": 10,
    "circle question": 40,
    "circle word": 60,
    "circle invited": 10,
    "circle reported": 20,
}


def check(person: Person, kind: str, *, now: datetime) -> None:
    """Raises limits.TooMuch."""
    limits.check(Event.objects.filter(kind=kind, subject=person.pk), most=A_DAY[kind], now=now)
