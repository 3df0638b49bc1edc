"""Ideas for small customers: those that keep the limits, and one of one's own."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.customer_ideas import weighing, writing
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.phrases import Draw


def make(level: int, language: str, rng: np.random.Generator) -> Item:
    return MAKERS[level](Draw(rng), language)


MAKERS = {1: weighing.one_fits, 2: weighing.some_fit, 3: writing.item}

FAMILY = Family(
    slug="customer-ideas",
    title=Words(en="Find ideas for a customer", es="Encontrar ideas para un cliente"),
    levels=(
        Level(
            number=1,
            title=Words(en="Find the idea that fits", es="Encontrar la idea que cabe"),
            skills={"find-ideas-for-customers": 0.6, "pay-attention-to-detail": 0.4},
            minutes=1.5,
            can_do=Words(
                en="You see which idea a customer can really afford.",
                es="Ves qué idea puede pagar de verdad un cliente.",
            ),
        ),
        Level(
            number=2,
            title=Words(en="Weigh ideas and their costs", es="Comparar ideas y sus costos"),
            skills={"find-ideas-for-customers": 0.6, "work-with-numbers": 0.4},
            minutes=2.0,
            can_do=Words(
                en="You compare ideas with what is there, and know what is left over.",
                es="Comparas ideas con lo que hay y sabes cuánto sobra.",
            ),
        ),
        Level(
            number=3,
            title=Words(en="Propose an idea with its plan", es="Proponer una idea con su plan"),
            skills={"find-ideas-for-customers": 0.7, "persuade-in-writing": 0.2, "organise-information": 0.1},
            minutes=5.0,
            can_do=Words(
                en="You have an idea for one customer, and a plan that fits.",
                es="Tienes una idea para un cliente y un plan que cabe.",
            ),
        ),
    ),
    make=make,
)
