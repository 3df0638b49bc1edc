"""Rows for every model that holds something of a person, made from the models themselves."""

import uuid
from typing import Any

import pytest
from django.db import connection, models

from escalera.ledger.models import Event
from escalera.people.models import Person
from escalera.rights.belongings import Belonging, belongings, personal_fields

CANARY = "canary-of"
ROOM = 20  # shorter fields hold a code out of a list, not a text


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def fill(person: Person, mark: str, now: Any) -> dict[type[models.Model], models.Model]:
    """One row of everything for the person, with a canary in each personal text field; returns the rows."""
    made: dict[type[models.Model], models.Model] = {Person: person}
    person.locality_size = f"{CANARY}-{mark}"
    person.save()
    for belonging in sorted(belongings(), key=lambda b: min(way.count("__") for way in b.ways)):
        if belonging.model is not Person:
            row(belonging.model, made, mark, now, belonging=belonging)
    made[Event] = Event.objects.create(
        kind="test", subject=person.pk, payload={"text": f"{CANARY}-{mark}"}, at=now
    )
    return made


def row(
    model: type[models.Model],
    made: dict[type[models.Model], models.Model],
    mark: str,
    now: Any,
    *,
    belonging: Belonging | None = None,
) -> models.Model:
    if model not in made:
        ways = {way.split("__")[0] for way in belonging.ways} if belonging else set()
        values = {
            field.name: value_of(field, made, mark, now, is_personal=field.name in personal_fields(model))
            for field in model._meta.concrete_fields
            if field.name in ways or is_wanted(field, model)
        }
        made[model] = model._base_manager.create(**values)
    return made[model]


def is_wanted(field: models.Field[Any, Any], model: type[models.Model]) -> bool:
    if isinstance(field, models.AutoField):
        return False
    return not field.null or field.name in personal_fields(model)


def value_of(field: models.Field[Any, Any], made: Any, mark: str, now: Any, *, is_personal: bool) -> Any:
    if isinstance(field, models.ForeignKey):
        return row(field.related_model, made, mark, now)
    if field.choices:
        return field.choices[0][0]
    text = f"{CANARY}-{mark}" if is_personal else f"plain-{mark}"
    match field:
        case models.UUIDField():
            return uuid.uuid4()
        case models.JSONField():
            return {"text": text}
        case models.BinaryField():
            return text.encode()
        case models.DateTimeField():
            return now
        case models.DateField():
            return now.date()
        case models.BooleanField():
            return False
        case models.FloatField() | models.DecimalField() | models.IntegerField():
            return 1
        case models.CharField() if field.max_length and field.max_length < ROOM:
            return mark[: field.max_length]
    return text


def whole_database() -> str:
    """Every cell of every table, as text."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [readable(cell) for line in cursor.fetchall() for cell in line]
    return "\n".join(found)


def readable(cell: Any) -> str:
    return bytes(cell).decode(errors="replace") if isinstance(cell, bytes | memoryview) else str(cell)
