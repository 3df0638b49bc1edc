"""Subtitles: where a line breaks, how long it stays, and what it leaves out."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.subtitle_timing import timing, writing


def make(level: int, language: str, rng: np.random.Generator) -> Item:
    return MAKERS[level](Draw(rng), language)


MAKERS = {1: timing.one, 2: timing.five, 3: writing.item}

FAMILY = Family(
    slug="subtitle-timing",
    title=Words(en="Time subtitles", es="Poner tiempos a los subtítulos"),
    levels=(
        Level(
            number=1,
            title=Words(en="Break and time one subtitle", es="Cortar y medir un subtítulo"),
            skills={"time-subtitles": 0.8, "work-with-numbers": 0.2},
            minutes=1.5,
            can_do=Words(
                en="You know where a line breaks and how long it must stay.",
                es="Sabes dónde se corta una línea y cuánto se debe quedar.",
            ),
        ),
        Level(
            number=2,
            title=Words(en="Check the times of subtitles", es="Revisar los tiempos de unos subtítulos"),
            skills={"time-subtitles": 0.7, "work-with-numbers": 0.15, "pay-attention-to-detail": 0.15},
            minutes=2.5,
            can_do=Words(
                en="You find subtitles that go too soon or come too early.",
                es="Encuentras subtítulos que se van muy pronto o llegan antes de tiempo.",
            ),
        ),
        Level(
            number=3,
            title=Words(en="Write a short subtitle", es="Escribir un subtítulo corto"),
            skills={"time-subtitles": 0.6, "transcribe-audio": 0.2, "organise-information": 0.2},
            minutes=2.5,
            can_do=Words(
                en="You keep what people need and leave out what only fills.",
                es="Conservas lo que la gente necesita y quitas lo que solo rellena.",
            ),
        ),
    ),
    make=make,
)
