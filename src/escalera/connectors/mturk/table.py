"""A CSV file as MTurk, Turkle or a spreadsheet write it, read strictly and within limits."""

import codecs
import csv
import io
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from escalera.connectors.mturk.faults import BadFile, BadRows, Fault, shown
from escalera.look.spreadsheet import restored

LARGEST = 20_000_000  # bytes
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 5_000, 300, 100_000
SEPARATORS = ",;\t"
OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # zip, thus .xlsx and .ods too; .xls
AS_UTF_8 = "In the spreadsheet program choose “save as” and “CSV UTF-8”."


@dataclass(frozen=True)
class Row:
    number: int  # as a spreadsheet counts: the names of the columns are row 1
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell; an empty text where the table hasn't this column."""
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Table:
    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read(path: Path) -> Table:
    """Raises BadFile."""
    name, lines = shown(path.name), records(path)
    columns = header(name, lines[0])
    rows, faults = [], list[Fault]()
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(columns):
            counts = f"there are {len(cells)} cells where row 1 has {len(columns)}"
            faults.append(Fault(number, "", counts, "Is the file cut off, or a quotation mark missing?"))
        rows.append(Row(number, dict(zip(columns, cells, strict=False))))
    if faults:
        raise BadRows(name, faults)
    if not rows:
        raise BadFile(f"{name} has no rows below the names of the columns.")
    return Table(name, columns, tuple(rows))


def contents(path: Path, largest: int, advice: str) -> str:
    """The text of a file of at most so many bytes. Raises BadFile."""
    name = shown(path.name)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise BadFile(f"{name} is not a file. Name a file.")
        with path.open("rb") as opened:
            source = opened.read(largest + 1)
    except (OSError, ValueError) as error:  # ValueError: NUL in the name
        why = getattr(error, "strerror", None) or error
        raise BadFile(f"{name} can't be read: {why}.") from error
    if len(source) > largest:
        raise BadFile(f"{name} is larger than {largest // 1000:,} kB. {advice}")
    return decoded(name, source)


def decoded(name: str, source: bytes) -> str:
    if source.startswith(OFFICE):
        raise BadFile(f"{name} is a spreadsheet. {AS_UTF_8}")
    if source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BadFile(f"{name} is UTF-16. {AS_UTF_8}")
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        raise BadFile(f"{name} is not UTF-8 text, see line {line}. {AS_UTF_8}") from error
    if "\0" in text:
        raise BadFile(f"{name} is no text: it holds NUL signs. {AS_UTF_8}")
    return text


def records(path: Path) -> list[list[str]]:
    text = contents(path, LARGEST, "Give it in several parts.").lstrip("\r\n")
    first = text.partition("\n")[0]
    name, separator = shown(path.name), max(SEPARATORS, key=first.count)
    if first.count(separator) >= MOST_COLUMNS * 2:
        raise BadFile(f"{name} has more than {MOST_COLUMNS} columns.")
    csv.field_size_limit(LONGEST_CELL)
    found: list[list[str]] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            found.append([restored(cell) for cell in cells])
            if len(found) > MOST_ROWS + 1:
                raise BadFile(f"{name} has more than {MOST_ROWS:,} rows. Give it in several parts.")
    except csv.Error as error:
        raise BadFile(f"{name} is broken at row {len(found) + 1}: {plainly(error)}.") from error
    if not found:
        raise BadFile(f"{name} is empty: row 1 names the columns, the rows below hold what tasks show.")
    return found


def plainly(error: csv.Error) -> str:
    if "field larger" in str(error):
        return f"a cell has more than {LONGEST_CELL:,} characters, or a quotation mark is never closed"
    return "a quotation mark is never closed, or stands in the middle of a cell"


def header(name: str, cells: list[str]) -> tuple[str, ...]:
    columns = [cell.strip() for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    if not columns:
        raise BadFile(f"{name} names no columns: row 1 is empty.")
    if len(columns) > MOST_COLUMNS:
        raise BadFile(f"{name} has more than {MOST_COLUMNS} columns.")
    if "" in columns:
        raise BadFile(f"{name}: column {columns.index('') + 1} has no name in row 1. Name it or take it out.")
    if len(set(columns)) < len(columns):
        twice = next(column for column in columns if columns.count(column) > 1)
        raise BadFile(f"{name}: the column {shown(twice)} is there twice. Rename or take out one of them.")
    return tuple(columns)
