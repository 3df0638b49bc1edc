"""Stories from small tables: what they support, the honest title, and the story itself."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.stories_from_data import reading, writing


def make(level: int, language: str, rng: np.random.Generator) -> Item:
    return MAKERS[level](Draw(rng), language)


MAKERS = {1: reading.supported, 2: reading.titled, 3: writing.item}

FAMILY = Family(
    slug="stories-from-data",
    title=Words(en="Tell stories from data", es="Contar historias con datos"),
    levels=(
        Level(
            number=1,
            title=Words(en="See what a table supports", es="Ver qué dice de verdad una tabla"),
            skills={"tell-stories-from-data": 0.5, "check-facts": 0.3, "work-with-numbers": 0.2},
            minutes=2.0,
            can_do=Words(
                en="You tell what a table shows from what somebody only guesses.",
                es="Distingues lo que una tabla muestra de lo que alguien solo supone.",
            ),
        ),
        Level(
            number=2,
            title=Words(
                en="Choose an honest title for a chart", es="Elegir un título honesto para una gráfica"
            ),
            skills={"tell-stories-from-data": 0.6, "work-with-numbers": 0.2, "check-facts": 0.2},
            minutes=2.0,
            can_do=Words(
                en="You work out a change, name it honestly, and know what stays unknown.",
                es="Calculas un cambio, lo nombras con honestidad y sabes qué queda sin saber.",
            ),
        ),
        Level(
            number=3,
            title=Words(en="Write a story from a table", es="Escribir una historia con una tabla"),
            skills={"tell-stories-from-data": 0.7, "work-with-numbers": 0.2, "organise-information": 0.1},
            minutes=5.0,
            can_do=Words(
                en="You turn a small table into a short, true story.",
                es="Conviertes una tabla pequeña en una historia corta y cierta.",
            ),
        ),
    ),
    make=make,
)
