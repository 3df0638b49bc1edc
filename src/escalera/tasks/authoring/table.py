"""A CSV file, as Excel, LibreOffice or Sheets write it, read into plain rows."""

import codecs
import csv
import io
from dataclasses import dataclass

from escalera.look.spreadsheet import restored
from escalera.people.redaction import redact
from escalera.tasks.authoring.problems import TableRefused

LARGEST = 1_000_000  # bytes
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL, LONGEST_NAME = 500, 12, 1_000, 60
SEPARATORS = ",;\t"
OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # zip, thus .xlsx and .ods too; .xls
DIGITS = 7  # fewer are no telephone number


@dataclass(frozen=True)
class Table:
    """`rows` hold (row number in the spreadsheet, cells); a short or long row is kept as it came."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    notes: tuple[str, ...] = ()


def read(source: bytes, *, language: str) -> Table:
    """The table of a file, contact data cut. Raises TableRefused."""
    text, notes = decoded(source)
    lines = lines_of(text)
    header = header_of(lines[0])
    rows, cut = [], False
    for number, cells in enumerate(lines[1:], start=2):
        if any(cell.strip() for cell in cells):
            clean = tuple(without_contacts(cell.strip(), language) for cell in cells)
            cut = cut or clean != tuple(cell.strip() for cell in cells)
            rows.append((number, clean))
    if not rows:
        raise TableRefused("no_rows")
    return Table(header, tuple(rows), (*notes, "contacts_cut") if cut else notes)


def decoded(source: bytes) -> tuple[str, tuple[str, ...]]:
    if len(source) > LARGEST:
        raise TableRefused("too_large", most=LARGEST // 1000)
    if source.startswith(OFFICE):
        raise TableRefused("not_csv")
    if source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return plain(source, "utf-16"), ()
    if b"\0" in source:
        raise TableRefused("not_text")
    try:
        return source.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return plain(source, "cp1252"), ("windows_text",)  # Excel's "CSV" without UTF-8


def plain(source: bytes, encoding: str) -> str:
    try:
        text = source.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableRefused("not_text") from error
    if "\0" in text:
        raise TableRefused("not_text")
    return text


def lines_of(text: str) -> list[list[str]]:
    """The records of the file. Raises TableRefused."""
    first = text.lstrip("\r\n").partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    csv.field_size_limit(LARGEST)
    reader = csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=separator, strict=True)
    lines: list[list[str]] = []
    try:
        for line in reader:
            lines.append([restored(cell) for cell in line])
            if len(lines) > MOST_ROWS + 1:
                raise TableRefused("too_many_rows", most=MOST_ROWS)
    except csv.Error as error:
        raise TableRefused("broken", row=len(lines) + 1) from error
    if not lines:
        raise TableRefused("empty")
    return lines


def header_of(cells: list[str]) -> tuple[str, ...]:
    names = [" ".join(cell.split())[:LONGEST_NAME] for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise TableRefused("no_header")
    if len(names) > MOST_COLUMNS:
        raise TableRefused("too_many_columns", most=MOST_COLUMNS, found=len(names))
    if "" in names:
        raise TableRefused("unnamed_column", place=names.index("") + 1)
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise TableRefused("column_twice", name=twice)
    return tuple(names)


def without_contacts(cell: str, language: str) -> str:
    """The cell with telephone numbers and addresses cut. A long cell is refused later, so it is not looked through."""
    doubtful = "@" in cell or "://" in cell or "www." in cell or sum(map(str.isdigit, cell)) >= DIGITS
    return redact(cell, language=language).text if doubtful and len(cell) <= LONGEST_CELL else cell
