"""Recorded speech to write down, and drafts of it to correct. Clips are shipped; items combine them."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.transcription import dictation


def make(number: int, language: str, rng: np.random.Generator) -> Item:
    return dictation.item(language, Draw(rng), level=number)


FAMILY = Family(
    slug="transcription",
    title=Words("Transcription", "Transcripción de audio"),
    levels=(
        Level(
            number=1,
            title=Words("Write down short, clear recordings", "Escribir grabaciones cortas y claras"),
            skills={"transcribe-audio": 0.5, "understand-spoken-language": 0.3, "spell-and-punctuate": 0.2},
            minutes=2.0,
            can_do=Words(
                "You write down short recordings word for word.",
                "Escribes palabra por palabra lo que se dice en grabaciones cortas.",
            ),
        ),
        Level(
            number=2,
            title=Words(
                "Transcribe everyday calls and correct a draft", "Transcribir llamadas y corregir un borrador"
            ),
            skills={
                "transcribe-audio": 0.5,
                "understand-spoken-language": 0.25,
                "pay-attention-to-detail": 0.25,
            },
            minutes=3.5,
            can_do=Words(
                "You transcribe calls with noise and find what an automatic draft got wrong.",
                "Transcribes llamadas con ruido y encuentras lo que un borrador automático puso mal.",
            ),
        ),
        Level(
            number=3,
            title=Words("Transcribe numbers, dates and names", "Transcribir números, fechas y nombres"),
            skills={"transcribe-audio": 0.45, "pay-attention-to-detail": 0.3, "apply-guidelines": 0.25},
            minutes=4.0,
            can_do=Words(
                "You transcribe figures, dates and names by a guideline, even on a noisy line.",
                "Transcribes cifras, fechas y nombres según una guía, aunque la línea tenga ruido.",
            ),
        ),
    ),
    make=make,
)
