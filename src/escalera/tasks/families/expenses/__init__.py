"""Money of small businesses: each expense in its category, a category added up, a month closed."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.expenses import sorting
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.phrases import Draw


def make(level: int, language: str, rng: np.random.Generator) -> Item:
    return MAKERS[level](Draw(rng), language)


MAKERS = {1: sorting.one_by_one, 2: sorting.added_up, 3: sorting.month_closed}

FAMILY = Family(
    slug="expenses",
    title=Words(en="Sort expenses", es="Clasificar gastos"),
    levels=(
        Level(
            number=1,
            title=Words(en="Put each expense in its category", es="Poner cada gasto en su categoría"),
            skills={"sort-expenses": 0.8, "apply-guidelines": 0.2},
            minutes=1.5,
            can_do=Words(
                en="You know which category an expense of a small business belongs to.",
                es="Sabes en qué categoría va un gasto de un negocio pequeño.",
            ),
        ),
        Level(
            number=2,
            title=Words(en="Add up a category", es="Sumar una categoría"),
            skills={"sort-expenses": 0.6, "work-with-numbers": 0.4},
            minutes=2.0,
            can_do=Words(
                en="You keep home and business apart, and add up a category.",
                es="Separas la casa del negocio y sumas una categoría.",
            ),
        ),
        Level(
            number=3,
            title=Words(en="Close a month", es="Cerrar un mes"),
            skills={"sort-expenses": 0.6, "work-with-numbers": 0.3, "pay-attention-to-detail": 0.1},
            minutes=4.0,
            can_do=Words(
                en="You work out what a business earned, spent and has left.",
                es="Calculas cuánto ganó y gastó un negocio y cuánto le queda.",
            ),
        ),
    ),
    make=make,
)
