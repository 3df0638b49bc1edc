"""Rows written out for a spreadsheet, without a cell that it would run as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def written(lines: Iterable[Sequence[str]]) -> str:
    """CSV with a byte order mark, which tells Excel that it is UTF-8."""
    return "\ufeff" + plain([[defused(cell) for cell in line] for line in lines])


def plain(lines: Iterable[Sequence[str]]) -> str:
    """CSV to be looked at and corrected in a page, where nothing is run."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue()


def defused(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
