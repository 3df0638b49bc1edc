"""Our batches on a Label Studio: a project each, made once whatever fails in between, and its annotations read back."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.utils.dateparse import parse_datetime

from escalera.connectors.aliases import ADDRESS_END
from escalera.connectors.label_studio.client import LabelStudio, Project, Task
from escalera.connectors.label_studio.form import ITEM, answer_of, config_of, data_of
from escalera.connectors.models import Batch, Connection, Direction
from escalera.connectors.outgoing import is_waiting, mark_of
from escalera.connectors.results import Result, items_of, take_in
from escalera.tasks.models import Item


def send_all(connection: Connection, studio: LabelStudio) -> int:
    """Send what waits; returns how many tasks went. Raises PlatformError."""
    waiting = [batch for batch in outgoing(connection) if is_waiting(batch)]
    if not waiting:
        return 0
    projects = {project.description: project for project in studio.projects()}
    return sum(send(batch, studio, projects) for batch in waiting)


def send(batch: Batch, studio: LabelStudio, projects: Mapping[str, Project]) -> int:
    """Our mark is the project's description: what arrived before a failure is found by it."""
    mark = mark_of(batch)
    items = [task.item for task in batch.remote_tasks.select_related("item").order_by("pk")]
    project = projects.get(mark) or studio.create_project(
        title=batch.name,
        description=mark,
        config=config_of(items),
        instructions="",
        assignments=batch.assignments,
    )
    there = {task.data.get(ITEM) for task in studio.tasks(project.id)}
    if missing := [data_of(item) for item in items if str(item.pk) not in there]:
        studio.add_tasks(project.id, missing)
    batch.remote_id = batch.remote_project = str(project.id)
    batch.save(update_fields=["remote_id", "remote_project"])
    return len(items)


def read_all(connection: Connection, studio: LabelStudio, *, now: datetime) -> int:
    """Read what was annotated in our projects; returns how many attempts are new. Raises PlatformError."""
    gone = [batch for batch in outgoing(connection) if not is_waiting(batch)]
    return sum(read(batch, studio, now=now) for batch in gone)


def read(batch: Batch, studio: LabelStudio, *, now: datetime) -> int:
    tasks = [task for task in studio.tasks(int(batch.remote_project)) if task.annotations]
    return take_in(batch=batch, results=said(tasks, items_of(batch)), now=now)


def said(tasks: Iterable[Task], items: Mapping[str, Item]) -> Iterator[Result]:
    for task in tasks:
        number = str(task.data.get(ITEM, ""))
        if number not in items:
            continue
        for one in task.made:
            yield Result(
                username=one.by.removesuffix(ADDRESS_END) if one.by.endswith(ADDRESS_END) else "",
                assignment=str(one.id),
                item=number,
                answer=answer_of(items[number].content, one.result),
                seconds=one.seconds,
                at=parse_datetime(one.at),
            )


def outgoing(connection: Connection) -> list[Batch]:
    return list(connection.batches.filter(direction=Direction.OUT).select_related("connection"))
