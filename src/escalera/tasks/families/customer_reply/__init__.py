"""Answering customers of an invented shop: choose the reply, put it in order, write it."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.customer_reply import assembling, writing
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.materials import NOTHING, Materials
from escalera.tasks.families.phrases import Draw


def make(level: int, language: str, rng: np.random.Generator) -> Item:
    return cut(level, language, rng, NOTHING)


def cut(level: int, language: str, rng: np.random.Generator, own: Materials) -> Item:
    return MAKERS[level](Draw(rng), language, own)


MAKERS = {1: assembling.choose, 2: assembling.order, 3: writing.item}

FAMILY = Family(
    slug="customer-reply",
    title=Words(en="Reply to a customer", es="Contestar a quien compró"),
    levels=(
        Level(
            number=1,
            title=Words(en="Choose the reply you would send", es="Elegir la respuesta que enviarías"),
            skills={"reply-to-customers": 0.7, "apply-guidelines": 0.3},
            minutes=1.5,
            can_do=Words(
                en="You tell a good reply from one that is rude, wrong or promises too much.",
                es="Distingues una buena respuesta de una grosera, equivocada o que promete de más.",
            ),
        ),
        Level(
            number=2,
            title=Words(en="Put a reply in order", es="Ordenar una respuesta"),
            skills={"reply-to-customers": 0.5, "organise-information": 0.5},
            minutes=1.5,
            can_do=Words(
                en="You build a reply in the order that customers understand.",
                es="Armas una respuesta en el orden que mejor se entiende.",
            ),
        ),
        Level(
            number=3,
            title=Words(en="Write a reply", es="Escribir una respuesta"),
            skills={"reply-to-customers": 0.6, "persuade-in-writing": 0.2, "organise-information": 0.2},
            minutes=4.0,
            can_do=Words(
                en="You write a polite reply that solves the problem, with its facts right.",
                es="Escribes una respuesta amable que resuelve el problema, con los datos correctos.",
            ),
        ),
    ),
    make=make,
    cut=cut,
)
