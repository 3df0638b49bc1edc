"""Sitting down in a circle and getting up; telling something for circles."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from escalera.circles import closing
from escalera.circles.forming import MOST
from escalera.circles.models import Circle, Places, Profile, Seat
from escalera.circles.wording import cleaned
from escalera.ledger import actions as ledger
from escalera.people import blocking
from escalera.people.models import Person

LONGEST_NAME, LONGEST_CIRCLE = 30, 60
MOST_WISHES = 5
LANGUAGES = ("es", "en")


class NoName(Exception):
    """The others need something to call one by, and a circle that one founds needs a name."""


class SitsElsewhere(Exception):
    """One circle at a time: leave the other first."""


class CircleIsFull(Exception):
    """Eight people sit there."""


class KeptApart(Exception):
    """Somebody there and this person are kept apart. Neither is to learn of it from the refusal."""


class TooLittleTold(Exception):
    """One needs a language; to be suggested a circle, an hour of the day, too."""


@transaction.atomic
def tell(
    *,
    person: Person,
    wishes: Collection[str],
    languages: Collection[str],
    hours: Collection[int],
    places: Places,
    looking: bool,
    now: datetime,
) -> Profile:
    """Keep what somebody tells for circles. Raises TooLittleTold."""
    if not languages or (looking and not hours):
        raise TooLittleTold
    before = Profile.objects.filter(person=person).first()
    since = (before.looking_since if before else None) or now
    values = {
        "wishes": list(wishes)[:MOST_WISHES],
        "languages": [one for one in LANGUAGES if one in languages],
        "hours": sorted(hour for hour in set(hours) if 0 <= hour < 24),
        "places": places,
        "looking_since": since if looking and not Circle.objects.of(person).exists() else None,
        "told_at": now,
    }
    profile, _ = Profile.objects.update_or_create(person=person, defaults=values)
    note("told for circles", person, now=now, looking=looking)
    return profile


@transaction.atomic
def found(*, id: uuid.UUID, name: str, own_name: str, person: Person, now: datetime) -> Circle:
    """Begin a circle of one's own; the same id twice is one. Raises NoName, SitsElsewhere."""
    if there := Circle.objects.of(person).filter(pk=id).first():
        return there
    name = cleaned(name, person=person, longest=LONGEST_CIRCLE)
    if not name or not cleaned(own_name, person=person, longest=LONGEST_NAME):
        raise NoName
    taken = Circle.objects.filter(pk=id).exists()
    circle = Circle.objects.create(
        id=uuid.uuid4() if taken else id, name=name, founded_at=now, last_sign_at=now
    )
    sit(circle=circle, person=person, name=own_name, now=now)
    return circle


@transaction.atomic
def sit(*, circle: Circle, person: Person, name: str, now: datetime) -> Seat:
    """Seat the person; who sits there already stays. Raises NoName, SitsElsewhere, CircleIsFull, KeptApart."""
    # Both locked, so that of two people the last seat goes to one, and nobody sits in two circles at once.
    Person.objects.select_for_update().get(pk=person.pk)
    circle = Circle.objects.select_for_update().get(pk=circle.pk)
    if seat := Seat.objects.taken().filter(person=person).first():
        if seat.circle_id == circle.pk:
            return seat
        raise SitsElsewhere
    if is_kept_apart(circle, person):
        raise KeptApart
    if circle.dissolved_at or circle.seats.taken().count() >= MOST:
        raise CircleIsFull
    name = cleaned(name, person=person, longest=LONGEST_NAME)
    if not name:
        raise NoName
    seat = circle.seats.create(id=uuid.uuid4(), person=person, name=name, joined_at=now)
    Profile.objects.filter(person=person).update(looking_since=None)
    sign(circle=circle, person=person, kind="circle joined", now=now)
    return seat


def is_kept_apart(circle: Circle, person: Person) -> bool:
    """Whether the person and somebody who sits there are not to be brought together."""
    apart = blocking.kept_apart_from(person)
    return bool(apart) and circle.seats.taken().filter(person__in=apart).exists()


@transaction.atomic
def leave(*, circle: Circle, person: Person, now: datetime) -> None:
    """Get up, whenever one likes and without a reason; twice is once. The last to leave ends the circle."""
    circle = Circle.objects.select_for_update().get(pk=circle.pk)
    # The name goes: who left is called "someone who left".
    if not circle.seats.taken().filter(person=person).update(left_at=now, name=""):
        return
    note("circle left", person, now=now, circle=str(circle.pk))
    if not circle.seats.taken().exists():
        closing.dissolve(circle=circle, because="empty", now=now)


def sign(*, circle: Circle, person: Person, kind: str, now: datetime, **more: object) -> None:
    """Somebody did something in the circle: it lives."""
    Circle.objects.filter(pk=circle.pk).update(last_sign_at=now, asked_at=None)
    note(kind, person, now=now, circle=str(circle.pk), **more)


def note(kind: str, person: Person, *, now: datetime, **payload: object) -> None:
    ledger.record(kind=kind, subject=person.pk, payload=payload, now=now)
