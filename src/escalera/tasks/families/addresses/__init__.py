"""Messy names and addresses to put into fields by given rules. All persons are invented."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.addresses import cleaning, matching
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.phrases import Draw


def make(number: int, language: str, rng: np.random.Generator) -> Item:
    draw = Draw(rng)
    return matching.item(language, draw) if number == 3 else cleaning.item(language, draw, level=number)


FAMILY = Family(
    slug="addresses",
    title=Words("Names and addresses", "Nombres y direcciones"),
    levels=(
        Level(
            number=1,
            title=Words("Put an address into its fields", "Pasar una dirección a sus campos"),
            skills={"enter-data": 0.5, "clean-data": 0.3, "spell-and-punctuate": 0.2},
            minutes=1.5,
            can_do=Words(
                "You split a messy line into name, street, town and postcode.",
                "Separas una línea revuelta en nombre, calle, ciudad y código postal.",
            ),
        ),
        Level(
            number=2,
            title=Words("Clean an address by house rules", "Limpiar una dirección según las reglas"),
            skills={"clean-data": 0.5, "apply-guidelines": 0.25, "pay-attention-to-detail": 0.25},
            minutes=2.0,
            can_do=Words(
                "You write out short forms, drop what doesn't belong and keep zeros in front.",
                "Escribes completas las abreviaturas, quitas lo que sobra y conservas los ceros de adelante.",
            ),
        ),
        Level(
            number=3,
            title=Words(
                "Decide whether two records are one person", "Decidir si dos registros son la misma persona"
            ),
            skills={"clean-data": 0.4, "pay-attention-to-detail": 0.3, "organise-information": 0.3},
            minutes=2.5,
            can_do=Words(
                "You find doubles in a customer list without merging people who only share a home.",
                "Encuentras registros repetidos sin juntar a personas que solo comparten casa.",
            ),
        ),
    ),
    make=make,
)
