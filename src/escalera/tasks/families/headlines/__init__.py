"""Headlines for the news of small places: chosen, put in an editor's order, and written."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.headlines import choosing, writing
from escalera.tasks.families.phrases import Draw


def make(level: int, language: str, rng: np.random.Generator) -> Item:
    return MAKERS[level](Draw(rng), language)


MAKERS = {1: choosing.best, 2: choosing.order, 3: writing.item}

FAMILY = Family(
    slug="headlines",
    title=Words(en="Write headlines", es="Escribir titulares"),
    levels=(
        Level(
            number=1,
            title=Words(en="Choose an honest headline", es="Elegir un titular honesto"),
            skills={"check-facts": 0.5, "write-headlines": 0.5},
            minutes=1.5,
            can_do=Words(
                en="You see which headline tells the news and claims nothing more.",
                es="Ves qué titular cuenta la noticia y no dice de más.",
            ),
        ),
        Level(
            number=2,
            title=Words(
                en="Put headlines in an editor's order", es="Ordenar titulares como en una redacción"
            ),
            skills={"write-headlines": 0.6, "apply-guidelines": 0.2, "check-facts": 0.2},
            minutes=2.0,
            can_do=Words(
                en="You weigh truth, news and length, in that order.",
                es="Ves si es cierto, si cuenta la noticia y si es corto, en ese orden.",
            ),
        ),
        Level(
            number=3,
            title=Words(en="Write two headlines", es="Escribir dos titulares"),
            skills={"write-headlines": 0.8, "persuade-in-writing": 0.2},
            minutes=3.5,
            can_do=Words(
                en="You write a plain headline and one that invites, both true.",
                es="Escribes un titular sencillo y otro que invita, los dos ciertos.",
            ),
        ),
    ),
    make=make,
)
