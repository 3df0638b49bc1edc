"""One exchange with a Turkle: answers go first, then new work comes."""

from contextlib import ExitStack, closing
from datetime import datetime

from escalera.connectors import delivering, sealing
from escalera.connectors.aliases import people_of
from escalera.connectors.exchanged import Exchanged
from escalera.connectors.models import Connection, Direction
from escalera.connectors.politeness import Refused
from escalera.connectors.turkle import bringing
from escalera.connectors.turkle.client import Turkle
from escalera.connectors.turkle.handing_in import Desk, hand_in


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
    return done


def bring_all(connection: Connection, desk: Desk, done: Exchanged, *, now: datetime) -> None:
    out = set(connection.batches.filter(direction=Direction.OUT).values_list("remote_id", flat=True))
    remotes = {str(remote.id): remote for remote in desk.turkle.batches() if str(remote.id) not in out}
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
                done.refused.append(str(refused))
    ours = people_of(connection)
    for batch in bringing.incoming_of(connection):
        there = remotes.get(batch.remote_id)
        is_open = there is not None and there.is_open
        results = desk.turkle.results(int(batch.remote_id)) if there else []
        bringing.refresh(batch=batch, is_open=is_open, results=results, ours=ours)
