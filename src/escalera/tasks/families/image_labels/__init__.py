"""Drawn scenes to label: what is there, where, and by which guideline."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.image_labels import labelling
from escalera.tasks.families.phrases import Draw


def make(number: int, language: str, rng: np.random.Generator) -> Item:
    return labelling.item(language, Draw(rng), level=number)


FAMILY = Family(
    slug="image-labels",
    title=Words("Image labeling", "Etiquetado de imágenes"),
    levels=(
        Level(
            number=1,
            title=Words("Say what is in a picture and count", "Decir qué hay en una imagen y contar"),
            skills={"label-images": 0.7, "pay-attention-to-detail": 0.3},
            minutes=1.0,
            can_do=Words(
                "You find every kind of thing in a picture and count without slips.",
                "Encuentras todas las clases de cosas de una imagen y cuentas sin errores.",
            ),
        ),
        Level(
            number=2,
            title=Words("Say where things are and what color", "Decir dónde están las cosas y de qué color"),
            skills={"label-images": 0.6, "pay-attention-to-detail": 0.4},
            minutes=1.5,
            can_do=Words(
                "You mark every place where a thing stands and describe it.",
                "Marcas todos los lugares donde está una cosa y la describes.",
            ),
        ),
        Level(
            number=3,
            title=Words(
                "Label half-hidden things by a guideline", "Etiquetar cosas medio tapadas según una guía"
            ),
            skills={"label-images": 0.4, "apply-guidelines": 0.4, "pay-attention-to-detail": 0.2},
            minutes=2.5,
            can_do=Words(
                "You decide hard cases by the guideline, the same way each time.",
                "Decides los casos difíciles según la guía, siempre de la misma manera.",
            ),
        ),
    ),
    make=make,
)
