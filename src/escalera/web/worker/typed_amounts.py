"""Money as people type it."""

import re
from decimal import Decimal

CURRENCIES = ("MXN", "USD")
AMOUNT = re.compile(r"(\d{1,3}(,\d{3})+|\d{1,6})(\.\d{1,2})?")  # 350, 350.50, 1,350.50; never 350,50


class NotANumber(ValueError):
    """What was typed is no number, or one too big to be true."""


def number(text: str, *, most: int) -> Decimal | None:
    """A decimal as typed, None for nothing. Raises NotANumber."""
    plain = text.strip().lstrip("$").strip()
    if not plain:
        return None
    if not AMOUNT.fullmatch(plain) or (value := Decimal(plain.replace(",", ""))) > most:
        raise NotANumber
    return value
