"""Amounts as MTurk writes them: "$0.05". A sign says little, so the currency is known from elsewhere."""

import re
from decimal import Decimal

DOLLARS = frozenset({"USD", "MXN", "CAD", "AUD", "ARS", "COP", "CLP", "NZD", "SGD", "HKD", "BRL"})
SIGNS = {"$": DOLLARS, "€": frozenset({"EUR"}), "£": frozenset({"GBP"})}
AMOUNT = re.compile(
    r"(?P<before>[A-Z]{3}|[$€£])? ?(?P<number>\d{1,7}(\.\d{1,4})?) ?(?P<after>[A-Z]{3})?", re.ASCII
)
ADVICE = "Write it like $0.05, with a point and without thousands."


class Unclear(ValueError):
    """The message says what is unclear about it."""


def read(written: str, *, currency: str) -> Decimal:
    """The amount in that currency. Raises Unclear."""
    found = AMOUNT.fullmatch(written.strip())
    if found is None:
        raise Unclear("is no amount")
    for sign in filter(None, (found["before"], found["after"])):
        if currency not in SIGNS.get(sign, {sign}):
            raise Unclear(f"is not in {currency}, the currency of this work")
    return Decimal(found["number"])


def written(amount: Decimal | None, currency: str) -> str:
    if amount is None:
        return ""
    number = f"{amount.normalize():f}"
    whole, _, part = number.partition(".")
    plain = f"{whole}.{part.ljust(2, '0')}"
    return f"${plain}" if currency == "USD" else f"{plain} {currency}"
