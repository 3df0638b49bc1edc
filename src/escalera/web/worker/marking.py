"""Fields that work on a stimulus: marking words, boxes on a picture, mending a table.

Scripts fill in the same inputs that people without scripts write numbers into, so the form is the same either way.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from escalera.tasks.scoring.cells import cells

LONGEST = 4_000
PIECE = re.compile(r"\d+\s*-\s*\d+|[^\s,;]+")
COLUMNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
RULER = 50  # units of a picture between two numbers at its edge

Field = Mapping[str, Any]


def labels(field: Field, given: Sequence[str]) -> list[dict[str, Any]]:
    """An input per label, holding what was given: numbers of words, or a box in each line."""
    between, sign = ("\n", " ") if field["widget"] == "boxes" else (", ", ":")
    return [
        {
            **option,
            "name": f"{field['name']}--{option['value']}",
            "text": between.join(
                one.partition(sign)[2].strip() for one in given if one.partition(sign)[0] == option["value"]
            ),
        }
        for option in field["options"]
    ]


def numbered_words(text: str) -> list[list[tuple[int, str]]]:
    """The words of each line, counted through the whole text."""
    lines, before = [], 0
    for line in text.splitlines():
        words = line.split()
        lines.append(list(enumerate(words, before + 1)))
        before += len(words)
    return lines


def ruler(picture: Field) -> dict[str, range]:
    return {
        "across": range(RULER, int(picture["width"]), RULER),
        "down": range(RULER, int(picture["height"]), RULER),
    }


def editable(field: Field, table: Field, given: Sequence[str]) -> list[list[dict[str, Any]]]:
    """The cells as inputs that hold what stands there; the first columns may be fixed."""
    changed = cells(given)
    return [
        [_cell(field, table, row, column, changed) for column in range(len(cells_of_row))]
        for row, cells_of_row in enumerate(table["rows"])
    ]


def _cell(field: Field, table: Field, row: int, column: int, changed: Mapping[str, str]) -> dict[str, Any]:
    was, place = table["rows"][row][column], f"{COLUMNS[column]}{row + 1}"
    widest = max(len(line[column]) for line in table["rows"])
    return {
        "name": f"{field['name']}--{place}",
        "head": table["header"][column],
        "was": was,
        "value": changed.get(place, was),
        "is_fixed": column < field.get("fixed", 0),
        "size": min(max(widest + 1, 4), 24),
        "label": f"{table['header'][column]}, {table['rows'][row][0] if column else row + 1}",
    }


def read_spans(field: Field, sent: QueryDict) -> list[str]:
    return [
        f"{option['value']}:{piece}"
        for option in field["options"]
        for piece in PIECE.findall(sent.get(f"{field['name']}--{option['value']}", "")[:LONGEST])
    ]


def read_boxes(field: Field, sent: QueryDict) -> list[str]:
    return [
        " ".join([option["value"], *re.split(r"[\s,;]+", line.strip())])
        for option in field["options"]
        for line in sent.get(f"{field['name']}--{option['value']}", "")[:LONGEST].splitlines()
        if line.strip()
    ]


def read_cells(field: Field, table: Field, sent: QueryDict) -> list[str]:
    """Only what was changed."""
    found = []
    for row, line in enumerate(table["rows"]):
        for column, was in enumerate(line):
            place = f"{COLUMNS[column]}{row + 1}"
            value = sent.get(f"{field['name']}--{place}", was)[:200].strip()
            if value != was and column >= field.get("fixed", 0):
                found.append(f"{place}={value}")
    return found
