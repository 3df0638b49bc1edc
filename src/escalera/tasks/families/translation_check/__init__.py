"""Pairs of sentences in English and Spanish: what does the translation get wrong?"""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.translation_check import checking, mending


def make(level: int, language: str, rng: np.random.Generator) -> Item:
    return MAKERS[level](Draw(rng), language)


MAKERS = {1: checking.by_kind, 2: checking.by_kind_and_words, 3: mending.item}

FAMILY = Family(
    slug="translation-check",
    title=Words(en="Check a translation", es="Revisar una traducción"),
    levels=(
        Level(
            number=1,
            title=Words(en="Spot what a translation changed", es="Encontrar qué cambió en una traducción"),
            skills={"check-translations": 0.6, "read-english": 0.3, "pay-attention-to-detail": 0.1},
            minutes=0.8,
            can_do=Words(
                en="You see when a number, a part or a “not” got lost between English and Spanish.",
                es="Ves cuándo se perdió un número, una parte o un “no” entre el inglés y el español.",
            ),
        ),
        Level(
            number=2,
            title=Words(
                en="Find false friends and wrong verbs", es="Encontrar falsos amigos y verbos mal puestos"
            ),
            skills={"check-translations": 0.6, "read-english": 0.4},
            minutes=1.2,
            can_do=Words(
                en="You find the words that make a translation say something else.",
                es="Encuentras las palabras que hacen que una traducción diga otra cosa.",
            ),
        ),
        Level(
            number=3,
            title=Words(en="Mend a translation into Spanish", es="Corregir una traducción al español"),
            skills={"check-translations": 0.5, "write-in-spanish": 0.3, "read-english": 0.2},
            minutes=2.5,
            can_do=Words(
                en="You name the mistakes of a translation and write it right in Spanish.",
                es="Dices qué errores tiene una traducción y la escribes bien en español.",
            ),
        ),
    ),
    make=make,
)
