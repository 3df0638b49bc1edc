"""Answers on their way to a platform: queued, delivered once with their payment, or closed honestly."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from escalera.connectors.models import Batch, Connection, Delivery, Direction, RemoteTask
from escalera.connectors.troubles import PlatformError, kept
from escalera.earnings import actions as earnings
from escalera.earnings.models import Payment, Source, Stage
from escalera.tasks.foreign.keys import TICKED
from escalera.tasks.models import Attempt

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
Answers = dict[str, str | list[str]]


def queue(*, connection: Connection, now: datetime) -> int:
    """Make a delivery for each answer to the connection's paid items that has none; returns how many."""
    tasks = RemoteTask.objects.filter(batch__connection=connection, batch__direction=Direction.IN)
    waiting = Attempt.objects.filter(item__in=tasks.values("item"), delivery=None).exclude(answer={})
    attempts = list(waiting.filter(is_repeat=False))
    for attempt in attempts:
        task = tasks.get(item=attempt.item_id)  # each item is made for one task
        Delivery.objects.get_or_create(attempt=attempt, defaults={"remote_task": task, "made_at": now})
    return len(attempts)


def due(batch: Batch, *, now: datetime) -> list[Delivery]:
    ready = Delivery.objects.waiting().filter(remote_task__batch=batch)
    ready = ready.filter(Q(next_try_at=None) | Q(next_try_at__lte=now))
    return list(ready.select_related("attempt__person", "attempt__item", "remote_task"))


def batches_with_due(connection: Connection, *, now: datetime) -> Iterator[tuple[Batch, list[Delivery]]]:
    for batch in connection.batches.filter(direction=Direction.IN).select_related("task_type"):
        if deliveries := due(batch, now=now):
            yield batch, deliveries


@transaction.atomic
def delivered(*, delivery: Delivery, batch: Batch, assignment: str, now: datetime) -> None:
    """The platform has the answer; from here on its payment is expected. Twice is once."""
    delivery.assignment, delivery.delivered_at, delivery.error = assignment, now, {}
    delivery.save(update_fields=["assignment", "delivered_at", "error"])
    payment_of(delivery, batch, now=now)


@transaction.atomic
def closed(*, delivery: Delivery, batch: Batch, now: datetime) -> None:
    """The platform no longer takes it: the worker is told, and that it was not their fault."""
    delivery.closed_at = now
    delivery.save(update_fields=["closed_at"])
    person = delivery.attempt.person
    with translation.override(person.language):
        words = _(
            "%(platform)s closed this task before your answer arrived, so it does not pay for it. "
            "It is not your mistake. Ask who looks after your programme."
        ) % {"platform": batch.connection.name}
    earnings.tell(
        payment=payment_of(delivery, batch, now=now),
        stage=Stage.REJECTED,
        source=Source.PLATFORM,
        at=now,
        now=now,
        reason=words,
    )


def failed(*, delivery: Delivery, why: PlatformError | str, now: datetime) -> None:
    """Try again later, each time a little later."""
    pause = min(FIRST_PAUSE * 2 ** min(delivery.tries, 10), LONGEST_PAUSE)
    delivery.tries, delivery.error, delivery.next_try_at = delivery.tries + 1, kept(why), now + pause
    delivery.save(update_fields=["tries", "error", "next_try_at"])


def payment_of(delivery: Delivery, batch: Batch, *, now: datetime) -> Payment:
    attempt = delivery.attempt
    number = delivery.assignment or f"task {delivery.remote_task.remote_id} {attempt.pk}"
    return earnings.expect(
        id=attempt.pk,
        person=attempt.person,
        work=batch.name,
        amount=batch.pay,
        currency=batch.currency,
        source=Source.PLATFORM,
        at=attempt.answered_at,
        now=now,
        requester=batch.connection.requester,
        attempt=attempt,
        reference=f"{batch.connection_id.hex[:8]}/{number}",
    )


def posted(attempt: Attempt) -> Answers:
    """The answer as the platform's own form would send it: boxes that stand alone under their own names."""
    fields = dict(attempt.answer)
    for name in fields.pop(TICKED, ()):
        fields[name] = "on"
    return fields
