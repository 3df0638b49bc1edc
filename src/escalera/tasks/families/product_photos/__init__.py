"""Photos of products: which one keeps the order, which one serves which use, and how to order them."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.product_photos import choosing, writing


def make(level: int, language: str, rng: np.random.Generator) -> Item:
    return MAKERS[level](Draw(rng), language)


MAKERS = {1: choosing.by_order, 2: choosing.by_use, 3: writing.item}

FAMILY = Family(
    slug="product-photos",
    title=Words(en="Choose product photos", es="Elegir fotos de productos"),
    levels=(
        Level(
            number=1,
            title=Words(en="Choose the photo that was ordered", es="Elegir la foto que se pidió"),
            skills={"choose-photos": 0.6, "apply-guidelines": 0.2, "pay-attention-to-detail": 0.2},
            minutes=1.5,
            can_do=Words(
                en="You see which photo keeps every point of an order.",
                es="Ves qué foto cumple todos los puntos de un pedido.",
            ),
        ),
        Level(
            number=2,
            title=Words(en="Choose a photo for each use", es="Elegir una foto para cada uso"),
            skills={"choose-photos": 0.8, "pay-attention-to-detail": 0.2},
            minutes=1.5,
            can_do=Words(
                en="You know which photo serves a catalog, shows a size or shows a detail.",
                es="Sabes qué foto sirve para un catálogo, para ver el tamaño o un detalle.",
            ),
        ),
        Level(
            number=3,
            title=Words(en="Order photos, and think of one more", es="Encargar fotos y pensar en una más"),
            skills={"choose-photos": 0.6, "organise-information": 0.2, "persuade-in-writing": 0.2},
            minutes=4.5,
            can_do=Words(
                en="You pass on an order completely, and see the photo that tells a story.",
                es="Pasas un pedido completo y ves la foto que cuenta una historia.",
            ),
        ),
    ),
    make=make,
)
