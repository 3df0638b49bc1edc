"""Invented names under which a platform knows a person."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from escalera.connectors import sealing
from escalera.connectors.models import Alias, Connection, Kind
from escalera.people.models import Person

ADDRESS_END = "@escalera.invalid"
TYPED = "abcdefghjkmnpqrstuvwxyz23456789"


def alias_for(*, connection: Connection, person: Person | None, now: datetime) -> Alias:
    """The person's alias there, made on the first call. It is kept before the platform hears of it."""
    alias, _ = Alias.objects.get_or_create(
        connection=connection,
        person=person,
        defaults={
            # Letters and digits only: Turkle finds no user whose name holds a hyphen.
            "username": f"esc{secrets.token_hex(5)}",
            "sealed": sealing.seal(password()),
            "made_at": now,
        },
    )
    return alias


def name_there(alias: Alias) -> str:
    """What the person signs in with. A Label Studio wants addresses; nothing is ever sent to one that ends so."""
    is_address = alias.connection.kind == Kind.LABEL_STUDIO
    return f"{alias.username}{ADDRESS_END}" if is_address else alias.username


def password() -> str:
    """60 bits that can be typed on a phone: nothing that looks like something else."""
    return "".join(secrets.choice(TYPED) for _ in range(12))


def people_of(connection: Connection) -> Mapping[str, Person]:
    """Who is behind which name; names of others and our own are not there."""
    aliases = connection.aliases.exclude(person=None).select_related("person")
    return {alias.username: alias.person for alias in aliases if alias.person}
