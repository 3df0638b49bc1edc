"""Rows written out for a spreadsheet, without a cell that it would run as a formula; and read back as they were.

One rule for every table that leaves the product. It loses nothing: `restored(defused(cell)) == cell` for any text.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

BEGINS = "=+@＝＋－＠-"  # what a spreadsheet takes for the beginning of a formula, wide signs of Asia too
UNSEEN = (
    r"\s'\x00-\x1f\xad\u200b-\u200f\u2060\ufeff"  # what may stand before it; the apostrophe, to be undone
)
CELL = re.compile(rf"'*[\t\r\n]|[{UNSEEN}]*[{BEGINS}]")
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?", re.ASCII)
# In a program that separates at semicolons, or pays no heed to quotation marks, a cell may begin after each of these.
SEPARATOR = re.compile(r"[;\t\n\r]")
GUARDED = re.compile(r"([;\t\n\r])'")
RUN = re.compile(rf"[{UNSEEN};]+(?:(?!-\))[{BEGINS}])?")  # a smiley is none


def written(lines: Iterable[Sequence[str]]) -> str:
    """CSV with a byte order mark, which tells Excel that it is UTF-8."""
    return "\ufeff" + rows([[defused(cell) for cell in line] for line in lines])


def plain(lines: Iterable[Sequence[str]]) -> str:
    """CSV to be looked at and corrected in a page, where nothing is run; it too is read back as it was."""
    return rows([[cell if restored(cell) == cell else defused(cell) for cell in line] for line in lines])


def rows(lines: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(lines)  # with both signs of a line end a cell that holds either is quoted
    return text.getvalue()


def defused(cell: str) -> str:
    """The cell with an apostrophe before whatever a spreadsheet would take for a formula; plain numbers stay."""
    inside = RUN.sub(lambda run: SEPARATOR.sub(r"\g<0>'", run[0]) if begins(run[0]) else run[0], cell)
    return f"'{inside}" if is_run(inside) else inside


def restored(cell: str) -> str:
    """The cell as it was before `defused`."""
    inside = cell[1:] if cell.startswith("'") and is_run(cell[1:]) else cell
    return RUN.sub(lambda run: GUARDED.sub(r"\1", run[0]) if begins(run[0]) else run[0], inside)


def is_run(cell: str) -> bool:
    return CELL.match(cell) is not None and not NUMBER.fullmatch(cell)


def begins(run: str) -> bool:
    return run[-1] in BEGINS
