"""Level 2: a list of orders with a doubled row, a date of the wrong form and an amount with a letter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from escalera.reference.words import Words
from escalera.tasks.families import guessing, trades
from escalera.tasks.families.family import Field, Item, Key
from escalera.tasks.families.materials import Materials, capital, mixed
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.phrases.cast import people
from escalera.tasks.families.spreadsheets.sheet import LISTS, cell_key, money, sheet

INSTRUCTIONS = Words(
    "Rules of this sheet: dates as year-month-day; amounts are digits and a point; each order stands once. "
    "Three things "
    "broke them: a row repeats an earlier order (perhaps with other capitals or spaces), one date has "
    "another form "
    "(month/day/year), one amount hides a letter.",
    "Reglas de esta hoja: fechas como año-mes-día; los importes son cifras y punto; cada pedido va una vez. "
    "Tres cosas las "
    "rompieron: una fila repite un pedido anterior (quizá con otras mayúsculas o espacios), una fecha tiene "
    "otra forma "
    "(día/mes/año) y un importe esconde una letra.",
)
EXAMPLE = Words(
    "05/30/2026 becomes 2026-05-30. 1O5.00 has the letter O: it becomes 105.00.",
    "30/05/2026 se vuelve 2026-05-30. 1O5.00 tiene la letra O: se vuelve 105.00.",
)
HINT = Words(
    "Read one column at a time from top to bottom: what is different jumps out.",
    "Lee una columna a la vez de arriba abajo: lo distinto salta a la vista.",
)
RULES = {
    "double": Words(
        "Same date, customer and amount is the same order, however the name is typed. The later row is the "
        "repeat.",
        "Misma fecha, mismo cliente y mismo importe es el mismo pedido, como sea que esté escrito. La "
        "repetida es la de más abajo.",
    ),
    "date": Words(
        "Slashes here mean month/day/year. Write the year first, with two digits for month and day.",
        "Aquí las diagonales significan día/mes/año. Escribe primero el año, con dos cifras para mes y día.",
    ),
    "cell": Words(
        "O looks like 0 and l like 1: a program takes such a cell for text and leaves it out of the sum.",
        "La O se parece al 0 y la l al 1: el programa toma esa celda por texto y no la suma.",
    ),
    "amount": Words(
        "Put the digit back that the letter stands for: O is 0, l is 1, S is 5.",
        "Pon la cifra que la letra tapa: O es 0, l es 1, S es 5.",
    ),
}
LABELS = {
    "double": Words(
        "Number of the row that repeats an earlier one", "Número de la fila que repite otra anterior"
    ),
    "date": Words("The date in the wrong form, put right", "La fecha mal escrita, ya corregida"),
    "cell": Words("Cell whose amount has a letter (like D4)", "Celda cuyo importe tiene una letra (como D4)"),
    "amount": Words("That amount, put right", "Ese importe, ya corregido"),
}
WIDGETS = {"double": "number", "date": "text", "cell": "text", "amount": "number"}
CAPTION = Words("Orders received", "Pedidos recibidos")
TITLES = Words("Date|Customer|Product|Amount", "Fecha|Cliente|Producto|Importe")
LOOKALIKE = {"0": "O", "1": "l", "5": "S"}


@dataclass(frozen=True)
class Order:
    day: date
    written: str
    customer: str
    product: str
    amount: str


def item(language: str, draw: Draw, own: Materials) -> Item:
    orders = _orders(language, draw, own)
    odd, lettered, twice = draw.some(range(len(orders)), 3)
    day, amount = orders[odd].day, orders[lettered].amount
    orders[odd] = replace(orders[odd], written=day.strftime("%m/%d/%Y" if language == "en" else "%d/%m/%Y"))
    orders[lettered] = replace(orders[lettered], amount=_lettered(amount, draw))
    at = draw.number(twice + 1, len(orders))
    orders.insert(at, replace(orders[twice], customer=_retyped(orders[twice].customer, draw)))
    row = lettered + (lettered >= at) + 2
    keys = {
        "double": Key(
            "number", at + 2, shown=str(at + 2), detail={"tolerance": 0.1, "range": [2, len(orders) + 1]}
        ),
        "date": Key("exact", [day.isoformat(), day.isoformat().replace("-", "/")], shown=day.isoformat()),
        "cell": cell_key(f"D{row}"),
        "amount": Key("number", float(amount), shown=amount),
    }
    fields = tuple(Field(name, label.in_(language), WIDGETS[name]) for name, label in LABELS.items())
    rows = [(order.written, order.customer, order.product, order.amount) for order in orders]
    caption = draw.one(own.documents) if own.documents else CAPTION.in_(language)
    return Item(
        instructions=INSTRUCTIONS.in_(language),
        example=EXAMPLE.in_(language),
        hint=HINT.in_(language),
        stimulus=(sheet(caption, [TITLES.in_(language).split("|"), *rows]),),
        fields=fields,
        key=keys,
        chance=guessing.chance(fields, keys),
        feedback={name: rule.in_(language) for name, rule in RULES.items()},
    )


def _orders(language: str, draw: Draw, own: Materials) -> list[Order]:
    many = draw.number(6, 8)
    day, orders = date(2024, 1, 1) + timedelta(days=draw.number(0, 1000)), []
    customers = [person.name for person in people(draw, many)]
    if own.customers:  # the last name keeps them apart
        customers = [_business(draw.one(own.customers), name, language) for name in customers]
    goods = _goods(language, draw, own, many)
    for customer, good in zip(customers, goods, strict=True):
        day += timedelta(days=draw.number(1, 6))
        amount = money(draw.number(2, 180) * 500 + 1000 * draw.number(0, 9))
        orders.append(Order(day, day.isoformat(), customer, good, amount))
    return orders


def _business(kind: str, owner: str, language: str) -> str:
    """Granja Morales, Morales Farm."""
    name = owner.split()[-1]
    return f"{kind} {name}" if language == "es" else f"{name} {kind}"


def _goods(language: str, draw: Draw, own: Materials, many: int) -> list[str]:
    if shops := trades.shops(own.trades):
        return [good[language] for good in draw.some(draw.one(shops)["goods"], many)]
    usual = [good[language] for good in draw.some(LISTS["good"], many)]
    return mixed(draw, [capital(good) for good in own.goods], usual)


def _lettered(amount: str, draw: Draw) -> str:
    place = draw.one([place for place, sign in enumerate(amount) if sign in LOOKALIKE])
    return amount[:place] + LOOKALIKE[amount[place]] + amount[place + 1 :]


def _retyped(name: str, draw: Draw) -> str:
    return draw.one([name, name.upper(), name.lower(), name.replace(" ", "  ")])
