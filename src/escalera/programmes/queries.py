"""Questions about who takes part in what."""

from django.db import models

from escalera.people.models import Person
from escalera.programmes import codes
from escalera.programmes.models import Invitation, Membership, Programme, Role


def programmes_of(person: Person | None) -> models.QuerySet[Programme]:
    """The programmes that the person is in, in any role."""
    if person is None:
        return Programme.objects.none()
    current = Membership.objects.current().filter(person=person)
    return Programme.objects.filter(pk__in=current.values("programme"))


def coordinated_by(person: Person | None) -> models.QuerySet[Programme]:
    return in_role(person, Role.COORDINATOR)


def coached_by(person: Person | None) -> models.QuerySet[Programme]:
    """Where the person helps others along: as coach or as coordinator."""
    return in_role(person, Role.COORDINATOR, Role.COACH)


def in_role(person: Person | None, *roles: Role) -> models.QuerySet[Programme]:
    current = Membership.objects.current().filter(role__in=roles)
    return programmes_of(person).filter(pk__in=current.filter(person=person).values("programme"))


def is_coordinator(person: Person | None, programme: Programme | None = None) -> bool:
    """Whether the person coordinates the programme, or any."""
    coordinated = coordinated_by(person)
    return (coordinated.filter(pk=programme.pk) if programme else coordinated).exists()


def is_coach(person: Person | None, programme: Programme | None = None) -> bool:
    """Whether the person may change what others of the programme see of its jobs."""
    coached = coached_by(person)
    return (coached.filter(pk=programme.pk) if programme else coached).exists()


def invitation_of(typed: str) -> Invitation | None:
    """The invitation of a code as somebody typed it, open or not."""
    return Invitation.objects.select_related("programme", "cohort").filter(code=codes.normal(typed)).first()
