"""Level 3: write the description; what it must say comes from the sheet."""

from __future__ import annotations

from typing import Any

from escalera.tasks.families import phrases
from escalera.tasks.families.family import Field, Item, Key
from escalera.tasks.families.phrases import Draw, cast
from escalera.tasks.families.phrases.facts import Fact
from escalera.tasks.families.product_description import checking, products
from escalera.tasks.families.product_description.products import WORDING, Product

LEAST, MOST = 25, 70
COPIED = 7
BOASTS = ["the best", "best in", "number one", "miracle*", "magic*", "perfect*", "unbelievable", "incredible"]
BOASTS += ["el mejor", "la mejor", "lo mejor", "numero uno", "milagro*", "magic*", "perfect*", "increible*"]
PROMISES = [
    "free shipping",
    "discount*",
    "cheap*",
    "pesos",
    "$*",
    "envio gratis",
    "gratis",
    "descuento*",
    "barat*",
]


def item(draw: Draw, language: str) -> Item:
    product = products.product(draw, language)
    words = WORDING[language]
    field = Field(
        "description", words["write"], "longtext", hint=words["write_hint"].format(low=LEAST, high=MOST)
    )
    key = Key("rubric", criteria(product), shown=_example(product))
    return checking.item(language, "3", (product.sheet,), ((field, key, words["write_because"]),))


def criteria(product: Product) -> list[dict[str, Any]]:
    """Facts wanted and limits kept. Copying the sheet, or another language, costs everything."""
    says = WORDING[product.thing.language]["says"]
    sheet = " ".join(" ".join(row) for row in product.sheet.rows)
    names = [product.thing.noun, cast.head(product.thing)]
    return [
        {"kind": "contains", "of": names, "says": says["thing"]},
        {"kind": "contains", "of": list(product.use_ways), "says": says["use"]},
        *(_fact_wanted(fact, says["fact"]) for fact in product.facts),
        {"kind": "min_words", "n": LEAST, "says": says["long"].format(n=LEAST)},
        {"kind": "max_words", "n": MOST, "says": says["short"].format(n=MOST)},
        {"kind": "avoids", "of": BOASTS, "says": says["boast"]},
        {"kind": "avoids", "of": PROMISES, "says": says["promise"]},
        {"kind": "no_shouting", "says": says["shouting"]},
        {"kind": "language", "of": product.thing.language, "says": says["language"], "must": True},
        {"kind": "few_copied", "n": COPIED, "of": [sheet], "says": says["own"], "must": True},
    ]


def _fact_wanted(fact: Fact, says: str) -> dict[str, Any]:
    told = says.format(label=fact.label, value=fact.right.text)
    return {"kind": "contains", "of": list(fact.right.ways), "says": told, "weight": 2}


def _example(product: Product) -> str:
    """A plain description that meets every criterion."""
    opening = phrases.fill(
        products.LISTS["opening"][product.thing.language], product.thing.slots | {"use": product.use}
    )
    return " ".join((opening, *(fact.says(0) for fact in product.facts)))
