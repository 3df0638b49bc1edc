"""What the people of a programme see and its coaches change, one version after the other; an earlier one comes back.

Two bare models without a table: what has versions, and one of them.
"""

import uuid
from datetime import datetime
from typing import TypedDict, TypeVar

from django.db import models

from escalera.people.models import Person
from escalera.people.plain_text import storable
from escalera.people.redaction import redact
from escalera.programmes.models import Programme

LONGEST_REASON = 120


class Versioned(models.Model):
    """Something of a programme that has `versions`, and which of them people see."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    current = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class Version(models.Model):
    """What it was at one time, who made it so and why. Subclasses add what it is a version of, and its content."""

    id = models.UUIDField(primary_key=True)  # the sender's own: sent twice, it is one version
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ("-number",)

    class Privacy:
        personal = ("made_by", "made_at")
        kept = "as long as what it is a version of; who made it until that person leaves"


V = TypeVar("V", bound=Version)


class Signed(TypedDict):
    """What every new version says besides its content."""

    id: uuid.UUID
    number: int
    reason: str
    made_by: Person
    made_at: datetime


def signed(versions: models.QuerySet[V], *, id: uuid.UUID, reason: str, by: Person, now: datetime) -> Signed:
    """The next version's number and signature. Lock what it is a version of first, so that two at once are two."""
    last = versions.order_by("-number").values_list("number", flat=True).first()
    words = redact(storable(reason).strip(), language=by.words).text[:LONGEST_REASON]
    return Signed(id=id, number=(last or 0) + 1, reason=words, made_by=by, made_at=now)
