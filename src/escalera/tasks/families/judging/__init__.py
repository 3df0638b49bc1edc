"""Judging work: which of two pieces is better by a rubric, and a comment that helps. Gold pairs of our own.

Pieces of other people are judged with the same questions on the pages of web/worker/judging.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.judging import comparing
from escalera.tasks.families.judging.genres import CRITERIA, WORDING, Anchor, anchors
from escalera.tasks.families.phrases import Draw

__all__ = ["CRITERIA", "FAMILY", "Anchor", "anchors", "criteria_of_a_comment", "criterion"]


def criterion(kind: str, language: str) -> str:
    """A line of the rubric as people read it."""
    return str(WORDING[language]["criterion"][kind])


def criteria_of_a_comment(language: str, *, pieces: Sequence[str]) -> list[dict[str, Any]]:
    """What a comment on somebody's piece keeps to, as a rubric."""
    return comparing.kept_to(language, pieces)


def make(level: int, language: str, rng: np.random.Generator) -> Item:
    return MAKERS[level](Draw(rng), language)


MAKERS = {1: comparing.obvious, 2: comparing.close, 3: comparing.commented}

FAMILY = Family(
    slug="judging",
    title=Words(en="Judge the work of others", es="Evaluar el trabajo de otras personas"),
    levels=(
        Level(
            number=1,
            title=Words(en="Say which piece is better", es="Decir qué trabajo es mejor"),
            skills={"judge-work": 0.8, "pay-attention-to-detail": 0.2},
            minutes=1.5,
            can_do=Words(
                en="You tell a good piece of work from a careless one, and what is wrong with it.",
                es="Distingues un buen trabajo de uno descuidado, y dices qué le falla.",
            ),
        ),
        Level(
            number=2,
            title=Words(en="Decide between two close pieces", es="Decidir entre dos trabajos parecidos"),
            skills={"judge-work": 0.8, "apply-guidelines": 0.2},
            minutes=2.0,
            can_do=Words(
                en="You find the point that decides between two similar pieces.",
                es="Encuentras el criterio que decide entre dos trabajos parecidos.",
            ),
        ),
        Level(
            number=3,
            title=Words(en="Judge and give a comment that helps", es="Evaluar y dar un comentario que ayuda"),
            skills={"give-feedback": 0.6, "judge-work": 0.4},
            minutes=3.5,
            can_do=Words(
                en="You tell somebody kindly and clearly the one thing that would make their work better.",
                es="Le dices a alguien, con amabilidad y claridad, qué cambio mejoraría su trabajo.",
            ),
        ),
    ),
    make=make,
)
