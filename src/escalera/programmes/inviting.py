"""Invitations: made, taken back, used."""

import uuid
from datetime import datetime, timedelta

import numpy as np
from django.db import transaction
from django.db.models import F

from escalera.people.models import Person
from escalera.programmes import actions, codes
from escalera.programmes.models import Cohort, Invitation, Membership, Programme, Role

MOST_PLACES = 500
LONGEST = timedelta(days=180)
GIVEN_BY_CODE = (Role.WORKER, Role.COACH)  # a coordinator is named, never invited by a code that may get lost


class CodeUnknown(Exception):
    pass


class InvitationClosed(Exception):
    """The code was right once: its time or its places are over, or it was taken back."""


@transaction.atomic
def invite(
    *,
    id: uuid.UUID,
    programme: Programme,
    cohort: Cohort | None,
    role: Role,
    places: int,
    lasts: timedelta,
    by: Person,
    now: datetime,
    rng: np.random.Generator,
) -> Invitation:
    """Make a code; the same id twice is one invitation. Raises NotTheCoordinator."""
    maker = actions.coordinating(programme, by)
    invitation, _ = Invitation.objects.get_or_create(
        id=id,
        programme=programme,
        defaults={
            "cohort": cohort,
            "role": role if role in GIVEN_BY_CODE else Role.WORKER,
            "code": free_code(rng),
            "places": min(max(places, 1), MOST_PLACES),
            "made_by": maker,
            "made_at": now,
            "expires_at": now + min(lasts, LONGEST),
        },
    )
    return invitation


def free_code(rng: np.random.Generator) -> str:
    while True:
        code = codes.draw(rng)
        if not Invitation.objects.filter(code=code).exists():
            return code


@transaction.atomic
def revoke(*, invitation: Invitation, by: Person, now: datetime) -> None:
    """Take a code back; who joined stays. Raises NotTheCoordinator; twice is once."""
    actions.coordinating(invitation.programme, by)
    Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(revoked_at=now)


@transaction.atomic
def join(*, code: str, person: Person, now: datetime) -> Membership:
    """Give the person the role the code is for. Raises CodeUnknown, InvitationClosed; twice is once."""
    # Locked, so that the last place is taken once.
    invitation = Invitation.objects.select_for_update().filter(code=codes.normal(code)).first()
    if invitation is None:
        raise CodeUnknown
    there = invitation.programme.memberships.current().filter(person=person, role=invitation.role).first()
    if there:
        return there
    if not invitation.is_open(now=now):
        raise InvitationClosed
    Invitation.objects.filter(pk=invitation.pk).update(used=F("used") + 1)
    return actions.seat(
        programme=invitation.programme,
        person=person,
        role=invitation.role,
        given_by=invitation.made_by,
        cohort=invitation.cohort,
        now=now,
    )
