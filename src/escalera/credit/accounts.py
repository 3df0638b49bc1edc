"""Whose account: found, or opened when first asked for."""

import uuid
from datetime import datetime

from django.db import transaction

from escalera.credit.models import Holder, Movement, TimeAccount
from escalera.people.models import Person
from escalera.programmes.models import Programme


def of_person(person: Person, *, now: datetime) -> TimeAccount:
    return _opened(now, holder=Holder.PERSON, person=person)


def of_programme(programme: Programme, *, now: datetime) -> TimeAccount:
    return _opened(now, holder=Holder.PROGRAMME, programme=programme)


def of_circle(circle: uuid.UUID, *, now: datetime) -> TimeAccount:
    return _opened(now, holder=Holder.CIRCLE, circle=circle)


def of_everybody(*, now: datetime) -> TimeAccount:
    """What work for all is paid from. It goes below nothing: that much was done for everybody."""
    return _opened(now, holder=Holder.EVERYBODY)


@transaction.atomic
def bring_together(*, guest: Person, person: Person, now: datetime) -> None:
    """Give a guest's movements to the person they turned out to be."""
    if found := TimeAccount.objects.filter(person=guest).first():
        Movement.objects.filter(account=found).update(account=of_person(person, now=now))
        found.delete()


def _opened(now: datetime, **holder: object) -> TimeAccount:
    account, _ = TimeAccount.objects.get_or_create(**holder, defaults={"opened_at": now})
    return account
