"""Our batches on a Turkle: made once, whatever fails in between, and their results read back."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from escalera.connectors import results
from escalera.connectors.models import Batch, Direction
from escalera.connectors.outgoing import is_waiting, mark_of
from escalera.connectors.results import Result, take_in
from escalera.connectors.turkle import client
from escalera.connectors.turkle.desk import Desk
from escalera.connectors.turkle.form import ITEM, PROJECT, answer_of, row_of
from escalera.tasks.models import Item

WHEN = "%a %b %d %H:%M:%S UTC %Y"


def send_all(desk: Desk) -> int:
    """Send what waits; returns how many tasks went. Raises PlatformError."""
    outgoing = desk.connection.batches.filter(direction=Direction.OUT)
    waiting = [batch for batch in outgoing if is_waiting(batch)]
    if not waiting:
        return 0
    projects = {one.filename: one for one in desk.turkle.projects()}
    remotes = {one.filename: one for one in desk.turkle.batches()}
    return sum(send(batch, desk, projects, remotes) for batch in waiting)


def send(
    batch: Batch, desk: Desk, projects: Mapping[str, client.Project], remotes: Mapping[str, client.Batch]
) -> int:
    """Our mark stands where Turkle keeps file names: what arrived before a failure is found by it."""
    mark = mark_of(batch)
    rows = [row_of(task.item) for task in batch.remote_tasks.select_related("item").order_by("pk")]
    remote = remotes.get(f"{mark}.csv")
    if remote is None:
        project = projects.get(f"{mark}.html") or desk.turkle.create_project(
            name=batch.name, html=PROJECT, filename=f"{mark}.html"
        )
        remote = desk.turkle.create_batch(
            project=project.id,
            name=batch.name,
            rows=rows,
            assignments=batch.assignments,
            filename=f"{mark}.csv",
        )
    else:
        complete(remote.id, rows, desk)
    batch.remote_id, batch.remote_project = str(remote.id), str(remote.project)
    batch.save(update_fields=["remote_id", "remote_project"])
    return len(rows)


def complete(remote: int, rows: Sequence[Mapping[str, str]], desk: Desk) -> None:
    """A Turkle that was killed while it made a batch may lack tasks."""
    there = {row.get(ITEM) for row in desk.turkle.rows(remote)}
    if missing := [row for row in rows if row[ITEM] not in there]:
        desk.turkle.add_rows(batch=remote, rows=missing)


def read_all(desk: Desk, *, now: datetime) -> int:
    """Read the results of our batches; returns how many attempts are new. Raises PlatformError."""
    outgoing = desk.connection.batches.filter(direction=Direction.OUT).select_related("connection")
    return sum(read(batch, desk, now=now) for batch in outgoing if not is_waiting(batch))


def read(batch: Batch, desk: Desk, *, now: datetime) -> int:
    finished = desk.turkle.progress(int(batch.remote_id)).answers
    if finished == batch.seen:
        return 0
    rows = desk.results(int(batch.remote_id))
    new = take_in(batch=batch, results=said(rows, results.items_of(batch)), now=now)
    # What a cut table hides is looked for again the next time.
    Batch.objects.filter(pk=batch.pk).update(seen=len(rows))
    return new


def said(rows: Sequence[Mapping[str, str]], items: Mapping[str, Item]) -> Iterator[Result]:
    for row in rows:
        number = row.get(f"Input.{ITEM}", "")
        if number in items:
            yield Result(
                username=row["Turkle.Username"],
                assignment=row["AssignmentId"],
                item=number,
                answer=answer_of(items[number], row),
                seconds=float(row["WorkTimeInSeconds"] or 0),
                at=moment(row["SubmitTime"]),
            )


def moment(written: str) -> datetime | None:
    """None where a Turkle does not write in UTC: then it is when we read it."""
    with suppress(ValueError):
        return datetime.strptime(written, WHEN).replace(tzinfo=UTC)
    return None
