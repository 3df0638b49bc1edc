"""A sheet as it stands in a spreadsheet program: lettered columns, numbered rows, titles in row 1."""

from __future__ import annotations

from collections.abc import Sequence

from escalera.tasks.families.family import Key, Table
from escalera.tasks.families.phrases import read

LISTS = read(__file__, "goods.toml")
LETTERS = "ABCDEFGH"


def sheet(caption: str, rows: Sequence[Sequence[str]]) -> Table:
    """`rows` begins with the titles."""
    numbered = tuple((str(place), *row) for place, row in enumerate(rows, start=1))
    return Table(caption=caption, header=("", *LETTERS[: len(rows[0])]), rows=numbered)


def cell_key(cell: str) -> Key:
    """A cell's name, also as D 4 or 4D."""
    letter, number = cell[0], cell[1:]
    return Key("exact", [cell, f"{letter} {number}", f"{number}{letter}"], shown=cell)


def money(cents: int) -> str:
    return f"{cents / 100:.2f}"
