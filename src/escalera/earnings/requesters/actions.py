"""What somebody says of a requester: only after an answer from them, and changed at any time."""

import uuid
from datetime import datetime

from django.db import transaction

from escalera.earnings.requesters import record
from escalera.earnings.requesters.models import Review
from escalera.ledger import actions as ledger
from escalera.people.models import Person
from escalera.tasks.models import Requester


class HasNotWorkedForThem(Exception):
    """Only who had an answer or pay from a requester says how they are."""


class NothingSaid(Exception):
    """None of the questions was answered."""


@transaction.atomic
def review(
    *,
    id: uuid.UUID,
    requester: Requester,
    person: Person,
    is_clear: bool | None,
    answers: bool | None,
    again: bool | None,
    now: datetime,
) -> Review:
    """Keep what the person says; saying it anew replaces it. Raises HasNotWorkedForThem, NothingSaid."""
    if requester not in record.known_to(person):
        raise HasNotWorkedForThem
    values = {"is_clear": is_clear, "answers": answers, "again": again}
    if all(value is None for value in values.values()):
        raise NothingSaid
    said, is_new = Review.objects.select_for_update().get_or_create(
        requester=requester, person=person, defaults={"id": id, "at": now, **values}
    )
    if not is_new and any(getattr(said, name) != value for name, value in values.items()):
        Review.objects.filter(pk=said.pk).update(at=now, **values)
        said.refresh_from_db()
    payload = {"requester": requester.pk, **values}
    ledger.record(kind="requester reviewed", subject=person.pk, payload=payload, now=now)
    return said
