"""Two AI answers and the notice they are checked against: which is better, and what is false?"""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.compare_answers import checking, criteria
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.phrases import Draw


def make(level: int, language: str, rng: np.random.Generator) -> Item:
    return MAKERS[level](Draw(rng), language)


MAKERS = {1: checking.one_fact, 2: checking.statements, 3: criteria.item}

FAMILY = Family(
    slug="compare-answers",
    title=Words(en="Compare two AI answers", es="Comparar dos respuestas de IA"),
    levels=(
        Level(
            number=1,
            title=Words(
                en="Choose the right one of two answers", es="Elegir la respuesta correcta entre dos"
            ),
            skills={"evaluate-ai-answers": 0.5, "check-facts": 0.5},
            minutes=1.0,
            can_do=Words(
                en="You check an AI answer against a text and show the line that decides.",
                es="Comparas una respuesta de IA con un texto y muestras la línea que decide.",
            ),
        ),
        Level(
            number=2,
            title=Words(en="Find the false statements", es="Encontrar las afirmaciones falsas"),
            skills={"check-facts": 0.6, "evaluate-ai-answers": 0.3, "pay-attention-to-detail": 0.1},
            minutes=2.0,
            can_do=Words(
                en="You find each false statement in longer AI answers, even in other words.",
                es="Encuentras cada afirmación falsa en respuestas de IA más largas, aunque usen otras palabras.",
            ),
        ),
        Level(
            number=3,
            title=Words(en="Judge answers by criteria", es="Juzgar respuestas con criterios"),
            skills={"evaluate-ai-answers": 0.6, "check-facts": 0.2, "apply-guidelines": 0.2},
            minutes=3.0,
            can_do=Words(
                en="You compare two AI answers by ordered criteria and say which one decides.",
                es="Comparas dos respuestas de IA con criterios en orden y dices cuál decide.",
            ),
        ),
    ),
    make=make,
)
