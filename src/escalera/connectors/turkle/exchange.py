"""One exchange with a Turkle: answers go first, then new work comes, then ours goes out and is read back."""

from contextlib import ExitStack, closing
from datetime import datetime

from escalera.connectors import delivering, sealing
from escalera.connectors.aliases import people_of
from escalera.connectors.exchanged import Exchanged
from escalera.connectors.models import Connection
from escalera.connectors.outgoing import is_practice
from escalera.connectors.politeness import Refused
from escalera.connectors.turkle import bringing, sending
from escalera.connectors.turkle.client import Turkle
from escalera.connectors.turkle.desk import Desk
from escalera.connectors.turkle.handing_in import hand_in


def turkle_of(connection: Connection) -> Turkle:
    return Turkle(connection.address, sealing.unseal(connection.sealed))


def exchange(connection: Connection, *, now: datetime) -> Exchanged:
    """Raises PlatformError. Killed anywhere, the next exchange goes on from there."""
    done = Exchanged()
    with ExitStack() as stack:
        turkle = stack.enter_context(closing(turkle_of(connection)))
        desk = Desk(connection=connection, turkle=turkle, stack=stack, now=now)
        for batch, deliveries in delivering.batches_with_due(connection, now=now):
            done.delivered += hand_in(batch=batch, deliveries=deliveries, desk=desk, now=now)
        bring_all(connection, desk, done, now=now)
        enrol_new(desk)
        done.sent = sending.send_all(desk)
        done.read = sending.read_all(desk, now=now)
    return done


def enrol_new(desk: Desk) -> None:
    """Make known who asked for a name since the last exchange that worked."""
    named = desk.connection.aliases.exclude(person=None)
    if last := desk.connection.last_sync_at:
        named = named.filter(made_at__gte=last)
    for alias in named:
        desk.enrol(alias)


def bring_all(connection: Connection, desk: Desk, done: Exchanged, *, now: datetime) -> None:
    there = desk.turkle.batches()
    remotes = {str(one.id): one for one in there if not is_practice(one.filename.removesuffix(".csv"))}
    for remote in remotes.values():
        if remote.is_open:
            try:
                done.brought += bringing.bring(
                    connection=connection,
                    turkle=desk.turkle,
                    visitor=desk.visitor(None),
                    remote=remote,
                    now=now,
                )
            except Refused as refused:
                done.refused.append(refused)
    ours = people_of(connection)
    for batch in bringing.incoming_of(connection):
        known = remotes.get(batch.remote_id)
        is_open = known is not None and known.is_open
        results = desk.results(int(batch.remote_id)) if known else []
        bringing.refresh(batch=batch, is_open=is_open, results=results, ours=ours)
