"""What is wrong with a file, in words for the person who has it open in a spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass

SHOWN = 10


class BadFile(Exception):
    """The file can't be used; nothing of it was kept. The message says what to do."""


@dataclass(frozen=True)
class Fault:
    """`row` is the number that a spreadsheet shows: the names of the columns are row 1."""

    row: int
    column: str
    problem: str
    advice: str

    def __str__(self) -> str:
        column = f", column {self.column}" if self.column else ""
        return f"row {self.row}{column}: {self.problem}. {self.advice}"


class BadRows(BadFile):
    """Rows that can't be right; none of the file is kept."""

    def __init__(self, file: str, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        more = len(self.faults) - SHOWN
        lines = [f"{file}: nothing was changed, because of these rows:", *map(str, self.faults[:SHOWN])]
        super().__init__("\n".join([*lines, f"... and {more} more."] if more > 0 else lines))


def shown(cell: str) -> str:
    """The beginning of a cell, for a message: one line, nothing that a terminal would obey."""
    plain = "".join(sign if sign.isprintable() else " " for sign in cell[:60])
    return f"“{plain[:40]}{'…' if len(cell) > 40 else ''}”"
