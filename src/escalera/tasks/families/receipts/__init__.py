"""Receipts and invoices: read sums off a picture, then find what does not add up."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.materials import NOTHING, Materials
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.receipts import invoice, reading


def make(number: int, language: str, rng: np.random.Generator) -> Item:
    return cut(number, language, rng, NOTHING)


def cut(number: int, language: str, rng: np.random.Generator, own: Materials) -> Item:
    draw = Draw(rng)
    if number == 3:
        return invoice.item(language, draw, own)
    return reading.item(language, draw, level=number, own=own)


FAMILY = Family(
    slug="receipts",
    title=Words("Receipts and invoices", "Tickets y facturas"),
    levels=(
        Level(
            number=1,
            title=Words("Read the total off a receipt", "Leer el total de un ticket"),
            skills={"read-documents": 0.5, "enter-data": 0.3, "work-with-numbers": 0.2},
            minutes=1.0,
            can_do=Words(
                "You find the right sum on a receipt and type it without slips.",
                "Encuentras la cantidad correcta en un ticket y la capturas sin errores.",
            ),
        ),
        Level(
            number=2,
            title=Words(
                "Read worn receipts from several countries", "Leer tickets maltratados de varios países"
            ),
            skills={"read-documents": 0.4, "enter-data": 0.3, "pay-attention-to-detail": 0.3},
            minutes=1.5,
            can_do=Words(
                "You read folded and handwritten receipts, and tell currencies and date orders apart.",
                "Lees tickets doblados o escritos a mano y distingues monedas y formas de escribir la fecha.",
            ),
        ),
        Level(
            number=3,
            title=Words(
                "Find the line that is wrong in an invoice", "Encontrar la línea equivocada de una factura"
            ),
            skills={"work-with-numbers": 0.4, "pay-attention-to-detail": 0.35, "read-documents": 0.25},
            minutes=3.0,
            can_do=Words(
                "You check an invoice line by line and work out what it should say.",
                "Revisas una factura línea por línea y calculas lo que debería decir.",
            ),
        ),
    ),
    make=make,
    cut=cut,
)
