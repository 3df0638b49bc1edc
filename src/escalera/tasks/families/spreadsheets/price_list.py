"""Level 1: a list of sales in which one cell was worked out wrongly."""

from __future__ import annotations

from escalera.reference.words import Words
from escalera.tasks.families import guessing, trades
from escalera.tasks.families.family import Field, Item, Key
from escalera.tasks.families.materials import Materials, capital, mixed
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.spreadsheets.sheet import LISTS, cell_key, money, sheet

INSTRUCTIONS = Words(
    "In this sheet, amount = quantity x price, and the total is the sum of the amounts. Exactly one cell in "
    "column D is "
    "wrong. Name the cell (a letter and a number, like D4) and write what it should say.",
    "En esta hoja, importe = cantidad x precio, y el total es la suma de los importes. Exactamente una celda "
    "de la columna D "
    "está mal. Nombra la celda (letra y número, como D4) y escribe lo que debería decir.",
)
EXAMPLE = Words(
    "Row 4 says 3 x 20.00 = 66.00. It should be 60.00, so: cell D4, value 60.00.",
    "La fila 4 dice 3 x 20.00 = 66.00. Debería ser 60.00, o sea: celda D4, valor 60.00.",
)
HINT = Words(
    "Check the rows first. If every row is right, the total at the bottom must be the wrong one.",
    "Revisa primero las filas. Si todas están bien, el total de abajo tiene que ser el equivocado.",
)
RULES = {
    "cell": Words(
        "A cell's name is its column letter and then its row number. Multiply row by row to find the one "
        "that is off.",
        "El nombre de una celda es la letra de su columna y el número de su fila. Multiplica fila por fila "
        "para hallarla.",
    ),
    "value": Words(
        "Work it out anew instead of mending it: quantity times price, or the sum of all amounts.",
        "Calcúlalo de nuevo en vez de remendarlo: cantidad por precio, o la suma de todos los importes.",
    ),
}
TITLES = Words("Product|Quantity|Price|Amount", "Producto|Cantidad|Precio|Importe")


def item(language: str, draw: Draw, own: Materials) -> Item:
    sales = _sales(language, draw, own)
    amounts = [quantity * price for _, quantity, price in sales]
    right = [*amounts, sum(amounts)]
    wrong = draw.number(0, len(right) - 1)
    shown = [*right[:wrong], _misdone(right[wrong], draw), *right[wrong + 1 :]]
    rows = [(name, str(quantity), money(price)) for name, quantity, price in sales] + [("Total", "", "")]
    cells = [(*row, money(amount)) for row, amount in zip(rows, shown, strict=True)]
    caption = Words("Sales of the week", "Ventas de la semana").in_(language)
    fields = (
        Field("cell", Words("Wrong cell", "Celda equivocada").in_(language), "text"),
        Field("value", Words("What it should say", "Lo que debería decir").in_(language), "number"),
    )
    keys = {
        "cell": cell_key(f"D{wrong + 2}"),
        "value": Key("number", right[wrong] / 100, shown=money(right[wrong])),
    }
    return Item(
        instructions=INSTRUCTIONS.in_(language),
        example=EXAMPLE.in_(language),
        hint=HINT.in_(language),
        stimulus=(sheet(caption, [TITLES.in_(language).split("|"), *cells]),),
        fields=fields,
        key=keys,
        chance=guessing.chance(fields, keys),
        feedback={name: rule.in_(language) for name, rule in RULES.items()},
    )


def _sales(language: str, draw: Draw, own: Materials) -> list[tuple[str, int, int]]:
    """(product, quantity, price), of the posting's trade where it has one."""
    many = draw.number(4, 6)
    if shops := trades.shops(own.trades):
        goods = draw.some(draw.one(shops)["goods"], many)
        return [(good[language], draw.number(2, 12), trades.price(draw, good, language)) for good in goods]
    usual = [good[language] for good in draw.some(LISTS["good"], many)]
    names = mixed(draw, [capital(good) for good in own.goods], usual)
    return [(name, draw.number(2, 12), draw.number(8, 180) * 50) for name in names]


def _misdone(cents: int, draw: Draw) -> int:
    """A carry forgotten, a zero too many, or neighbouring digits swapped."""
    digits = str(cents // 100)
    swapped = int(digits[:-2] + digits[-1] + digits[-2]) * 100 + cents % 100 if len(digits) > 1 else cents
    choices = [cents + 1000, cents - 1000, cents * 10, cents + 10_000, swapped]
    return draw.one([one for one in choices if one > 0 and one != cents])
