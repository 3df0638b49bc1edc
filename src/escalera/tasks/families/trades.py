"""What a business of a kind sells, and for how much: the names and prices of items cut from a posting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from escalera.tasks.families import phrases
from escalera.tasks.families.phrases import Draw

Shop = Mapping[str, Any]  # slug, kind and goods, each of them {en, es, price}
PESOS_A_DOLLAR = 18
_RECEIPTS = Path(__file__).parent / "receipts" / "shops.toml"
SHOPS: dict[str, Shop] = {
    shop["slug"]: shop
    for shop in (
        *phrases.read(__file__, "trades.toml")["shop"],
        *phrases.read(str(_RECEIPTS), _RECEIPTS.name)["shop"],
    )
}


def shops(trades: Sequence[str]) -> list[Shop]:
    """The shops of these trades; what was a trade once and is none any more is passed over."""
    return [SHOPS[slug] for slug in trades if slug in SHOPS]


def price(draw: Draw, good: Mapping[str, Any], language: str) -> int:
    """Hundredths of the reader's money, round enough to be multiplied by hand."""
    low, high = (amount if language == "es" else amount // PESOS_A_DOLLAR for amount in good["price"])
    step = 50 if high >= 1000 else 10
    return draw.number(max(1, low // step), max(2, high // step)) * step
