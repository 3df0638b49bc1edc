"""What coordinators see of the platforms of their programme: counts and errors, never one person's work."""

from collections.abc import Iterable
from dataclasses import dataclass

from escalera.connectors.models import Connection, Delivery, RemoteTask


@dataclass(frozen=True)
class State:
    connection: Connection
    tasks: int  # brought in
    wanted: int  # of these, still without enough answers by the platform's count
    waiting: int  # answers not delivered yet
    delivered: int
    closed: int  # answers that came too late


def states(connections: Iterable[Connection]) -> list[State]:
    return [state_of(connection) for connection in connections]


def state_of(connection: Connection) -> State:
    tasks = RemoteTask.objects.filter(batch__connection=connection)
    deliveries = Delivery.objects.filter(remote_task__batch__connection=connection)
    return State(
        connection=connection,
        tasks=tasks.count(),
        wanted=tasks.filter(item__wanted__gt=0).count(),
        waiting=deliveries.waiting().count(),
        delivered=deliveries.exclude(delivered_at=None).count(),
        closed=deliveries.exclude(closed_at=None).count(),
    )
