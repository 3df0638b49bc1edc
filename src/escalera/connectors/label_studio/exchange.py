"""One exchange with a Label Studio: answers go first, then new work comes, then ours goes out and is read back."""

from contextlib import closing
from datetime import datetime

from escalera.connectors import delivering, sealing
from escalera.connectors.exchanged import Exchanged
from escalera.connectors.label_studio import accounts, bringing, sending
from escalera.connectors.label_studio.client import LabelStudio, Project, Task
from escalera.connectors.label_studio.handing_in import hand_in
from escalera.connectors.models import Connection
from escalera.connectors.outgoing import is_practice
from escalera.connectors.politeness import NotLetIn, Refused


def studio_of(connection: Connection) -> LabelStudio:
    return LabelStudio(connection.address, sealing.unseal(connection.sealed))


def exchange(connection: Connection, *, now: datetime) -> Exchanged:
    """Raises PlatformError. Killed anywhere, the next exchange goes on from there."""
    done = Exchanged()
    with closing(studio_of(connection)) as studio:
        for batch, deliveries in delivering.batches_with_due(connection, now=now):
            done.delivered += hand_in(batch=batch, deliveries=deliveries, studio=studio, now=now)
        bring_all(connection, studio, done, now=now)
        accounts.enrol_new(connection, studio)
        done.sent = sending.send_all(connection, studio)
        done.read = sending.read_all(connection, studio, now=now)
    return done


def projects_of(connection: Connection, studio: LabelStudio) -> list[Project]:
    """Those the connection was made for, without practice that went out from here. Raises PlatformError."""
    chosen = set(connection.projects)
    return [
        one
        for one in studio.projects()
        if not is_practice(one.description) and (not chosen or one.id in chosen)
    ]


def bring_all(connection: Connection, studio: LabelStudio, done: Exchanged, *, now: datetime) -> None:
    projects = projects_of(connection, studio)
    tasks: dict[str, list[Task]] = {}
    for project in projects:
        tasks[str(project.id)] = there = list(studio.tasks(project.id))
        try:
            done.brought += bringing.bring(
                connection=connection,
                studio=studio,
                project=project,
                tasks=there,
                refused=done.refused,
                now=now,
            )
        except NotLetIn:
            raise
        except Refused as refused:
            done.refused.append(refused)
    current = {bringing.remote_id(project) for project in projects}
    bringing.refresh(connection=connection, tasks=tasks, current=current)
