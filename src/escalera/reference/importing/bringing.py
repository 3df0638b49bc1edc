"""One import from files to tables, all or nothing, and its undoing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from escalera.reference.downloads import source as sources
from escalera.reference.downloads.errors import WrongFile
from escalera.reference.downloads.layouts import Layout
from escalera.reference.downloads.rows import Watch
from escalera.reference.downloads.source import Source
from escalera.reference.merging import Changes
from escalera.reference.models import Dataset


@dataclass(frozen=True)
class Edition:
    """What the files' names say of themselves; empty or None where they don't."""

    version: str = ""
    dated: date | None = None


@dataclass(frozen=True)
class Importer:
    """`load` brings the tables to what the source says; `empty` takes everything out and counts it."""

    name: str
    layouts: tuple[Layout, ...]
    load: Callable[[Source, Edition], list[Changes]]
    empty: Callable[[], int]
    edition: Callable[[Source], Edition]


@dataclass(frozen=True)
class Report:
    dataset: str
    edition: Edition
    changes: tuple[Changes, ...]
    passed_over: tuple[str, ...]
    dry_run: bool

    @property
    def any(self) -> bool:
        return any(one.any for one in self.changes)


def bring_in(
    importer: Importer,
    files: Sequence[Path],
    *,
    now: datetime,
    edition: Edition | None = None,
    dry_run: bool = False,
    watch: Watch = sources.silent,
) -> Report:
    """Load the files, or with `dry_run` do it and take it back. Raises WrongFile; then nothing has changed."""
    source = sources.recognise(files, importer.layouts, watch)
    edition = dated(edition or Edition(), importer.edition(source), source)
    with transaction.atomic():
        # The row comes first, so that two imports of the same data wait for each other.
        row, _ = Dataset.objects.get_or_create(name=importer.name, defaults=_first(edition, now))
        changes = tuple(importer.load(source, edition))
        if any(one.any for one in changes) or (row.version, row.dated) != (edition.version, edition.dated):
            _note(row, edition, changes, source, now)
        if dry_run:
            transaction.set_rollback(True)
    return Report(importer.name, edition, changes, source.passed_over, dry_run)


@transaction.atomic
def remove(importer: Importer) -> int:
    """Take out what the import brought; how many rows that were."""
    removed = importer.empty()
    Dataset.objects.filter(name=importer.name).delete()
    return removed


def dated(said: Edition, read: Edition, source: Source) -> Edition:
    """The edition as the person says, else as the files say. Raises WrongFile when neither tells."""
    packed = max((part.dated for _, part in source.tables if part.dated), default=None)
    version, date_ = said.version or read.version, said.dated or read.dated or packed
    if not version and date_:
        version = str(date_.year)
    if not date_ or not version:
        lacking = [name for name, known in (("--version", version), ("--date", date_)) if not known]
        advice = (
            f"Add {' and '.join(lacking)}: the edition of the data and its day, such as 29.2 and 2025-02-01."
        )
        raise WrongFile(source.names[0], "does not say which edition of the data it is.", advice)
    return Edition(version, date_)


def _first(edition: Edition, now: datetime) -> dict[str, object]:
    return {"version": edition.version, "dated": edition.dated, "imported_at": now}


def _note(
    row: Dataset, edition: Edition, changes: tuple[Changes, ...], source: Source, now: datetime
) -> None:
    row.version, row.imported_at = edition.version, now
    row.dated = edition.dated or row.dated
    row.rows = sum(one.there for one in changes)
    row.files = list(source.names)
    row.save()
