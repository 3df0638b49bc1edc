"""A search, its results, and a guideline that says how good each one is."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.search_relevance import grading, ordering


def make(number: int, language: str, rng: np.random.Generator) -> Item:
    draw = Draw(rng)
    return ordering.item(language, draw) if number == 3 else grading.item(language, draw, level=number)


FAMILY = Family(
    slug="search-relevance",
    title=Words("Search relevance", "Relevancia de búsquedas"),
    levels=(
        Level(
            number=1,
            title=Words("Say how well a result fits a search", "Decir qué tan útil es un resultado"),
            skills={"judge-search-results": 0.6, "apply-guidelines": 0.4},
            minutes=1.0,
            can_do=Words(
                "You grade search results by a guideline with four steps.",
                "Calificas resultados de búsqueda con una guía de cuatro grados.",
            ),
        ),
        Level(
            number=2,
            title=Words(
                "Grade results when price and wishes are strict", "Calificar cuando cada detalle cuenta"
            ),
            skills={"judge-search-results": 0.5, "apply-guidelines": 0.25, "pay-attention-to-detail": 0.25},
            minutes=2.0,
            can_do=Words(
                "You catch the one detail that makes a result fall short, and misspelled searches don't "
                "mislead you.",
                "Detectas el detalle que le falta a un resultado y no te confunden las búsquedas con "
                "errores.",
            ),
        ),
        Level(
            number=3,
            title=Words("Guess the intent and order results", "Entender qué se busca y ordenar resultados"),
            skills={"judge-search-results": 0.6, "explain-reasons": 0.2, "apply-guidelines": 0.2},
            minutes=2.5,
            can_do=Words(
                "You tell what somebody wants from a few words and order results by it.",
                "Con pocas palabras entiendes qué quiere alguien y ordenas los resultados según eso.",
            ),
        ),
    ),
    make=make,
)
