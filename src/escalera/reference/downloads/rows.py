"""Reads a table line by line, strictly: what can't be right is said with file, line and column."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from escalera.reference.downloads.errors import WrongFile
from escalera.reference.downloads.layouts import Layout
from escalera.reference.downloads.opening import Part

Watch = Callable[[str, int], None]  # told the file, and how many lines of it are read
LONGEST_LINE, LONGEST_CELL = 1_000_000, 131_072  # characters
AS_UTF_8 = "Save it as UTF-8 (in a spreadsheet program: “CSV UTF-8”), or download it again."
UNMEASURED = {"", "*", "**", "#", "N/A", "n/a", "NA"}  # marks of the US statistics office among them


@dataclass(frozen=True)
class Row:
    """One line of a table, by our names of its columns."""

    part: Part
    layout: Layout
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell, or an empty text where the table hasn't this column."""
        return self.cells.get(column, "")

    def needed(self, column: str) -> str:
        if not self[column]:
            self._refuse(column, "is empty", "Every line needs it.")
        return self[column]

    def decimal(self, column: str, places: int) -> Decimal | None:
        """The number, rounded to the places that are kept; None where it was not measured."""
        text = self[column].replace(",", "")
        if text in UNMEASURED:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or abs(number) > 10**12:
            self._refuse(column, f"“{text[:40]}” is not a number", "Write it like 1234.5.")
        return number.quantize(Decimal(1).scaleb(-places))

    def needed_decimal(self, column: str, places: int) -> Decimal:
        number = self.decimal(column, places)
        if number is None:
            self._refuse(column, "is empty", "Every line needs it.")
        return number

    def wrong(self, column: str, problem: str, advice: str) -> WrongFile:
        theirs = {**self.layout.columns, **self.layout.optional}.get(column, column)
        return WrongFile(self.part.file, f"{problem}.", advice, line=self.line, column=theirs)

    def _refuse(self, column: str, problem: str, advice: str) -> NoReturn:
        raise self.wrong(column, problem, advice)


def header(part: Part) -> list[str]:
    with _lines(part) as (reader, _):
        return next(reader, [])


def rows(part: Part, layout: Layout, watch: Watch) -> Iterator[Row]:
    with _lines(part) as (reader, width):
        places = layout.places(next(reader, []))
        started = reader.line_num + 1
        for cells in reader:
            line, started = started, reader.line_num + 1
            if any(cells):
                _refuse_ragged(part, cells, width, line)
                row = Row(part, layout, line, {name: cells[at].strip() for name, at in places.items()})
                _refuse_formulas(row)
                yield row
            if line % 2000 == 0:
                watch(part.file, line)
        watch(part.file, started)


@contextmanager
def _lines(part: Part) -> Iterator[tuple[Any, int]]:
    reader = None
    try:
        with part.open() as raw:
            text = io.TextIOWrapper(raw, encoding="utf-8-sig", errors="strict", newline="")
            first = text.readline(LONGEST_LINE)
            if "\0" in first:
                raise WrongFile(part.file, "is not plain text, or not UTF-8.", AS_UTF_8, line=1)
            separator = max("\t;,", key=first.count)
            csv.field_size_limit(LONGEST_CELL)  # one limit for the whole process: others set theirs
            width = len(next(csv.reader([first], delimiter=separator), []))
            lines = _again(first, text)
            if separator == "\t":  # such tables are written without quotation marks
                reader = csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE)
            else:
                reader = csv.reader(lines, delimiter=separator, strict=True)
            yield reader, width
    except UnicodeDecodeError as error:
        line = reader.line_num + 1 if reader else 1
        byte = f"the byte {error.object[error.start]:#04x} is no UTF-8"
        raise WrongFile(part.file, f"near this line {byte}.", AS_UTF_8, line=line) from error
    except csv.Error as error:
        line = reader.line_num if reader else 1
        advice = "Look for a quotation mark that is never closed there."
        raise WrongFile(part.file, f"is not a proper csv table ({error}).", advice, line=line) from error


def _again(first: str, rest: io.TextIOWrapper) -> Iterator[str]:
    """The lines, never more of one at once than a table has."""
    line = first
    while line:
        if len(line) == LONGEST_LINE:
            raise csv.Error("the line is too long")
        yield line
        line = rest.readline(LONGEST_LINE)


def _refuse_ragged(part: Part, cells: list[str], width: int, line: int) -> None:
    if len(cells) != width:
        raise WrongFile(
            part.file,
            f"has {len(cells)} cells where the first line has {width}.",
            "The file may be cut off here, or a text with a separator lacks its quotation marks.",
            line=line,
        )


def _refuse_formulas(row: Row) -> None:
    """A cell that a spreadsheet program would run has no place in a table of facts."""
    for column, cell in row.cells.items():
        if _FORMULA.match(cell):
            raise row.wrong(
                column, f"“{cell[:40]}” is a formula", "Replace it by its value, or download the table again."
            )


# Texts may begin with a dash and a space, and numbers with a sign.
_FORMULA = re.compile(r"[=@]|[+-](?! )[^|]{0,40}[(|!]")
