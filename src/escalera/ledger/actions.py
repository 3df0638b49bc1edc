import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from escalera.ledger.models import Event


def record(
    *,
    kind: str,
    subject: uuid.UUID | None,
    payload: Mapping[str, Any],
    now: datetime,
    id: uuid.UUID | None = None,
) -> Event:
    """Append an event; the same id twice is one event."""
    event, _ = Event.objects.get_or_create(
        id=id or uuid.uuid4(),
        defaults={"kind": kind, "subject": subject, "payload": dict(payload), "at": now},
    )
    return event


def forget(*, subject: uuid.UUID) -> int:
    """Empty what the ledger holds of a person; the counts by kind and time stay."""
    return Event.objects.filter(subject=subject).update(subject=None, payload={})
