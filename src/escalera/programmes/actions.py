"""Beginning a programme, roles, cohorts."""

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction

from escalera.ledger import actions as ledger
from escalera.people.models import Person
from escalera.people.plain_text import storable
from escalera.programmes.models import Cohort, Membership, Programme, Role

LONGEST_NAME = 80


class NotTheCoordinator(Exception):
    """Only a coordinator of the programme may do this."""


class NameMissing(Exception):
    pass


class NameTaken(Exception):
    pass


class LastCoordinator(Exception):
    """Somebody must look after a programme: name another coordinator first."""


@transaction.atomic
def begin(*, name: str, coordinator: Person, now: datetime) -> Programme:
    """Make a programme with its first coordinator. Raises NameMissing."""
    programme = Programme.objects.create(name=clean_name(name), begun_at=now)
    seat(programme=programme, person=coordinator, role=Role.COORDINATOR, given_by=None, cohort=None, now=now)
    return programme


@transaction.atomic
def open_cohort(*, id: uuid.UUID, programme: Programme, name: str, by: Person, now: datetime) -> Cohort:
    """Raises NotTheCoordinator, NameMissing, NameTaken; the same id twice is one cohort."""
    coordinating(programme, by)
    name = clean_name(name)
    if cohort := Cohort.objects.filter(pk=id, programme=programme).first():
        return cohort
    try:
        with transaction.atomic():
            return Cohort.objects.create(id=id, programme=programme, name=name, begun_at=now)
    except IntegrityError:
        raise NameTaken from None


@transaction.atomic
def give_role(*, programme: Programme, person: Person, role: Role, by: Person, now: datetime) -> Membership:
    """Raises NotTheCoordinator."""
    giver = coordinating(programme, by)
    return seat(programme=programme, person=person, role=role, given_by=giver, cohort=None, now=now)


@transaction.atomic
def end(*, membership: Membership, by: Person, now: datetime) -> None:
    """Take a role back, or leave oneself. Raises NotTheCoordinator, LastCoordinator; twice is once."""
    if membership.person_id != by.pk:
        coordinating(membership.programme, by)
    # Locked, so that of two coordinators who leave at once the second is told to stay.
    Programme.objects.select_for_update().get(pk=membership.programme_id)
    membership = Membership.objects.get(pk=membership.pk)
    if membership.left_at is not None:
        return
    others = membership.programme.memberships.coordinating().exclude(pk=membership.pk)
    if membership.role == Role.COORDINATOR and not others.exists():
        raise LastCoordinator
    membership.left_at = now
    membership.save(update_fields=["left_at"])
    note("role ended", membership, now=now)


def seat(
    *,
    programme: Programme,
    person: Person,
    role: str,
    given_by: Membership | None,
    cohort: Cohort | None,
    now: datetime,
) -> Membership:
    """The person's role in the programme; a new row unless they have it already."""
    membership, is_new = Membership.objects.get_or_create(
        programme=programme,
        person=person,
        role=role,
        left_at=None,
        defaults={"given_by": given_by, "cohort": cohort, "joined_at": now},
    )
    if is_new:
        note("role given", membership, now=now)
    return membership


def coordinating(programme: Programme, person: Person) -> Membership:
    """The person's membership as coordinator. Raises NotTheCoordinator."""
    membership = programme.memberships.coordinating().filter(person=person).first()
    if membership is None:
        raise NotTheCoordinator
    return membership


def note(kind: str, membership: Membership, *, now: datetime) -> None:
    payload = {"programme": str(membership.programme_id), "role": str(membership.role)}
    ledger.record(kind=kind, subject=membership.person_id, payload=payload, now=now)


def clean_name(name: str) -> str:
    name = " ".join(storable(name).split())[:LONGEST_NAME]
    if not name:
        raise NameMissing
    return name
