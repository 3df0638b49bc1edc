"""Tips from one worker to the next. Stored now; which one is shown to whom comes with the brokers."""

import uuid
from datetime import datetime

from django.db import transaction

from escalera.coaching.models import Tip
from escalera.ledger import actions as ledger
from escalera.people import limits
from escalera.people.models import Person
from escalera.people.plain_text import storable
from escalera.people.redaction import redact
from escalera.tasks.models import TaskType

LONGEST = 280
MOST_A_DAY = 20


class NothingSaid(Exception):
    """A tip without words."""


class TooLong(Exception):
    """A tip of more than 280 characters."""


@transaction.atomic
def leave_tip(*, id: uuid.UUID, person: Person, task_type: TaskType, text: str, now: datetime) -> Tip:
    """Keep a tip, held for a look when contact data was cut; the same id twice is one.

    Raises NothingSaid, TooLong, TooMuch.
    """
    words = " ".join(storable(text).split())
    if not words:
        raise NothingSaid
    if len(words) > LONGEST:
        raise TooLong
    redacted = redact(words, language=person.words)
    if not Tip.objects.filter(pk=id, person=person).exists():
        limits.check(Tip.objects.filter(person=person), most=MOST_A_DAY, now=now)
    taken = Tip.objects.filter(pk=id).exclude(person=person).exists()
    tip, is_new = Tip.objects.get_or_create(
        id=uuid.uuid4() if taken else id,
        person=person,
        defaults={
            "task_type": task_type,
            "text": redacted.text[:LONGEST],
            "language": person.words,
            "held_because": "contact" if redacted.cuts else "",
            "at": now,
        },
    )
    if is_new:
        ledger.record(kind="tip", subject=person.pk, payload={"task_type": task_type.pk}, now=now, id=tip.pk)
    return tip
