"""Scripts for videos of half a minute: checked, put in order, and written."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.short_scripts import lines, writing


def make(level: int, language: str, rng: np.random.Generator) -> Item:
    return MAKERS[level](Draw(rng), language)


MAKERS = {1: lines.spoilt, 2: lines.mixed, 3: writing.item}

FAMILY = Family(
    slug="short-scripts",
    title=Words(en="Write short scripts", es="Escribir guiones cortos"),
    levels=(
        Level(
            number=1,
            title=Words(en="Find the line that breaks the brief", es="Encontrar la línea que no cumple"),
            skills={"write-scripts": 0.5, "check-facts": 0.3, "pay-attention-to-detail": 0.2},
            minutes=1.5,
            can_do=Words(
                en="You notice the line of a script that says more than was given.",
                es="Notas la línea de un guion que dice más de lo que se dio.",
            ),
        ),
        Level(
            number=2,
            title=Words(en="Put a script in order", es="Ordenar un guion"),
            skills={"write-scripts": 0.7, "organise-information": 0.3},
            minutes=2.5,
            can_do=Words(
                en="You put the lines of a short video in order and know how long they take.",
                es="Ordenas las líneas de un video corto y sabes cuánto duran.",
            ),
        ),
        Level(
            number=3,
            title=Words(en="Write a script of half a minute", es="Escribir un guion de medio minuto"),
            skills={"write-scripts": 0.8, "persuade-in-writing": 0.2},
            minutes=5.0,
            can_do=Words(
                en="You write a script that holds people and tells them what to do.",
                es="Escribes un guion que hace que la gente se quede y le dice qué hacer.",
            ),
        ),
    ),
    make=make,
)
