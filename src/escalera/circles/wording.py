"""What people write inside a circle: one line, without contact data."""

from escalera.people.models import Person
from escalera.people.plain_text import storable
from escalera.people.redaction import redact


def cleaned(text: str, *, person: Person, longest: int) -> str:
    return redact(" ".join(storable(text).split()), language=person.words).text[:longest]
