"""Descriptions of invented products, checked against their sheet, mended, and written."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.product_description import checking, writing


def make(level: int, language: str, rng: np.random.Generator) -> Item:
    return MAKERS[level](Draw(rng), language)


MAKERS = {1: checking.agreeing, 2: checking.mending, 3: writing.item}

FAMILY = Family(
    slug="product-description",
    title=Words(en="Describe a product", es="Describir un producto"),
    levels=(
        Level(
            number=1,
            title=Words(en="Check a product text", es="Revisar el texto de un producto"),
            skills={"write-product-texts": 0.5, "check-facts": 0.3, "pay-attention-to-detail": 0.2},
            minutes=1.5,
            can_do=Words(
                en="You see which sentences about a product agree with its sheet.",
                es="Ves qué frases sobre un producto coinciden con su ficha.",
            ),
        ),
        Level(
            number=2,
            title=Words(
                en="Mend a description and choose its headline",
                es="Corregir una descripción y elegir su título",
            ),
            skills={"write-product-texts": 0.6, "check-facts": 0.2, "persuade-in-writing": 0.2},
            minutes=1.5,
            can_do=Words(
                en="You find and mend a wrong fact, and choose an honest headline.",
                es="Encuentras y corriges un dato equivocado, y eliges un título honesto.",
            ),
        ),
        Level(
            number=3,
            title=Words(en="Write a product description", es="Escribir la descripción de un producto"),
            skills={"write-product-texts": 0.6, "persuade-in-writing": 0.3, "organise-information": 0.1},
            minutes=4.0,
            can_do=Words(
                en="You write a short, honest description with all the facts of the sheet.",
                es="Escribes una descripción corta y honesta con todos los datos de la ficha.",
            ),
        ),
    ),
    make=make,
)
