"""Brings a table to what a file says, writing only what differs: doing it twice equals doing it once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connections
from django.db.models import Model, Q, QuerySet

Cells = tuple[Any, ...]
AT_ONCE = 2000
MOST_PARAMETERS = 10_000  # of one statement, where the database sets no limit


@dataclass(frozen=True)
class Changes:
    """What an import did to one table, in rows."""

    table: str
    added: int = 0
    changed: int = 0
    removed: int = 0
    kept: int = 0

    @property
    def any(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    @property
    def there(self) -> int:
        return self.added + self.changed + self.kept


class Merge:
    """Rows of (key, values) into the rows of one table; the first of two rows with one key counts."""

    def __init__(self, rows: QuerySet[Any], *, key: Sequence[str], values: Sequence[str]) -> None:
        self.rows, self.key, self.values = rows, tuple(key), tuple(values)
        self.model: type[Model] = rows.model

    def run(self, table: str, rows: Iterable[tuple[Cells, Cells]], *, among: Callable[[], Q]) -> Changes:
        """Add and change; then remove what stands `among` these (asked for after the last row) and was not given."""
        self.there = self._stored()
        self.seen: set[Cells] = set()
        self.counts = {"added": 0, "changed": 0, "kept": 0}
        fresh = iter(rows)
        while batch := list(islice(fresh, AT_ONCE)):
            self._write(batch)
        return Changes(table, removed=self._remove(among()), **self.counts)

    def _stored(self) -> dict[Cells, tuple[int, Cells]]:
        split = 1 + len(self.key)
        stored = self.rows.values_list("pk", *self.key, *self.values).order_by()
        return {row[1:split]: (row[0], row[split:]) for row in stored.iterator(chunk_size=AT_ONCE)}

    def _write(self, batch: list[tuple[Cells, Cells]]) -> None:
        added: list[Cells] = []
        changed: list[Model] = []
        for key, values in batch:
            if key in self.seen:
                continue
            self.seen.add(key)
            pk, stored = self.there.get(key, (None, None))
            if pk is None:
                added.append((*key, *values))
            elif stored != values:
                changed.append(self._row(key, values, pk))
            else:
                self.counts["kept"] += 1
        self._add(added)
        if changed:
            self.model._default_manager.bulk_update(changed, self.values, batch_size=200)
        self.counts["added"] += len(added)
        self.counts["changed"] += len(changed)

    def _add(self, rows: list[Cells]) -> None:
        """Written without a model instance a row: for half a million rows that takes half of the time."""
        connection = connections[self.rows.db]
        concrete = {field.attname: field for field in self.model._meta.concrete_fields}
        fields = [concrete[name] for name in (*self.key, *self.values)]
        named = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
        table = connection.ops.quote_name(self.model._meta.db_table)
        marks = f"({', '.join(['%s'] * len(fields))})"
        at_once = (connection.features.max_query_params or MOST_PARAMETERS) // len(fields)
        with connection.cursor() as cursor:
            for start in range(0, len(rows), at_once):
                some = rows[start : start + at_once]
                statement = f"INSERT INTO {table} ({named}) VALUES {', '.join([marks] * len(some))}"  # noqa: S608
                cursor.execute(
                    statement,
                    [
                        field.get_db_prep_save(cell, connection)
                        for row in some
                        for field, cell in zip(fields, row, strict=True)
                    ],
                )

    def _row(self, key: Cells, values: Cells, pk: int) -> Model:
        return self.model(
            pk=pk, **dict(zip(self.key, key, strict=True)), **dict(zip(self.values, values, strict=True))
        )

    def _remove(self, among: Q) -> int:
        gone = [pk for key, (pk, _) in self.there.items() if key not in self.seen]
        removed = 0
        for start in range(0, len(gone), 500):
            doomed = self.rows.filter(among, pk__in=gone[start : start + 500])
            removed += doomed.delete()[1].get(self.model._meta.label, 0)
        return removed
