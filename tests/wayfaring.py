"""People who take part in finding out which way works, and periods that they lived through."""

from datetime import datetime, timedelta
from uuid import uuid4

import helping
from escalera.coaching.ways import answering, knowing, weighing
from escalera.coaching.ways.models import Way, WayPeriod
from escalera.people.models import Person
from walking import goal_for

KNOWN = {"far": True, "many_hours": False, "english": False, "before": False}
EQUAL = dict.fromkeys(weighing.WAYS, 0.25)
REQUIRED = {"enter-data": 0.7, "read-documents": 0.7}


def takes_part(person: Person, now: datetime) -> Person:
    goal_for(person, REQUIRED, now)
    answering.take_part(person=person, agrees=True, now=now)
    return person


def offered(person: Person, way: str, now: datetime, **values: object) -> WayPeriod:
    """The person was offered the way today."""
    usual = {
        "shares": EQUAL,
        "known": KNOWN,
        "required": REQUIRED,
        "missing": weighing.missing(person, REQUIRED),
        "hours": 4.0,
        "opened_at": now,
        "closes_at": now + knowing.LASTS,
    }
    return WayPeriod.objects.create(id=uuid4(), person=person, way=way, **usual | values)


def on_the_way(person: Person, way: str, now: datetime, **values: object) -> WayPeriod:
    return answering.answer(period=offered(person, way, now, **values), accepts=True, now=now)


def lived(way: str, now: datetime, *, people: int, gained: float, **values: object) -> None:
    """So many people were offered the way four weeks ago, and gained about so much."""
    began = now - knowing.LASTS
    for at in range(people):
        person = Person.objects.create(language="es-mx", created_at=began)
        spread = 0.02 * ((at % 5) - 2)
        done = {"closed_at": now, "gained": gained + spread, "hours_spent": 4.0, "took_part": True}
        offered(person, way, began, **done | values)


def circles_helped(now: datetime, *, people: int = 15, **values: object) -> None:
    """People like those of KNOWN came much further in a circle."""
    for way in Way.values:
        lived(way, now, people=people, gained=0.8 if way == Way.CIRCLE else 0.2, **values)


def partners(one: Person, other: Person, now: datetime) -> tuple[WayPeriod, WayPeriod]:
    """Two who know what the other misses, on the way as a pair, not yet brought together."""
    helping.knows(one, 0.95, now, skill="enter-data")
    helping.knows(other, 0.95, now, skill="read-documents")
    return on_the_way(one, Way.PAIR, now), on_the_way(other, Way.PAIR, now)


def after(now: datetime) -> datetime:
    return now + knowing.LASTS + timedelta(minutes=1)
