"""Sheets with something wrong in them: sums, then formats and doubles, then tables and formulas."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.materials import NOTHING, Materials
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.spreadsheets import crosstable, order_list, price_list

MAKERS = {1: price_list.item, 2: order_list.item, 3: crosstable.item}


def make(number: int, language: str, rng: np.random.Generator) -> Item:
    return cut(number, language, rng, NOTHING)


def cut(number: int, language: str, rng: np.random.Generator, own: Materials) -> Item:
    return MAKERS[number](language, Draw(rng), own)


FAMILY = Family(
    slug="spreadsheets",
    title=Words("Spreadsheet correction", "Corrección de hojas de cálculo"),
    levels=(
        Level(
            number=1,
            title=Words("Find the wrong sum in a sheet", "Encontrar la cuenta mal hecha en una hoja"),
            skills={"use-spreadsheets": 0.4, "work-with-numbers": 0.4, "pay-attention-to-detail": 0.2},
            minutes=1.5,
            can_do=Words(
                "You name cells and check products and totals.",
                "Nombras celdas y revisas multiplicaciones y totales.",
            ),
        ),
        Level(
            number=2,
            title=Words("Clean a list of orders", "Limpiar una lista de pedidos"),
            skills={"clean-data": 0.5, "use-spreadsheets": 0.25, "pay-attention-to-detail": 0.25},
            minutes=2.5,
            can_do=Words(
                "You find doubled rows, dates in the wrong form and numbers that are not numbers.",
                "Encuentras filas repetidas, fechas mal escritas y números que no son números.",
            ),
        ),
        Level(
            number=3,
            title=Words("Repair a table and choose its formula", "Reparar una tabla y elegir su fórmula"),
            skills={"use-spreadsheets": 0.5, "work-with-numbers": 0.3, "organise-information": 0.2},
            minutes=4.0,
            can_do=Words(
                "You track an error down through row and column totals and know which formula prevents it.",
                "Rastreas un error con los totales de filas y columnas y sabes qué fórmula lo evita.",
            ),
        ),
    ),
    make=make,
    cut=cut,
)
