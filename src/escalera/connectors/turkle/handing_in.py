"""Answers go to a Turkle under the person's alias, one assignment each, whatever fails in between."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext_noop as _

from escalera.connectors import delivering
from escalera.connectors.models import Batch, Delivery
from escalera.connectors.politeness import Refused
from escalera.connectors.turkle.desk import Desk

MOST_TRIES = 6  # then somebody else has the task, though Turkle's table does not show it
Results = Sequence[Mapping[str, str]]


def hand_in(*, batch: Batch, deliveries: Sequence[Delivery], desk: Desk, now: datetime) -> int:
    """Deliver what is due of a batch; returns how many arrived. Raises Unreachable, and Refused for the batch."""
    remote = int(batch.remote_id)
    results = desk.results(remote)
    is_open = desk.turkle.batch(remote).is_open
    waiting = settle(batch, deliveries, results, desk, now=now)
    arrived_now = 0
    for delivery in waiting:
        try:
            if send(delivery, batch, desk):
                number = delivery.assignment
                delivering.delivered(delivery=delivery, batch=batch, assignment=number, now=now)
                arrived_now += 1
            else:
                give_up_or_wait(delivery, batch, results, is_open=is_open, now=now)
        except Refused as refused:
            delivering.failed(delivery=delivery, why=refused, now=now)
    return len(deliveries) - len(waiting) + arrived_now


def settle(
    batch: Batch, deliveries: Sequence[Delivery], results: Results, desk: Desk, *, now: datetime
) -> list[Delivery]:
    """Mark what has arrived, which may have been before a failure; returns the others."""
    left = []
    for delivery in deliveries:
        if number := arrived(delivery, results, desk):
            delivering.delivered(delivery=delivery, batch=batch, assignment=number, now=now)
        else:
            left.append(delivery)
    return left


def arrived(delivery: Delivery, results: Results, desk: Desk) -> str | None:
    alias = desk.connection.aliases.filter(person=delivery.attempt.person_id).first()
    for row in results:
        if delivery.assignment and row["AssignmentId"] == delivery.assignment:
            return delivery.assignment
        is_theirs = alias is not None and row["Turkle.Username"] == alias.username
        if is_theirs and row["HITId"] == delivery.remote_task.remote_id:
            return row["AssignmentId"]
    return None


def send(delivery: Delivery, batch: Batch, desk: Desk) -> bool:
    """Whether it arrived. Raises PlatformError."""
    visitor, task = desk.visitor(delivery.attempt.person), delivery.remote_task.remote_id
    if not delivery.assignment:
        delivery.assignment = visitor.take(batch.remote_id, task) or ""
        # Kept before anything is sent: after a failure the same assignment is used again.
        delivery.save(update_fields=["assignment"])
    answers = delivering.posted(delivery.attempt)
    return bool(delivery.assignment) and visitor.hand_in(task, delivery.assignment, answers)


def give_up_or_wait(
    delivery: Delivery, batch: Batch, results: Results, *, is_open: bool, now: datetime
) -> None:
    finished = sum(row["HITId"] == delivery.remote_task.remote_id for row in results)
    if not is_open or finished >= batch.assignments or delivery.tries >= MOST_TRIES:
        delivering.closed(delivery=delivery, batch=batch, now=now)
        return
    if delivery.assignment:  # it lapsed there: the next time with a new one
        delivery.assignment = ""
        delivery.save(update_fields=["assignment"])
    not_yet = Refused(
        _("%(platform)s has not taken the answer to task %(task)s yet."),
        platform=batch.connection.name,
        task=delivery.remote_task.remote_id,
    )
    delivering.failed(delivery=delivery, why=not_yet, now=now)
