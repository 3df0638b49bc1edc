"""Lines for the voice: the reading that fits, a text prepared for it, and one written for the ear."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.voice_lines import reading, writing


def make(level: int, language: str, rng: np.random.Generator) -> Item:
    return MAKERS[level](Draw(rng), language)


MAKERS = {1: reading.best, 2: reading.prepared, 3: writing.item}

FAMILY = Family(
    slug="voice-lines",
    title=Words(en="Prepare lines for the voice", es="Preparar textos para la voz"),
    levels=(
        Level(
            number=1,
            title=Words(en="Choose how to read a spot", es="Elegir cómo leer un anuncio"),
            skills={"speak-clearly": 0.7, "apply-guidelines": 0.3},
            minutes=2.0,
            can_do=Words(
                en="You know which words to say with force and where to pause.",
                es="Sabes qué palabras decir con fuerza y dónde hacer pausa.",
            ),
        ),
        Level(
            number=2,
            title=Words(en="Prepare a text for the voice", es="Preparar un texto para la voz"),
            skills={"speak-clearly": 0.7, "spell-and-punctuate": 0.3},
            minutes=2.5,
            can_do=Words(
                en="You mark where to breathe and write numbers as they are said.",
                es="Marcas dónde tomar aire y escribes los números como se dicen.",
            ),
        ),
        Level(
            number=3,
            title=Words(en="Write a text for the voice", es="Escribir un texto para la voz"),
            skills={"speak-clearly": 0.4, "write-scripts": 0.4, "persuade-in-writing": 0.2},
            minutes=4.5,
            can_do=Words(
                en="You write for the ear: short, in words, and easy to remember.",
                es="Escribes para el oído: corto, con palabras y fácil de recordar.",
            ),
        ),
    ),
    make=make,
)
