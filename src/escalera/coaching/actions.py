"""Tips from one worker to the next. Stored now; which one is shown to whom comes with the brokers (issue D)."""

import uuid
from datetime import datetime

from django.db import transaction

from escalera.coaching.models import Tip
from escalera.ledger import actions as ledger
from escalera.people.models import Person
from escalera.people.redaction import redact
from escalera.tasks.models import TaskType

LONGEST = 280


class NothingSaid(Exception):
    """A tip without words."""


class TooLong(Exception):
    """A tip of more than 280 characters."""


@transaction.atomic
def leave_tip(*, id: uuid.UUID, person: Person, task_type: TaskType, text: str, now: datetime) -> Tip:
    """Keep a tip, with contact data cut and then held for a look; the same id twice is one. Raises NothingSaid, TooLong."""
    words = " ".join(text.split())
    if not words:
        raise NothingSaid
    if len(words) > LONGEST:
        raise TooLong
    redacted = redact(words)
    tip, is_new = Tip.objects.get_or_create(
        id=id,
        defaults={
            "person": person,
            "task_type": task_type,
            "text": redacted.text[:LONGEST],
            "language": person.words,
            "held_because": "contact" if redacted.cuts else "",
            "at": now,
        },
    )
    if is_new:
        ledger.record(kind="tip", subject=person.pk, payload={"task_type": task_type.pk}, now=now, id=id)
    return tip
