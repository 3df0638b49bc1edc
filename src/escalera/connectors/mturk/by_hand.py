"""Files are exchanged by hand: nothing is there to be asked."""

from datetime import datetime

from escalera.connectors.exchanged import Exchanged
from escalera.connectors.models import Connection
from escalera.connectors.politeness import Refused


def exchange(connection: Connection, *, now: datetime) -> Exchanged:
    """Raises Refused."""
    name = repr(connection.name)
    raise Refused(
        "Files are exchanged by hand: work comes with `escalera connect bring`, answers go with "
        f"`escalera connect answers {name} BATCH`, results come with `escalera connect results {name} FILE`."
    )
