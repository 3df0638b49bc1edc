"""A layout and a table of inputs become paid work. The same files again change nothing; added rows come in."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.text import slugify

from escalera.connectors import incoming
from escalera.connectors.models import Batch, Connection
from escalera.connectors.mturk.faults import BadFile, BadRows, Fault, shown
from escalera.connectors.mturk.table import Table
from escalera.skills.models import Skill
from escalera.tasks.foreign import folder, making
from escalera.tasks.foreign.refusal import Refused as TemplateRefused

LARGEST_TOGETHER = 100_000_000  # characters: each task keeps its own page
MOST_ASSIGNMENTS = 100
HIT = "HITId"
INPUTS = "inputs"  # beside the page: the row goes back with its answer
SCRIPTS = re.compile(r"<(script|style)\b.*?(</\1\s*>|\Z)", re.I | re.S)


@dataclass(frozen=True)
class Offer:
    """What the requester says beside the two files."""

    name: str
    html: str
    title: str
    pay: Decimal
    currency: str
    assignments: int


@transaction.atomic
def bring(
    *,
    connection: Connection,
    offer: Offer,
    table: Table,
    now: datetime,
    watch: Callable[[int], None] = lambda rows: None,
) -> tuple[Batch, int]:
    """Offer each row as often as answers are wanted; returns how many tasks are new. Raises BadFile."""
    refuse_what_cannot_be(connection, offer, table)
    known = set(Skill.objects.values_list("slug", flat=True))
    number, new = remote_id(offer.name), 0
    hits = list(hits_of(connection, number, table))
    for first in range(0, len(hits), making.MOST_ITEMS):
        some = hits[first : first + making.MOST_ITEMS]
        made = made_of(offer, [values for _, values in some], known)
        batch, more = incoming.keep(
            connection=connection,
            incoming=incoming.Incoming(
                remote_id=number,
                remote_project=digest(offer.html)[:16],
                name=offer.name,
                assignments=offer.assignments,
                made=made,
                tasks=dict(zip([hit for hit, _ in some], made.items, strict=True)),
            ),
            pay=offer.pay,
            currency=offer.currency,
            now=now,
        )
        new += more
        watch(len(some))
    return batch, new


def refuse_what_cannot_be(connection: Connection, offer: Offer, table: Table) -> None:
    if connection.paused_at is not None:
        raise BadFile(f"{connection.name} is paused. First: escalera connect resume {connection.name!r}")
    if any(column.startswith(folder.ANSWER) for column in table.columns):
        raise BadFile(f"{table.file} holds answers, so it is a table of results: escalera connect results")
    if not 0 < offer.assignments <= MOST_ASSIGNMENTS:
        raise BadFile(f"--assignments lies between 1 and {MOST_ASSIGNMENTS}.")
    if len(offer.html) * len(table.rows) > LARGEST_TOGETHER:
        most = max(LARGEST_TOGETHER // len(offer.html), 1)
        raise BadFile(
            f"{len(table.rows):,} rows of so large a page are too much at once. Give {most:,} in one file."
        )
    refuse_empty_variables(offer.html, table)
    refuse_another_batch(connection, offer)


def refuse_empty_variables(html: str, table: Table) -> None:
    """In scripts ${x} may be JavaScript's own."""
    asked = dict.fromkeys(folder.VARIABLE.findall(SCRIPTS.sub("", html)))
    if lacking := [name for name in asked if name not in table.columns]:
        raise BadFile(
            f"The layout shows {shown('${' + lacking[0] + '}')}, and {table.file} has no such column. "
            "Names are compared letter by letter."
        )


def refuse_another_batch(connection: Connection, offer: Offer) -> None:
    batch = connection.batches.filter(remote_id=remote_id(offer.name)).first()
    if batch is None:
        return
    same = {
        "another layout": batch.remote_project == digest(offer.html)[:16],
        "another pay": (batch.pay, batch.currency) == (offer.pay, offer.currency),
        "another number of assignments": batch.assignments == offer.assignments,
    }
    if differs := [what for what, is_same in same.items() if not is_same]:
        raise BadFile(
            f"There is a batch {shown(offer.name)} already, with {differs[0]}. Give this one a name of its own: --batch"
        )


def made_of(offer: Offer, values: Sequence[dict[str, str]], known: set[str]) -> making.Made:
    """Raises BadFile."""
    rows = tuple(folder.Row(values=one, answers=()) for one in values)
    try:
        made = making.made(folder.Template(offer.name, offer.html, offer.title, "", rows), known=known)
    except TemplateRefused as refused:
        raise BadFile(f"This work can't be done here: {refused}.") from refused
    items = zip(made.items, values, strict=True)
    return replace(made, items=tuple(replace(one, content=one.content | {INPUTS: row}) for one, row in items))


def hits_of(connection: Connection, batch: str, table: Table) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row with its number: MTurk's where the table has it, else made of what the row shows."""
    if HIT in table.columns:
        refuse_unclear_numbers(table)
    times = Counter[str]()
    for row in table.rows:
        values = {name.removeprefix(folder.INPUT): cell for name, cell in row.cells.items() if name != HIT}
        same = json.dumps([str(connection.pk), batch, values], sort_keys=True)
        times[same] += 1
        yield row[HIT] or name_of(f"{same}{times[same]}"), values


def refuse_unclear_numbers(table: Table) -> None:
    seen = Counter(row[HIT] for row in table.rows)
    wrong = [row for row in table.rows if seen[row[HIT]] > 1 or not re.fullmatch(r"[\w.:-]{1,80}", row[HIT])]
    advice = "Each row needs one of its own, or take the column out."
    if wrong:
        raise BadRows(table.file, [Fault(row.number, HIT, shown(row[HIT]), advice) for row in wrong])


def remote_id(name: str) -> str:
    return f"{slugify(name)[:40]}-{digest(name)[:8]}"


def name_of(what: str) -> str:
    """A number as long as MTurk's that no spreadsheet program takes for a number."""
    return f"ESC{digest(what)[:27].upper()}"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
