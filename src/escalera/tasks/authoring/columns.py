"""What each column of a table is for, and whether its cells can be used so."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from escalera.tasks.authoring.problems import Problem
from escalera.tasks.authoring.table import LONGEST_CELL, Table
from escalera.tasks.scoring.number import readings

SHOWN = ("text", "quote")
# What is asked: the widget of the player and the rule of scoring behind each way of asking.
ASKED = {
    "number": ("number", "number"),
    "choice": ("choice", "choice"),
    "choices": ("choices", "set"),
    "exact": ("text", "exact"),
    "near": ("text", "edit"),
    "words": ("longtext", "wer"),
}
WHY = "why"  # explains the answer afterwards
USES = ("", *SHOWN, *ASKED, WHY)
FIGURE = re.compile(r"[-+$€\s]{0,4}\d[\d.,' ]{0,20}\s?%?")
BETWEEN = "|"  # several right answers in one cell
MOST_OPTIONS, LONGEST_OPTION, LONGEST_LABEL = 12, 120, 120


@dataclass(frozen=True)
class Column:
    name: str
    use: str
    label_en: str = ""
    label_es: str = ""

    def label(self, language: str) -> str:
        own, other = (self.label_es, self.label_en) if language == "es" else (self.label_en, self.label_es)
        return own or other or self.name

    def as_json(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True)
class Checked:
    """The rows that can be used (number, {column: cell}), and what is wrong with the others and the columns."""

    rows: tuple[tuple[int, Mapping[str, str]], ...]
    problems: tuple[Problem, ...]

    @property
    def wrong_rows(self) -> set[int]:
        return {problem.row for problem in self.problems if problem.row}

    @property
    def stops(self) -> tuple[Problem, ...]:
        """What is wrong with the whole, so that nothing can be made."""
        return tuple(problem for problem in self.problems if not problem.row)


def guessed(table: Table, before: Sequence[Column] = ()) -> list[Column]:
    """A use for each column: as set before, else the last one is asked, by what its cells look like."""
    known = {column.name: column for column in before}
    last = table.header[-1]
    return [
        known.get(name) or Column(name, guess(table, name, is_last=name == last)) for name in table.header
    ]


def guess(table: Table, name: str, *, is_last: bool) -> str:
    if not is_last:
        return "text"
    cells = [cell for cell in cells_of(table, name) if cell]
    if cells and all(len(meanings(cell)) == 1 for cell in cells):
        return "number"
    return "choice" if 2 <= len(set(cells)) <= 6 < len(cells) else "exact"


def cells_of(table: Table, name: str) -> list[str]:
    place = table.header.index(name)
    return [cells[place] for _, cells in table.rows if place < len(cells)]


def checked(table: Table, columns: Sequence[Column]) -> Checked:
    """Which rows can be used, and every reason why others can't."""
    used = [column for column in columns if column.use and column.name in table.header]
    rows, problems, seen = [], list(column_problems(table, used)), dict[tuple[str, ...], int]()
    for number, cells in table.rows:
        row = dict(zip(table.header, cells, strict=False))
        found = list(row_problems(number, cells, row, used, len(table.header)))
        shown = tuple(row.get(column.name, "") for column in used if column.use in SHOWN)
        if not found and shown in seen:
            found = [Problem("double", number, values={"other": seen[shown]})]
        problems += found
        if not found:
            seen[shown] = number
            rows.append((number, {column.name: row[column.name] for column in used}))
    if not rows:
        problems.append(Problem("no_good_row"))
    return Checked(tuple(rows), tuple(problems))


def column_problems(table: Table, used: Sequence[Column]) -> Iterator[Problem]:
    if not any(column.use in ASKED for column in used):
        yield Problem("nothing_asked")
    if not any(column.use in SHOWN for column in used):
        yield Problem("nothing_shown")
    for column in used:
        if column.use in ("choice", "choices"):
            found = len(options(cells_of(table, column.name), column.use))
            if not 2 <= found <= MOST_OPTIONS:
                yield Problem("options", column=column.name, values={"found": found, "most": MOST_OPTIONS})


def row_problems(
    number: int, cells: Sequence[str], row: Mapping[str, str], used: Sequence[Column], wide: int
) -> Iterator[Problem]:
    if len(cells) < wide or any(cells[wide:]):
        yield Problem("cells", number, values={"found": len(cells), "wanted": wide})
        return
    for column in used:
        cell = row[column.name]
        if len(cell) > LONGEST_CELL:
            yield Problem("too_long", number, column.name, {"most": LONGEST_CELL, "found": len(cell)})
        elif column.use in ASKED:
            yield from answer_problems(number, column, cell)
    shown = [row[column.name] for column in used if column.use in SHOWN]
    if shown and not any(shown):
        yield Problem("empty_row", number)


def answer_problems(number: int, column: Column, cell: str) -> Iterator[Problem]:
    """A cell that can't be the right answer."""
    if not cell:
        yield Problem("no_answer", number, column.name)
    elif column.use == "number":
        meant = meanings(cell)
        if len(meant) != 1:
            values: dict[str, Any] = {"cell": cell, "meant": sorted(meant)}
            yield Problem("two_numbers" if meant else "not_a_number", number, column.name, values)
    elif column.use in ("choice", "choices") and max(map(len, cell.split(BETWEEN))) > LONGEST_OPTION:
        yield Problem("too_long", number, column.name, {"most": LONGEST_OPTION, "found": len(cell)})


def meanings(cell: str) -> set[float]:
    """What a number can mean. Stricter than with answers: a right answer holds a figure and nothing else."""
    return readings(cell) if FIGURE.fullmatch(cell) else set()


def options(cells: Sequence[str], use: str) -> list[str]:
    """The different answers of a column, in their alphabet's order."""
    parts = (part.strip() for cell in cells for part in (cell.split(BETWEEN) if use == "choices" else [cell]))
    return sorted({part for part in parts if part}, key=str.casefold)
