"""What a circle shows to others: at an address that nobody can guess, as long as its members want."""

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import models, transaction

from escalera.ledger import actions as ledger
from escalera.people.models import Person


class NotYours(Exception):
    """Who took a page down puts it up again, nobody else."""


def new_key() -> str:
    return secrets.token_urlsafe(16)


class Published(models.Model):
    """`key` is the public address, good for nothing until there is something to show."""

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("circles.Seat", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        abstract = True


@transaction.atomic
def withdraw(*, one: Any, person: Person, now: datetime) -> None:
    """Any member takes the page down, without a reason; twice is once. Raises Seat.DoesNotExist."""
    seat = one.circle.seats.taken().get(person=person)
    taken_down = {"withdrawn_at": now, "withdrawn_by": seat}
    if type(one).objects.filter(pk=one.pk, withdrawn_at=None).update(**taken_down):
        _note(one, "taken down", person, now)


@transaction.atomic
def put_back(*, one: Any, person: Person, now: datetime) -> None:
    """Undo it: only by who took it down, for it may hold their minutes. Raises NotYours, Seat.DoesNotExist."""
    seat = one.circle.seats.taken().get(person=person)
    down = type(one).objects.filter(pk=one.pk).exclude(withdrawn_at=None)
    if down.exclude(withdrawn_by=seat).exists():
        raise NotYours
    if down.update(withdrawn_at=None, withdrawn_by=None):
        _note(one, "put back", person, now)


def _note(one: Any, what: str, person: Person, now: datetime) -> None:
    name = str(one._meta.verbose_name)
    payload = {"id": str(one.pk), "circle": str(one.circle_id)}
    ledger.record(kind=f"{name} {what}", subject=person.pk, payload=payload, now=now)


PERSONAL: Collection[str] = ("begun_by", "begun_at", "withdrawn_by", "withdrawn_at")
