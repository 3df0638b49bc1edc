"""Messages of customers in which people, places, days, money and companies get marked."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families import guessing
from escalera.tasks.families.family import Family, Field, Item, Key, Level, Option, Text
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.text_tags.message import WORDING, Message, message

LABELS = {1: ("name", "place"), 2: ("name", "place", "date", "amount"), 3: ("name", "firm", "date", "amount")}


def make(number: int, language: str, rng: np.random.Generator) -> Item:
    words, labels = WORDING[language], LABELS[number]
    written = message(number, language, Draw(rng), frozenset(labels))
    options = tuple(Option(label, words["label"][label]) for label in labels)
    fields = (Field("tags", words["asked"], "spans", options=options, on=0),)
    key = {"tags": _key(written, words["label"])}
    texts = words[str(number)]
    return Item(
        instructions=texts["instructions"],
        example=texts["example"],
        hint=texts["hint"],
        stimulus=(Text(written.text),),
        fields=fields,
        key=key,
        chance=guessing.chance(fields, key),
        feedback={"tags": texts["because"]},
    )


def _key(written: Message, names: dict[str, str]) -> Key:
    right = [f"{span.label}:{span.first}-{span.last}" for span in written.spans]
    shown = "; ".join(
        f"{names[span.label]}: {' '.join(written.words[span.first - 1 : span.last]).rstrip('.,!?')}"
        for span in written.spans
    )
    return Key("spans", right, shown=shown, detail={"words": len(written.words)})


FAMILY = Family(
    slug="text-tags",
    title=Words("Marking up messages", "Etiquetado de mensajes"),
    levels=(
        Level(
            number=1,
            title=Words("Mark people and towns in a message", "Marcar personas y ciudades en un mensaje"),
            skills={"annotate-text": 0.7, "pay-attention-to-detail": 0.3},
            minutes=1.0,
            can_do=Words(
                "You find every name in a short message and mark it whole.",
                "Encuentras todos los nombres de un mensaje corto y los marcas completos.",
            ),
        ),
        Level(
            number=2,
            title=Words("Mark dates and amounts, too", "Marcar también fechas e importes"),
            skills={"annotate-text": 0.6, "pay-attention-to-detail": 0.4},
            minutes=1.5,
            can_do=Words(
                "You tell money and days apart from other numbers.",
                "Distingues el dinero y los días de otros números.",
            ),
        ),
        Level(
            number=3,
            title=Words("Mark up by a guideline with traps", "Etiquetar según una guía con trampas"),
            skills={"annotate-text": 0.5, "apply-guidelines": 0.4, "pay-attention-to-detail": 0.1},
            minutes=2.5,
            can_do=Words(
                "You keep to the guideline where a shop is called like a person.",
                "Sigues la guía aunque una tienda se llame como una persona.",
            ),
        ),
    ),
    make=make,
)
