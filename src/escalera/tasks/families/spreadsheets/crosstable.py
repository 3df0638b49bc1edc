"""Level 3: places by months; a typing slip inside, a wrong row total, and the formula that prevents it."""

from __future__ import annotations

from dataclasses import dataclass

from escalera.reference.words import Words
from escalera.tasks.families import guessing
from escalera.tasks.families.family import Field, Item, Key, Table
from escalera.tasks.families.materials import Materials, mixed
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.spreadsheets.formulas import question
from escalera.tasks.families.spreadsheets.sheet import LETTERS, LISTS, sheet

INSTRUCTIONS = Words(
    "Every row total, column total and the grand total should fit. Two cells are wrong: one inside the table "
    "was mistyped, "
    "and one row total was worked out wrongly; all other cells are right. Name both cells, correct them, and "
    "choose the "
    "formula that is asked for.",
    "Todos los totales de filas y columnas y el gran total deberían coincidir. Dos celdas están mal: una de "
    "adentro se "
    "capturó mal y un total de fila se calculó mal; todas las demás están bien. Nombra las dos, corrígelas y "
    "elige la "
    "fórmula que se pide.",
)
EXAMPLE = Words(
    "Row 3 adds up to 9 too little, and so does column C: the mistyped cell is C3, and it should be 9 more.",
    "A la fila 3 le faltan 9 para su total, y a la columna C también: la celda mal capturada es C3 y debe "
    "llevar 9 más.",
)
HINT = Words(
    "Add each row and each column and note which do not fit. The mistyped cell stands where a row and a "
    "column cross.",
    "Suma cada fila y cada columna y anota cuáles no coinciden. La celda mal capturada está donde se cruzan "
    "fila y columna.",
)
RULES = {
    "cells": Words(
        "A mistyped cell upsets its row and its column by the same amount. A wrong row total upsets only its "
        "row and the last column.",
        "Una celda mal capturada descuadra su fila y su columna por lo mismo. Un total mal hecho descuadra "
        "solo su fila y la última columna.",
    ),
    "inside": Words(
        "Take the column total and subtract the other cells of that column.",
        "Toma el total de la columna y resta las otras celdas de esa columna.",
    ),
    "total": Words(
        "Add the cells of the row again; the last column must then add up to the grand total.",
        "Vuelve a sumar las celdas de la fila; entonces la última columna debe dar el gran total.",
    ),
}


@dataclass(frozen=True)
class Broken:
    right: list[list[int]]
    """Months in columns, places in rows, without totals."""
    row: int
    column: int
    slipped: int
    total_row: int
    misadded: int

    @property
    def inside(self) -> str:
        return f"{LETTERS[self.column + 1]}{self.row + 2}"

    @property
    def total(self) -> str:
        return f"{LETTERS[len(self.right[0]) + 1]}{self.total_row + 2}"


def item(language: str, draw: Draw, own: Materials) -> Item:
    broken = _broken(draw)
    asked, formula = question(len(broken.right), len(broken.right[0]), language, draw)
    fields = (
        Field(
            "cells",
            Words("Both wrong cells", "Las dos celdas equivocadas").in_(language),
            "text",
            hint=Words("With a comma between, for example B2, C5", "Con una coma, por ejemplo B2, C5").in_(
                language
            ),
        ),
        Field(
            "inside",
            Words("Right value of the mistyped cell", "Valor correcto de la celda mal capturada").in_(
                language
            ),
            "number",
        ),
        Field(
            "total",
            Words("Right value of the row total", "Valor correcto del total de fila").in_(language),
            "number",
        ),
        asked,
    )
    keys = {
        "cells": Key("set", [broken.inside, broken.total]),
        "inside": Key("number", broken.right[broken.row][broken.column]),
        "total": Key("number", sum(broken.right[broken.total_row])),
        asked.name: formula.key,
    }
    rules = {name: rule.in_(language) for name, rule in RULES.items()} | {asked.name: formula.rule}
    return Item(
        instructions=INSTRUCTIONS.in_(language),
        example=EXAMPLE.in_(language),
        hint=HINT.in_(language),
        stimulus=(_table(broken, language, draw, own),),
        fields=fields,
        key=keys,
        chance=guessing.chance(fields, keys),
        feedback=rules,
    )


def _broken(draw: Draw) -> Broken:
    rows, columns = draw.number(4, 5), draw.number(3, 4)
    right = [[draw.number(12, 480) for _ in range(columns)] for _ in range(rows)]
    row, total_row = draw.some(range(rows), 2)
    # Unlike sizes, so that only one pair of cells explains what does not fit.
    slip = draw.one([9, -9, 10, 18, 27, 90, 100])
    other = draw.one([11, 20, -7, 30, 50, 200])
    return Broken(right, row, draw.number(0, columns - 1), slip, total_row, other)


def _table(broken: Broken, language: str, draw: Draw, own: Materials) -> Table:
    rows = [[*row, sum(row)] for row in broken.right]
    totals = [sum(column) for column in zip(*rows, strict=True)]
    rows[broken.row][broken.column] += broken.slipped
    rows[broken.total_row][-1] += broken.misadded
    first = draw.number(0, 6)
    months = LISTS["months"][language][first : first + len(broken.right[0])]
    usual = [place[language] for place in draw.some(LISTS["place"], len(rows))]
    there = Words("Shop in {}", "Tienda en {}").in_(language)
    places = mixed(draw, [there.format(place) for place in own.places], usual)
    lines = [[place, *map(str, row)] for place, row in zip([*places, "Total"], [*rows, totals], strict=True)]
    pieces = Words("Pieces sold by place and month", "Piezas vendidas por lugar y mes")
    caption = (Words("Sales by place and month", "Ventas por lugar y mes") if own else pieces).in_(language)
    return sheet(caption, [[Words("Place", "Lugar").in_(language), *months, "Total"], *lines])
