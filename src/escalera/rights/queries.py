import base64
import csv
import io
import json
import uuid
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from escalera.ledger.models import Event
from escalera.look import spreadsheet
from escalera.people.models import Person
from escalera.rights.belongings import belongings

GUEST_CLAIMED = "guest_claimed"
# Secrets, hashed or sealed: they tell their owner nothing, and a copy of them is one more thing to steal.
WITHHELD = {
    ("people.account", "password"),
    ("people.account", "recovery_hash"),
    ("connectors.alias", "sealed"),
}


def everything_of(person: Person) -> dict[str, Any]:
    """All that is kept of a person, as plain JSON values."""
    return {
        "format": "escalera-export-1",
        "person": str(person.pk),
        "records": records_of(person),
        "history": [plain_event(event) for event in events_of(person)],
        "kept": {belonging.label: belonging.model.Privacy.kept for belonging in belongings()},  # type: ignore[attr-defined]
    }


def records_of(person: Person) -> dict[str, list[dict[str, Any]]]:
    tables = ((b.label, [plain_row(row, person) for row in b.of(person)]) for b in belongings())
    return {label: rows for label, rows in tables if rows}


def events_of(person: Person) -> models.QuerySet[Event]:
    return Event.objects.filter(subject__in=subjects_of(person))


def subjects_of(person: Person) -> set[uuid.UUID]:
    """The ids the ledger knows a person by: their own, and the guests they were before signing in."""
    claims = Event.objects.filter(subject=person.pk, kind=GUEST_CLAIMED).values_list("payload", flat=True)
    return {person.pk} | {uuid.UUID(payload["guest"]) for payload in claims}


def plain_row(row: models.Model, person: Person) -> dict[str, Any]:
    return {field.name: plain_value(row, field, person) for field in row._meta.concrete_fields}


def plain_value(row: models.Model, field: models.Field[Any, Any], person: Person) -> Any:
    value = field.value_from_object(row)
    if (row._meta.label_lower, field.name) in WITHHELD:
        return "set" if value else ""
    if isinstance(field, models.ForeignKey) and field.related_model is Person and value != person.pk:
        return None  # somebody else's id is theirs
    return plain(value)


def plain(value: Any) -> Any:
    match value:
        case datetime() | date():
            return value.isoformat()
        case Decimal() | uuid.UUID():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(value).decode()
    return value


def plain_event(event: Event) -> dict[str, Any]:
    return {"id": str(event.pk), "kind": event.kind, "at": event.at.isoformat(), "payload": event.payload}


def archive(person: Person) -> bytes:
    """A zip: everything as JSON, each table as CSV for a spreadsheet, and a page of explanation."""
    everything = everything_of(person)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bundle:
        with translation.override(person.language):
            bundle.writestr(_("READ-ME.txt"), explanation())
        bundle.writestr("escalera.json", json.dumps(everything, ensure_ascii=False, indent=1))
        for name, rows in (everything["records"] | {"history": everything["history"]}).items():
            bundle.writestr(f"{name}.csv", "".join(as_csv(rows)))
    return buffer.getvalue()


def explanation() -> str:
    return _(
        "This is everything Escalera keeps about you.\n\n"
        "escalera.json holds all of it, for programs. Each .csv file holds one table, for a spreadsheet.\n"
        "Your PIN and recovery code are not here: we only keep a scrambled form that cannot be read back.\n"
        "history.csv is the list of what happened: the choices made for you, with their reasons.\n"
    )


def as_csv(rows: list[dict[str, Any]]) -> Iterator[str]:
    if not rows:
        return
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    for row in rows:
        writer.writerow({name: cell(value) for name, value in row.items()})
    yield "\ufeff" + text.getvalue()  # the mark tells spreadsheets that this is UTF-8


def cell(value: Any) -> Any:
    """As a spreadsheet may open it: some texts were written by other people."""
    shown = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
    return spreadsheet.defused(shown) if isinstance(shown, str) else shown
