"""Level 3: a stock list whose columns follow from each other."""

from __future__ import annotations

from datetime import date, timedelta

from escalera.reference.words import Words
from escalera.tasks.families.family import Stimulus
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.table_correction.contacts import LISTS
from escalera.tasks.families.table_correction.planting import lettered, swapped
from escalera.tasks.families.table_correction.sheet import Sheet

TITLES = Words("Product|In|Out|Price|Left|Value|Counted", "Producto|Entró|Salió|Precio|Queda|Valor|Contado")
CAPTION = Words("Stock", "Existencias")
LEFT = Words("Left is what came in minus what went out.", "Queda es lo que entró menos lo que salió.")
VALUE = Words(
    "Value is what is left times the price: work it out, don't trust its looks.",
    "Valor es lo que queda por el precio: haz la cuenta, no te confíes de cómo se ve.",
)
DATE = Words(
    "Dates are year-month-day, with two digits for month and day.",
    "Las fechas van como año-mes-día, con dos cifras para mes y día.",
)
LETTER = Words(
    "O looks like 0, l like 1, S like 5: a program takes such a cell for text.",
    "La O se parece al 0, la l al 1 y la S al 5: el programa toma esa celda por texto.",
)


def sheet(language: str, draw: Draw) -> tuple[tuple[Stimulus, ...], Sheet]:
    day = date(2025, 1, 13) + timedelta(days=draw.number(0, 600))
    rows = [_row(good[language], day, draw) for good in draw.some(LISTS["goods"], 6)]
    made = Sheet(tuple(TITLES.in_(language).split("|")), rows, fixed=4)
    plant(made, language, draw)
    return (made.table(CAPTION.in_(language)),), made


def _row(product: str, day: date, draw: Draw) -> list[str]:
    came, went, price = draw.number(40, 99), draw.number(3, 28), draw.number(5, 60, 5)
    counted = day + timedelta(days=draw.number(0, 12))
    left = came - went
    return [product, str(came), str(went), str(price), str(left), str(left * price), counted.isoformat()]


def plant(made: Sheet, language: str, draw: Draw) -> None:
    """An error a row, so that every other cell of the row still shows what is right."""
    left, value, dated, letter = draw.some(range(len(made.rows)), 4)
    kinds = draw.some(["left", "value", "date", "letter"], 3)
    if "left" in kinds:
        made.spoil(left, 4, str(int(made.rows[left][4]) + draw.one([-10, -1, 1, 2, 10])), LEFT.in_(language))
    if "value" in kinds:
        right = made.rows[value][5]
        made.spoil(value, 5, swapped(right, draw) or str(int(right) + 100), VALUE.in_(language))
    if "date" in kinds:
        made.spoil(dated, 6, _misdated(made.rows[dated][6], language, draw), DATE.in_(language))
    if "letter" in kinds and (wrong := lettered(made.rows[letter][5], draw)):
        made.spoil(letter, 5, wrong, LETTER.in_(language))


def _misdated(right: str, language: str, draw: Draw) -> str:
    year, month, day = right.split("-")
    slashed = f"{month}/{day}/{year}" if language == "en" else f"{day}/{month}/{year}"
    return draw.one([slashed, f"{year[2:]}-{month}-{day}", f"{year}/{month}/{day}"])
