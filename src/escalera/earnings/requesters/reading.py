"""Warnings before paid work that somebody has read: the same is not said again within a week."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from escalera.earnings.requesters.models import WarningRead
from escalera.ledger import actions as ledger
from escalera.people.models import Person
from escalera.tasks.models import TaskType

HOLDS = timedelta(days=7)


def is_read(*, person: Person, task_type: TaskType, about: Collection[str], now: datetime) -> bool:
    """Whether all of it was read before this very work, not long ago."""
    known = WarningRead.objects.filter(person=person, task_type=task_type, at__gt=now - HOLDS).first()
    return known is not None and set(about) <= set(known.about)


@transaction.atomic
def read(*, person: Person, task_type: TaskType, about: Collection[str], now: datetime) -> WarningRead:
    """Keep that somebody was told and goes on anyway; twice is once."""
    values = {"about": sorted(set(about)), "at": now}
    kept, _ = WarningRead.objects.update_or_create(person=person, task_type=task_type, defaults=values)
    payload = {"task_type": task_type.pk, "about": kept.about}
    ledger.record(kind="warning read", subject=person.pk, payload=payload, now=now)
    return kept
