"""Who is paused says how it was; whoever looks at the reports reads it."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction

from escalera.coaching.helping.reports import pausing
from escalera.coaching.helping.reports.models import PauseAppeal
from escalera.ledger import actions as ledger
from escalera.people import limits
from escalera.people.models import Person
from escalera.people.plain_text import storable
from escalera.people.redaction import redact

LONGEST, AGAIN_AFTER = 280, timedelta(days=7)


class NotPaused(Exception):
    """There is nothing to appeal against."""


class NothingSaid(Exception):
    """An appeal needs words, at most 280 characters."""


@transaction.atomic
def appeal(*, id: uuid.UUID, person: Person, words: str, now: datetime) -> PauseAppeal:
    """Once a week. The same id twice is once. Raises NotPaused, NothingSaid, TooMuch."""
    text = " ".join(storable(words).split())
    if not text or len(text) > LONGEST:
        raise NothingSaid
    mine = PauseAppeal.objects.filter(person=person)
    if there := mine.filter(pk=id).first():
        return there
    if not pausing.is_paused(person):
        raise NotPaused
    limits.check(mine, most=1, now=now, within=AGAIN_AFTER)
    row = PauseAppeal.objects.create(
        id=uuid.uuid4() if PauseAppeal.objects.filter(pk=id).exists() else id,
        person=person,
        words=redact(text, language=person.words).text[:LONGEST],
        at=now,
    )
    ledger.record(kind="pause appealed", subject=person.pk, payload={"appeal": str(row.pk)}, now=now)
    return row


def latest(person: Person) -> PauseAppeal | None:
    return PauseAppeal.objects.filter(person=person).first()
