"""What coordinators see of the platforms of their programme, counts and errors, never one person's work; and what a
person sees of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from escalera.connectors.aliases import name_there
from escalera.connectors.models import Batch, Connection, Delivery, Direction, RemoteTask
from escalera.connectors.outgoing import WAITING, is_waiting
from escalera.connectors.sealing import Unreadable, unseal
from escalera.connectors.troubles import said
from escalera.people.models import Person
from escalera.programmes import queries as programmes
from escalera.tasks.models import Attempt


@dataclass(frozen=True)
class Outgoing:
    """Tasks of ours on the platform: how many answers came, and from whom as far as we know them."""

    name: str
    is_sent: bool
    tasks: int
    answers: int  # of people here
    by_strangers: int


@dataclass(frozen=True)
class State:
    connection: Connection
    tasks: int  # brought in
    wanted: int  # of these, still without enough answers by the platform's count
    waiting: int  # answers not delivered yet
    delivered: int
    closed: int  # answers that came too late
    out: tuple[Outgoing, ...]
    why_waiting: tuple[str, ...]  # what was last said of answers that wait

    @property
    def troubles(self) -> tuple[str, ...]:
        """In the language of who reads: of the last exchange, and of answers that could not be handed in."""
        last = (said(one) for one in self.connection.errors)
        return tuple(dict.fromkeys((*last, *self.why_waiting)))


def states(connections: Iterable[Connection]) -> list[State]:
    return [state_of(connection) for connection in connections]


def state_of(connection: Connection) -> State:
    tasks = RemoteTask.objects.filter(batch__connection=connection, batch__direction=Direction.IN)
    deliveries = Delivery.objects.filter(remote_task__batch__connection=connection)
    failed = deliveries.waiting().exclude(error={}).values_list("error", flat=True)
    return State(
        connection=connection,
        tasks=tasks.count(),
        wanted=tasks.filter(item__wanted__gt=0).count(),
        waiting=deliveries.waiting().count(),
        delivered=deliveries.exclude(delivered_at=None).count(),
        closed=deliveries.exclude(closed_at=None).count(),
        out=tuple(outgoing_of(batch) for batch in connection.batches.filter(direction=Direction.OUT)),
        why_waiting=tuple(said(error) for error in failed[:3]),
    )


@dataclass(frozen=True)
class Place:
    """A platform where a person can do tasks of ours; name and password are theirs, once they asked for them."""

    connection: Connection
    work: tuple[str, ...]
    username: str
    password: str


def open_to(person: Person | None) -> models.QuerySet[Connection]:
    """Platforms of the person's programmes where tasks of ours are out."""
    out = Batch.objects.filter(direction=Direction.OUT).exclude(remote_id__startswith=WAITING)
    theirs = Connection.objects.filter(programme__in=programmes.programmes_of(person), paused_at=None)
    return theirs.filter(pk__in=out.values("connection"))


def places_for(person: Person) -> list[Place]:
    return [place_of(connection, person) for connection in open_to(person)]


def place_of(connection: Connection, person: Person) -> Place:
    out = connection.batches.filter(direction=Direction.OUT)
    alias = connection.aliases.filter(person=person).first()
    return Place(
        connection=connection,
        work=tuple(dict.fromkeys(batch.name for batch in out if not is_waiting(batch))),
        username=name_there(alias) if alias else "",
        password=readable(alias.sealed) if alias else "",
    )


def readable(sealed: str) -> str:
    """Empty where SECRET_KEY changed since."""
    try:
        return unseal(sealed)
    except Unreadable:
        return ""


def outgoing_of(batch: Batch) -> Outgoing:
    items = batch.remote_tasks.values("item")
    return Outgoing(
        name=batch.name,
        is_sent=not is_waiting(batch),
        tasks=items.count(),
        answers=Attempt.objects.filter(item__in=items).count(),
        by_strangers=batch.by_strangers,
    )
