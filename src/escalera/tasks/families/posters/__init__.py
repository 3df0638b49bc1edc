"""Posters: which one can be read, whose sizes follow the order, and their words."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.posters import choosing, writing


def make(level: int, language: str, rng: np.random.Generator) -> Item:
    return MAKERS[level](Draw(rng), language)


MAKERS = {1: choosing.readable, 2: choosing.by_distance, 3: writing.item}

FAMILY = Family(
    slug="posters",
    title=Words(en="Lay out posters", es="Diseñar carteles"),
    levels=(
        Level(
            number=1,
            title=Words(en="Choose the poster that can be read", es="Elegir el cartel que se lee bien"),
            skills={"design-layouts": 0.7, "pay-attention-to-detail": 0.3},
            minutes=1.5,
            can_do=Words(
                en="You see why a poster can't be read from far away.",
                es="Ves por qué un cartel no se lee de lejos.",
            ),
        ),
        Level(
            number=2,
            title=Words(en="Give each block its size", es="Darle su tamaño a cada bloque"),
            skills={"design-layouts": 0.7, "organise-information": 0.3},
            minutes=2.0,
            can_do=Words(
                en="You put the blocks of a poster in the order in which they are read.",
                es="Pones los bloques de un cartel en el orden en que se leen.",
            ),
        ),
        Level(
            number=3,
            title=Words(en="Write the words of a poster", es="Escribir las palabras de un cartel"),
            skills={"design-layouts": 0.3, "organise-information": 0.3, "persuade-in-writing": 0.4},
            minutes=4.0,
            can_do=Words(
                en="You say on a poster all that matters, in few words.",
                es="Dices en un cartel todo lo que importa, con pocas palabras.",
            ),
        ),
    ),
    make=make,
)
