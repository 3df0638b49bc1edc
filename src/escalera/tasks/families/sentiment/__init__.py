"""Reviews of everyday things: what the person thinks, and which words show it."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.sentiment import aspects, opinions


def make(level: int, language: str, rng: np.random.Generator) -> Item:
    return MAKERS[level](Draw(rng), language)


MAKERS = {1: opinions.clear, 2: aspects.item, 3: opinions.hidden}

FAMILY = Family(
    slug="sentiment",
    title=Words(en="Read what a review thinks", es="Leer qué opina una reseña"),
    levels=(
        Level(
            number=1,
            title=Words(
                en="Say whether a review likes the product", es="Decir si a alguien le gustó el producto"
            ),
            skills={"read-sentiment": 0.8, "explain-reasons": 0.2},
            minutes=0.8,
            can_do=Words(
                en="You tell opinions from facts in a short review, and point at the words.",
                es="Distingues opiniones de datos en una reseña corta y señalas la frase.",
            ),
        ),
        Level(
            number=2,
            title=Words(en="Sort a mixed review by aspect", es="Separar por temas una reseña mixta"),
            skills={"read-sentiment": 0.6, "explain-reasons": 0.2, "pay-attention-to-detail": 0.2},
            minutes=1.5,
            can_do=Words(
                en="You say what somebody thinks of delivery, price or service in a mixed review.",
                es="Dices qué opina alguien de la entrega, el precio o el trato en una reseña mixta.",
            ),
        ),
        Level(
            number=3,
            title=Words(en="Read irony and hidden opinions", es="Leer la ironía y las opiniones escondidas"),
            skills={"read-sentiment": 0.6, "explain-reasons": 0.4},
            minutes=1.5,
            can_do=Words(
                en="You read irony, denial and comparison in a review, and explain why.",
                es="Reconoces la ironía, la negación y la comparación en una reseña, y explicas por qué.",
            ),
        ),
    ),
    make=make,
)
