"""A table with errors planted in it: what each wrong cell was before is the key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from escalera.tasks.families.family import Key, Table

LETTERS = "ABCDEFGH"


@dataclass
class Sheet:
    """Rows of cells; the first `fixed` columns are right and can't be changed."""

    header: tuple[str, ...]
    rows: list[list[str]]
    fixed: int
    right: dict[str, str] = field(default_factory=dict)
    rules: list[str] = field(default_factory=list)

    def spoil(self, row: int, column: int, wrong: str, rule: str, also: Sequence[str] = ()) -> None:
        """`also`: other ways to write what was right. `rule` is what the error breaks.

        Raises ValueError where nothing would be wrong.
        """
        was = self.rows[row][column]
        if wrong == was:
            raise ValueError(f"{was!r} was not spoiled")
        self.right[f"{LETTERS[column]}{row + 1}"] = "|".join([was, *also])
        self.rows[row][column] = wrong
        if rule not in self.rules:
            self.rules.append(rule)

    def table(self, caption: str) -> Table:
        return Table(caption=caption, header=self.header, rows=tuple(tuple(row) for row in self.rows))

    def key(self) -> Key:
        """Shown with the names of the column and the row, as people see them."""
        right = [f"{cell}={value}" for cell, value in self.right.items()]
        editable = [
            f"{LETTERS[column]}{row + 1}"
            for row in range(len(self.rows))
            for column in range(self.fixed, len(self.header))
        ]
        shown = "; ".join(
            f"{self.header[LETTERS.index(cell[0])]}, {self.rows[int(cell[1:]) - 1][0]}: {value.split('|')[0]}"
            for cell, value in self.right.items()
        )
        return Key("cells", right, shown=shown, detail={"cells": editable})
