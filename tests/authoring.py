"""A table of orders, and a task type made of it."""

from datetime import datetime
from uuid import uuid4

from escalera.people.models import Person
from escalera.programmes.models import Programme
from escalera.tasks.authoring import actions, publishing
from escalera.tasks.authoring.columns import Column
from escalera.tasks.authoring.models import Draft, Publication

ORDERS = """order,kind,total
2 kg of beans at 38 each,food,76
3 brooms at 45 each,house,135
1 kg of rice at 29.50,food,29.50
"""
COLUMNS = [Column("order", "quote"), Column("kind", "choice"), Column("total", "number")]
WORDS = {
    "title": {"en": "Totals of orders", "es": ""},
    "instructions": {"en": "Read the order and work out the total.", "es": ""},
    "skills": {"enter-data": 1.0},
    "minutes": 2,
    "level": 1,
}


def drafted(
    programme: Programme, person: Person, now: datetime, *, csv: str | bytes = ORDERS, **words: object
) -> Draft:
    draft = actions.begin(id=uuid4(), programme=programme, person=person, now=now)
    actions.write(draft=draft, words={**WORDS, **words}, now=now)
    actions.lay(draft=draft, source=csv.encode() if isinstance(csv, str) else csv, now=now)
    actions.set_columns(draft=draft, columns=COLUMNS, now=now)
    return draft


def published(programme: Programme, person: Person, now: datetime, **values: object) -> Publication:
    draft = drafted(programme, person, now, **values)
    return publishing.publish(draft=draft, reason="", by=person, now=now)
