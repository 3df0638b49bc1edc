"""Captions for the posts of small organizations, chosen, mended, and written."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.captions import checking, writing
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.phrases import Draw


def make(level: int, language: str, rng: np.random.Generator) -> Item:
    return MAKERS[level](Draw(rng), language)


MAKERS = {1: checking.choosing, 2: checking.mending, 3: writing.item}

FAMILY = Family(
    slug="captions",
    title=Words(en="Write captions", es="Escribir textos para redes"),
    levels=(
        Level(
            number=1,
            title=Words(en="Choose a caption to post", es="Elegir un texto para publicar"),
            skills={"write-captions": 0.5, "check-facts": 0.3, "pay-attention-to-detail": 0.2},
            minutes=2.0,
            can_do=Words(
                en="You see which caption keeps to the facts and says what to do.",
                es="Ves qué texto respeta los datos y dice qué hacer.",
            ),
        ),
        Level(
            number=2,
            title=Words(en="Mend a caption", es="Corregir un texto para redes"),
            skills={"write-captions": 0.6, "check-facts": 0.2, "pay-attention-to-detail": 0.2},
            minutes=2.5,
            can_do=Words(
                en="You take out boasts and promises, and mend a wrong fact.",
                es="Quitas lo que presume o promete de más y corriges un dato equivocado.",
            ),
        ),
        Level(
            number=3,
            title=Words(en="Write a caption", es="Escribir un texto para redes"),
            skills={"write-captions": 0.7, "persuade-in-writing": 0.2, "organise-information": 0.1},
            minutes=5.0,
            can_do=Words(
                en="You write a short caption that makes people stop and tells them all they need.",
                es="Escribes un texto corto que hace detenerse a la gente y le dice todo lo que necesita.",
            ),
        ),
    ),
    make=make,
)
