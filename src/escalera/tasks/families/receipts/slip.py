"""A receipt as numbers: what was bought, and every sum below it. Amounts are whole hundredths."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from escalera.tasks.families import trades
from escalera.tasks.families.materials import Materials, capital, mixed
from escalera.tasks.families.phrases import Draw, read

LISTS = read(__file__, "shops.toml")
FIRST_DAY = date(2023, 1, 1)


@dataclass(frozen=True)
class Line:
    quantity: int
    name: str
    price: int

    @property
    def amount(self) -> int:
        return self.quantity * self.price


@dataclass(frozen=True)
class Country:
    currency: str
    label: str
    sign: str
    tax: str
    rate: int
    scale: float
    order: str
    towns: tuple[str, ...]
    comma: bool = False

    def money(self, cents: int) -> str:
        text = f"{cents / 100:,.2f}"
        return text.translate(str.maketrans(",.", ".,")) + " " + self.sign if self.comma else self.sign + text

    def day(self, day: date) -> str:
        return day.strftime("%m/%d/%Y" if self.order == "mdy" else "%d/%m/%Y")


@dataclass(frozen=True)
class Slip:
    country: Country
    shop: str
    town: str
    day: date
    clock: str
    number: int
    lines: tuple[Line, ...]
    discount: int
    tip: int
    paid: int

    @property
    def subtotal(self) -> int:
        return sum(line.amount for line in self.lines) - self.discount

    @property
    def tax(self) -> int:
        return round(self.subtotal * self.country.rate / 100)

    @property
    def total(self) -> int:
        return self.subtotal + self.tax + self.tip

    @property
    def change(self) -> int:
        return self.paid - self.total


def countries(language: str) -> list[Country]:
    rows: list[dict[str, Any]] = LISTS["country"]
    return [
        Country(**{name: value for name, value in row.items() if name != "language"})
        for row in rows
        if row["language"] == language
    ]


def slip(draw: Draw, language: str, *, level: int, own: Materials) -> Slip:
    """Level 1 comes from home, level 2 from anywhere, with discounts and tips."""
    country = countries(language)[0] if level == 1 else draw.one(countries(language))
    shop = shop_of(draw, own)
    lines = bought(
        draw, language, shop, country, count=draw.number(2, 4) if level == 1 else draw.number(3, 6)
    )
    lines = renamed(draw, lines, own)
    whole = sum(line.amount for line in lines)
    with_discount, with_tip = level > 1 and draw.yes(), level > 1 and bool(shop.get("table"))
    bare = Slip(
        country=country,
        shop=f"{shop['kind'][language]} {draw.one(LISTS['names'][language])}",
        town=draw.one(country.towns),
        day=FIRST_DAY + timedelta(days=draw.number(0, 1400)),
        clock=f"{draw.number(8, 20):02}:{draw.number(0, 59):02}",
        number=draw.number(1000, 9999),
        lines=lines,
        discount=whole // 20 if with_discount else 0,
        tip=whole // 10 if with_tip else 0,
        paid=0,
    )
    return handing_over(bare, draw)


def shop_of(draw: Draw, own: Materials) -> Mapping[str, Any]:
    """One of the posting's trades, or any."""
    return draw.one(trades.shops(own.trades) or LISTS["shop"])


def bought(
    draw: Draw, language: str, shop: Mapping[str, Any], country: Country, *, count: int
) -> tuple[Line, ...]:
    return tuple(
        Line(quantity=draw.one([1, 1, 1, 2, 2, 3]), name=good[language], price=price_in(draw, good, country))
        for good in draw.some(shop["goods"], count)
    )


def renamed(draw: Draw, lines: tuple[Line, ...], own: Materials) -> tuple[Line, ...]:
    """The same lines under the names of the posting's goods: amounts, and so every answer, stay.

    Where its trade is known, what was bought is of it already.
    """
    if own.trades:
        return lines
    names = mixed(draw, [capital(good) for good in own.goods], [line.name for line in lines])
    return tuple(replace(line, name=name) for line, name in zip(lines, names, strict=True))


def handing_over(bare: Slip, draw: Draw) -> Slip:
    """The customer pays with round notes, so that cash, total and change all differ."""
    note = draw.one([500, 1000, 2000, 5000])
    paid = (bare.total // note + draw.number(1, 2)) * note
    return Slip(**{**vars(bare), "paid": paid})


def price_in(draw: Draw, good: Mapping[str, Any], country: Country) -> int:
    low, high = (max(2, round(price * country.scale)) for price in good["price"])
    cents = draw.number(low, high)
    return cents - cents % 50 if country.scale == 1 else cents
