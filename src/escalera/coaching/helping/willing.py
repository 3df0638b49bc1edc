"""A person says once that they may be asked for help, and may stop at any time."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from escalera.coaching.helping.models import Willingness
from escalera.ledger import actions as ledger
from escalera.people.models import Person

LANGUAGES = ("es", "en")
HOURS = range(24)
WEEKLY = range(1, 21)


class NoLanguage(Exception):
    """At least one language in which one can help."""


class NotAnHour(Exception):
    """Hours go from 0 to 23."""


class NotANumber(Exception):
    """How often a week: once to twenty times."""


@transaction.atomic
def be_willing(
    *,
    person: Person,
    languages: Collection[str],
    hours: Collection[int],
    weekly: int,
    only_near: bool,
    now: datetime,
) -> Willingness:
    """Keep the offer, or change it; it stands until `stop`. Raises NoLanguage, NotAnHour, NotANumber."""
    if not languages or not set(languages) <= set(LANGUAGES):
        raise NoLanguage
    if not set(hours) <= set(HOURS):
        raise NotAnHour
    if weekly not in WEEKLY:
        raise NotANumber
    said = {
        "languages": sorted(languages),
        "hours": sorted(hours),
        "weekly": weekly,
        "only_near": only_near,
    }
    Person.objects.select_for_update().get(pk=person.pk)
    row, is_new = Willingness.objects.get_or_create(person=person, defaults={**said, "since": now})
    if is_new or row.stopped_at is not None:
        row.since = now
    elif all(getattr(row, name) == value for name, value in said.items()):
        return row
    for name, value in said.items():
        setattr(row, name, value)
    row.stopped_at = None
    row.save()
    ledger.record(kind="willing to help", subject=person.pk, payload=said, now=now)
    return row


@transaction.atomic
def stop(*, person: Person, now: datetime) -> None:
    """Nobody is asked of them from now on; conversations that go on may be ended by themselves. Twice is once."""
    # The broker locks the same row before it asks somebody.
    row = Willingness.objects.select_for_update().filter(person=person, stopped_at=None).first()
    if row is None:
        return
    row.stopped_at = now
    row.save()
    ledger.record(kind="no longer willing to help", subject=person.pk, payload={}, now=now)
