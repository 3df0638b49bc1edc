"""Mild posts of invented groups, judged by a written policy. Opt-in."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.moderation import escalating, judging
from escalera.tasks.families.phrases import Draw


def make(level: int, language: str, rng: np.random.Generator) -> Item:
    return MAKERS[level](Draw(rng), language)


MAKERS = {1: judging.clear_case, 2: judging.with_exceptions, 3: escalating.item}

FAMILY = Family(
    slug="moderation",
    title=Words(en="Moderate posts by a policy", es="Moderar mensajes con reglas"),
    levels=(
        Level(
            number=1,
            title=Words(en="Spot the post that breaks a rule", es="Encontrar el mensaje que rompe una regla"),
            skills={"moderate-content": 0.7, "apply-guidelines": 0.3},
            minutes=1.0,
            can_do=Words(
                en="You say which rule of a short policy a post breaks.",
                es="Dices qué regla de una lista corta rompe un mensaje.",
            ),
        ),
        Level(
            number=2,
            title=Words(en="Apply rules with exceptions", es="Aplicar reglas con excepciones"),
            skills={"moderate-content": 0.5, "apply-guidelines": 0.5},
            minutes=1.5,
            can_do=Words(
                en="You tell posts that break a rule from those that only look bad, and show the words.",
                es="Distingues lo que rompe una regla de lo que solo se ve mal, y señalas la frase.",
            ),
        ),
        Level(
            number=3,
            title=Words(en="Decide what to do with a post", es="Decidir qué hacer con un mensaje"),
            skills={"moderate-content": 0.4, "apply-guidelines": 0.4, "pay-attention-to-detail": 0.2},
            minutes=2.5,
            can_do=Words(
                en="You choose the action a policy asks for, with earlier warnings in mind.",
                es="Eliges la medida que piden las reglas, tomando en cuenta los avisos anteriores.",
            ),
        ),
    ),
    make=make,
    opt_in=True,
)
