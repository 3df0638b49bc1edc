"""Codes that let somebody sit down in a circle; made of the same letters as those of programmes."""

import uuid
from datetime import datetime, timedelta

import numpy as np
from django.db import transaction

from escalera.circles import seating, sending
from escalera.circles.models import Circle, Invitation, Seat
from escalera.people.models import Person
from escalera.programmes import codes

LASTS = timedelta(days=14)
MOST_OPEN = 5


class CodeUnknown(Exception):
    pass


class InvitationClosed(Exception):
    """Its time is over, it was taken back, or the circle is no more."""


class TooManyCodes(Exception):
    """Take one back first: nobody keeps track of more."""


@transaction.atomic
def invite(
    *, id: uuid.UUID, circle: Circle, person: Person, now: datetime, rng: np.random.Generator
) -> Invitation:
    """Make a code; the same id twice is one.

    Raises TooManyCodes, limits.TooMuch, Seat.DoesNotExist for who does not sit there.
    """
    seat = circle.seats.taken().get(person=person)
    if there := Invitation.objects.filter(pk=id, circle=circle).first():
        return there
    if circle.invitations.filter(revoked_at=None, expires_at__gt=now).count() >= MOST_OPEN:
        raise TooManyCodes
    sending.check(person, "circle invited", now=now)
    seating.note("circle invited", person, now=now, circle=str(circle.pk))
    taken = Invitation.objects.filter(pk=id).exists()
    return circle.invitations.create(
        id=uuid.uuid4() if taken else id,
        made_by=seat,
        code=free_code(rng),
        made_at=now,
        expires_at=now + LASTS,
    )


def free_code(rng: np.random.Generator) -> str:
    while True:
        code = codes.draw(rng)
        if not Invitation.objects.filter(code=code).exists():
            return code


def invitation_of(typed: str, *, person: Person | None, now: datetime) -> Invitation:
    """The open invitation of a code as somebody typed it. Raises CodeUnknown, InvitationClosed.

    For who is kept apart from a member the code is over, as for anybody whose code is.
    """
    found = Invitation.objects.select_related("circle").filter(code=codes.normal(typed)).first()
    if found is None:
        raise CodeUnknown
    if not found.is_open(now=now) or found.circle.dissolved_at:
        raise InvitationClosed
    sits = found.circle.seats.taken().filter(person=person).exists()
    if person and not sits and seating.is_kept_apart(found.circle, person):
        raise InvitationClosed
    return found


@transaction.atomic
def join(*, code: str, person: Person, name: str, now: datetime) -> Seat:
    """Raises CodeUnknown, InvitationClosed and what `seating.sit` raises; twice is once."""
    invitation = invitation_of(code, person=person, now=now)
    return seating.sit(circle=invitation.circle, person=person, name=name, now=now)


def revoke(*, invitation: Invitation, now: datetime) -> None:
    """Take a code back; who joined stays. Twice is once."""
    Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(revoked_at=now)
