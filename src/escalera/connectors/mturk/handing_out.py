"""The answers to a batch as a table in MTurk's columns, for its requester to look through and send back."""

import csv
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from escalera.connectors import delivering
from escalera.connectors.aliases import alias_for
from escalera.connectors.models import Batch, Delivery
from escalera.connectors.mturk import moments, rewards
from escalera.connectors.mturk.bringing import INPUTS, name_of
from escalera.connectors.mturk.faults import BadFile, shown
from escalera.earnings import queries as earnings
from escalera.earnings.models import Payment, Stage
from escalera.look.spreadsheet import defused
from escalera.tasks.models import Attempt

COLUMNS = (
    "HITId",
    "Title",
    "Reward",
    "MaxAssignments",
    "AssignmentId",
    "WorkerId",
    "AssignmentStatus",
    "AcceptTime",
    "SubmitTime",
    "ApprovalTime",
    "RejectionTime",
    "RequesterFeedback",
    "WorkTimeInSeconds",
)
REVIEW = ("Approve", "Reject")  # left empty for who reviews: an x, or the reason


def hand_out(*, batch: Batch, file: Path, now: datetime) -> int:
    """Write every answer so far; those that were written are delivered. Returns how many. Raises BadFile."""
    delivering.queue(connection=batch.connection, now=now)
    deliveries = list(
        Delivery.objects.filter(remote_task__batch=batch, closed_at=None).select_related(
            "attempt__person", "attempt__item", "remote_task"
        )
    )
    if not deliveries:
        raise BadFile(f"Nobody has answered a task of {shown(batch.name)} yet.")
    for delivery in deliveries:
        delivery.assignment = delivery.assignment or assignment_id(delivery.attempt)
    write(file, [row_of(delivery, batch, now=now) for delivery in deliveries])
    # Only now: killed before, the next time writes the same file again.
    keep(batch, deliveries, now=now)
    return len(deliveries)


@transaction.atomic
def keep(batch: Batch, deliveries: Sequence[Delivery], *, now: datetime) -> None:
    for delivery in deliveries:
        if delivery.delivered_at is None:
            delivering.delivered(delivery=delivery, batch=batch, assignment=delivery.assignment, now=now)


def row_of(delivery: Delivery, batch: Batch, *, now: datetime) -> dict[str, str]:
    attempt = delivery.attempt
    alias = alias_for(connection=batch.connection, person=attempt.person, now=now)
    return {
        "HITId": delivery.remote_task.remote_id,
        "Title": batch.task_type.title_en,
        "Reward": rewards.written(batch.pay, batch.currency),
        "MaxAssignments": str(batch.assignments),
        "AssignmentId": delivery.assignment,
        "WorkerId": alias.username,
        **life_of(attempt),
        "AcceptTime": moments.written(shown_at(attempt)),
        "SubmitTime": moments.written(attempt.answered_at),
        "WorkTimeInSeconds": str(round(attempt.seconds)),
        **{f"Input.{name}": value for name, value in attempt.item.content.get(INPUTS, {}).items()},
        **{f"Answer.{name}": joined(value) for name, value in delivering.posted(attempt).items()},
    }


def joined(value: str | list[str]) -> str:
    return "|".join(value) if isinstance(value, list) else value


def life_of(attempt: Attempt) -> dict[str, str]:
    payment = Payment.objects.filter(attempt=attempt).first()
    if payment is None:
        return {"AssignmentStatus": "Submitted"}
    life = earnings.life_of(payment)
    accepted, rejected = life.at(Stage.ACCEPTED, Stage.PAID), life.at(Stage.REJECTED)
    said = [notice for notice in life.notices if notice.stage in (Stage.ACCEPTED, Stage.PAID, Stage.REJECTED)]
    status = "Submitted" if not said else "Rejected" if said[-1].stage == Stage.REJECTED else "Approved"
    return {
        "AssignmentStatus": status,
        "ApprovalTime": moments.written(accepted),
        "RejectionTime": moments.written(rejected),
        "RequesterFeedback": next((one.reason for one in reversed(said) if one.reason), ""),
    }


def shown_at(attempt: Attempt) -> datetime | None:
    if attempt.wall_seconds is None:
        return None
    return attempt.answered_at - timedelta(seconds=attempt.wall_seconds)


def write(file: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """The whole file or none: it is written beside and put in its place. Raises BadFile."""
    columns = [*COLUMNS, *sorted({name for row in rows for name in row} - set(COLUMNS)), *REVIEW]
    beside = file.with_name(f".{file.name}.part")
    try:
        with beside.open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.writer(out, quoting=csv.QUOTE_ALL)
            writer.writerow(map(defused, columns))
            writer.writerows([defused(row.get(column, "")) for column in columns] for row in rows)
        beside.replace(file)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise BadFile(f"{shown(str(file))} can't be written: {why}.") from error


def assignment_id(attempt: Attempt) -> str:
    return name_of(f"assignment {attempt.pk}")
