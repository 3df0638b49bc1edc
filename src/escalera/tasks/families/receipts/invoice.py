"""Level 3: one line of the invoice may not be quantity times price; find it and work out the sums again."""

from __future__ import annotations

from dataclasses import dataclass

from escalera.reference.words import Words
from escalera.tasks.families import guessing
from escalera.tasks.families.family import Field, Item, Key, Option, Picture
from escalera.tasks.families.materials import Materials
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.phrases.cast import people
from escalera.tasks.families.receipts.paper import Paper
from escalera.tasks.families.receipts.slip import LISTS, Country, Line, countries, price_in, renamed, shop_of

INSTRUCTIONS = Words(
    "Check the invoice. In each line, quantity times price must give the amount. At most one line is wrong, "
    "and the "
    "sums below were made with it. Say which line is wrong, and what the subtotal and the total should be. "
    "Round to two decimals.",
    "Revisa la factura. En cada línea, cantidad por precio debe dar el importe. Cuando mucho una línea está mal, "
    "y las "
    "sumas de abajo se hicieron con ella. Di cuál está mal y cuánto deberían ser el subtotal y el total. "
    "Redondea a dos decimales.",
)
EXAMPLE = Words(
    "Line 2 says 6 x 12.50 = 85.00, but it is 75.00. The subtotal falls from 385.00 to 375.00; with 8% tax "
    "the total is 405.00.",
    "La línea 2 dice 6 x 12.50 = 85.00, pero son 75.00. El subtotal baja de 385.00 a 375.00; con 16% de IVA "
    "el total es 435.00.",
)
HINT = Words(
    "Round to check quickly: 6 x 12.50 is about 6 x 12 = 72, so 85 can't be right. Then correct only that "
    "line.",
    "Redondea para revisar rápido: 6 x 12.50 es como 6 x 12 = 72, así que 85 no puede ser. Luego corrige "
    "solo esa línea.",
)
RULES = {
    "line": Words(
        "Multiply quantity by price in every line: it must give the amount. Digits that changed places are "
        "the usual slip.",
        "Multiplica cantidad por precio en cada línea: debe dar el importe. Lo más común es que dos cifras "
        "cambien de lugar.",
    ),
    "subtotal": Words(
        "Add the amounts again with the right one in place of the wrong one.",
        "Suma otra vez los importes, con el correcto en lugar del equivocado.",
    ),
    "total": Words(
        "The tax changes too: percentage of the right subtotal, added to it.",
        "El impuesto también cambia: el porcentaje del subtotal correcto, sumado a él.",
    ),
}
HEADER = Words("Description|Qty|Price|Amount", "Descripción|Cant.|Precio|Importe")
ENDS = (236, 322, 418)


@dataclass(frozen=True)
class Invoice:
    country: Country
    seller: str
    customer: str
    number: int
    lines: tuple[Line, ...]
    wrong: int | None
    """Place of the wrong line, and what is printed there."""
    printed: int

    @property
    def subtotal(self) -> int:
        return sum(line.amount for line in self.lines)

    @property
    def printed_subtotal(self) -> int:
        return (
            self.subtotal
            if self.wrong is None
            else self.subtotal - self.lines[self.wrong].amount + self.printed
        )

    def tax(self, subtotal: int) -> int:
        return round(subtotal * self.country.rate / 100)

    @property
    def total(self) -> int:
        return self.subtotal + self.tax(self.subtotal)


def item(language: str, draw: Draw, own: Materials) -> Item:
    made = _invoice(language, draw, own)
    fields = _fields(made, language)
    key = _key(made, language)
    return Item(
        instructions=INSTRUCTIONS.in_(language),
        example=EXAMPLE.in_(language),
        hint=HINT.in_(language),
        stimulus=(_picture(made, language, draw),),
        fields=fields,
        key=key,
        chance=guessing.chance(fields, key),
        feedback={name: rule.in_(language) for name, rule in RULES.items()},
    )


def _invoice(language: str, draw: Draw, own: Materials) -> Invoice:
    country = countries(language)[0]
    shop = shop_of(draw, own)
    lines = tuple(
        Line(
            quantity=draw.number(2, 24),
            name=good[language],
            price=price_in(draw, good, country)
            if own.trades
            else draw.number(40, 1200) * (5 if language == "es" else 1),
        )
        for good in draw.some(shop["goods"], draw.number(4, 6))
    )
    lines = renamed(draw, lines, own)
    wrong = None if draw.yes(1 / 6) else draw.number(0, len(lines) - 1)
    return Invoice(
        country=country,
        seller=f"{shop['kind'][language]} {draw.one(LISTS['names'][language])}",
        customer=people(draw, 1)[0].name,
        number=draw.number(100, 9999),
        lines=lines,
        wrong=wrong,
        printed=0 if wrong is None else _slipped(lines[wrong].amount, draw),
    )


def _slipped(amount: int, draw: Draw) -> int:
    """What a tired hand writes: neighbouring digits swapped, or one digit off."""
    digits = str(amount)
    swaps = [digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(len(digits) - 1)]
    slips = [int(text) for text in swaps if text != digits and text[0] != "0"]
    written: int = draw.one([*slips, amount + 1000, amount + int("1" + "0" * (len(digits) - 1))])
    return written


def _fields(made: Invoice, language: str) -> tuple[Field, ...]:
    every = Words("Every line is right", "Todas las líneas están bien").in_(language)
    line = Words("Line", "Línea").in_(language)
    options = [
        Option(str(place), f"{line} {place}: {one.name}") for place, one in enumerate(made.lines, start=1)
    ]
    which = Words("Which line is wrong?", "¿Qué línea está mal?").in_(language)
    return (
        Field("line", which, "choice", options=(*options, Option("none", every))),
        Field("subtotal", Words("Right subtotal", "Subtotal correcto").in_(language), "number"),
        Field(
            "total",
            Words("Right total, tax included", "Total correcto, con impuesto").in_(language),
            "number",
        ),
    )


def _key(made: Invoice, language: str) -> dict[str, Key]:
    every = Words("Every line is right", "Todas las líneas están bien").in_(language)
    amounts = {name: getattr(made, name) / 100 for name in ("subtotal", "total")}
    line = Key("choice", "none", shown=every)
    if made.wrong is not None:
        wrong = made.lines[made.wrong]
        word = Words("Line", "Línea").in_(language)
        work = f"{word} {made.wrong + 1}: {wrong.quantity} x {wrong.price / 100:,.2f} = {wrong.amount / 100:,.2f}"
        line = Key("choice", str(made.wrong + 1), shown=work)
    return {"line": line} | {
        name: Key("number", amount, shown=f"{amount:,.2f}", detail={"tolerance": 0.011})
        for name, amount in amounts.items()
    }


def _picture(made: Invoice, language: str, draw: Draw) -> Picture:
    paper = Paper(width=440, draw=draw, worn=draw.yes())
    paper.centred(made.seller, size=17, bold=True)
    title = Words("Invoice", "Factura").in_(language)
    customer = Words("Customer", "Cliente").in_(language)
    paper.row(f"{title} {made.number}", f"{customer}: {made.customer}", size=13)
    paper.rule()
    description, *columns = HEADER.in_(language).split("|")
    paper.cells((description, *columns), ENDS, bold=True)
    for place, line in enumerate(made.lines):
        amount = made.printed if place == made.wrong else line.amount
        numbers = (str(line.quantity), f"{line.price / 100:,.2f}", f"{amount / 100:,.2f}")
        paper.cells((f"{place + 1} {line.name}", *numbers), ENDS)
    paper.rule()
    _sums(paper, made)
    return Picture(svg=paper.svg(), alt=_alt(made, language), width=paper.width, height=paper.height)


def _sums(paper: Paper, made: Invoice) -> None:
    subtotal = made.printed_subtotal
    paper.row("Subtotal", made.country.money(subtotal))
    paper.row(f"{made.country.tax} {made.country.rate}%", made.country.money(made.tax(subtotal)))
    paper.row("TOTAL", made.country.money(subtotal + made.tax(subtotal)), bold=True, size=16)


def _alt(made: Invoice, language: str) -> str:
    return Words(
        f"An invoice from {made.seller} with {len(made.lines)} numbered lines: description, quantity, price "
        "and amount. "
        "Below them subtotal, tax and total.",
        f"Una factura de {made.seller} con {len(made.lines)} líneas numeradas: descripción, cantidad, precio "
        "e importe. "
        "Abajo, subtotal, impuesto y total.",
    ).in_(language)
