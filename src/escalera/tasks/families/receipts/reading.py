"""Levels 1 and 2: type what the receipt says."""

from __future__ import annotations

from escalera.reference.words import Words
from escalera.tasks.families import guessing
from escalera.tasks.families.family import Field, Item, Key, Option, Picture
from escalera.tasks.families.materials import Materials
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.receipts.paper import Paper
from escalera.tasks.families.receipts.slip import Slip, countries, slip

INSTRUCTIONS = {
    1: Words(
        "Look at the receipt and type the amounts we ask for. Only digits and the decimal point; "
        "the currency sign and thousands comma are optional.",
        "Mira el ticket y captura las cantidades que pedimos. Solo cifras y punto decimal; "
        "el signo de moneda y la coma de miles son opcionales.",
    ),
    2: Words(
        "The receipt is worn and can come from another country. Type the amounts, choose the currency by the "
        "place "
        "printed on top, and write the date as year-month-day. Receipts printed in the United States put the "
        "month "
        "first; the others put the day first.",
        "El ticket está maltratado y puede venir de otro país. Captura las cantidades, elige la moneda por "
        "el lugar "
        "impreso arriba y escribe la fecha como año-mes-día. Los tickets de Estados Unidos ponen primero el "
        "mes; "
        "los demás, primero el día. En España la coma separa los decimales: captura 12,50 como 12.50.",
    ),
}
EXAMPLE = {
    1: Words(
        'The receipt says "TOTAL 84.50, Cash 100.00, Change 15.50". The total is 84.50.',
        'El ticket dice "TOTAL 84.50, Efectivo 100.00, Cambio 15.50". El total es 84.50.',
    ),
    2: Words(
        "Printed in Leeds: 07/03/2025 is the 7th of March, so 2025-03-07. In Fresno it would be 2025-07-03.",
        "Impreso en Puebla: 07/03/2025 es el 7 de marzo, o sea 2025-03-07. En Laredo, EE. UU., sería "
        "2025-07-03.",
    ),
}
HINT = Words(
    "Go down to the line that says TOTAL. The lines below it only tell how it was paid.",
    "Baja hasta la línea que dice TOTAL. Las de abajo solo dicen cómo se pagó.",
)
LABELS = {
    "total": Words("Total to pay", "Total a pagar"),
    "subtotal": Words("Subtotal", "Subtotal"),
    "tax": Words("Tax", "Impuesto"),
    "change": Words("Change given back", "Cambio devuelto"),
    "tip": Words("Tip", "Propina"),
    "discount": Words("Discount, without a minus sign", "Descuento, sin signo de menos"),
}
RULES = {
    "total": Words(
        "The total is the last sum before the payment. Cash is what the customer handed over, not what it "
        "cost.",
        "El total es la última suma antes del pago. El efectivo es lo que entregó quien pagó, no lo que "
        "costó.",
    ),
    "subtotal": Words(
        "The subtotal is what the goods cost before the tax is added; the total comes after it.",
        "El subtotal es lo que cuestan las cosas antes de sumar el impuesto; el total va después.",
    ),
    "tax": Words(
        "The tax stands between subtotal and total. Copy the amount, not the percentage.",
        "El impuesto está entre el subtotal y el total. Copia la cantidad, no el porcentaje.",
    ),
    "change": Words(
        "Change is cash minus total: what the customer got back.",
        "El cambio es el efectivo menos el total: lo que le devolvieron a quien pagó.",
    ),
    "tip": Words(
        "The tip is the amount beside the word tip; here it is written by hand.",
        "La propina es la cantidad junto a esa palabra; aquí está escrita a mano.",
    ),
    "discount": Words(
        "The discount has a minus before it and stands below the goods.",
        "El descuento lleva un signo de menos y está debajo de los productos.",
    ),
    "date": Words(
        "First look where it was printed: month first in the United States, day first elsewhere. Then "
        "year-month-day.",
        "Primero mira dónde se imprimió: en Estados Unidos va primero el mes, en otros lugares el día. Luego "
        "año-mes-día.",
    ),
    "currency": Words(
        "The same sign ($) stands for several currencies: the country printed on top decides.",
        "El mismo signo ($) sirve para varias monedas: decide el país impreso arriba.",
    ),
}
PRINTED = {
    "receipt": Words("Receipt", "Ticket"),
    "cash": Words("Cash", "Efectivo"),
    "change": Words("Change", "Cambio"),
    "tip": Words("Tip", "Propina"),
    "discount": Words("Discount", "Descuento"),
    "date": Words("Date", "Fecha"),
}


def item(language: str, draw: Draw, *, level: int, own: Materials) -> Item:
    made = slip(draw, language, level=level, own=own)
    asked = _asked(made, draw, level=level)
    fields, key = zip(*(_field(name, made, language) for name in asked), strict=True)
    keys = {field.name: one for field, one in zip(fields, key, strict=True)}
    return Item(
        instructions=INSTRUCTIONS[level].in_(language),
        example=EXAMPLE[level].in_(language),
        hint=HINT.in_(language),
        stimulus=(_picture(made, language, draw, level=level),),
        fields=fields,
        key=keys,
        chance=guessing.chance(fields, keys),
        feedback={name: RULES[name].in_(language) for name in asked},
    )


def _asked(made: Slip, draw: Draw, *, level: int) -> list[str]:
    if level == 1:
        return ["total", draw.one(["subtotal", "tax", "change"])]
    extra = [name for name in ("tip", "discount") if getattr(made, name)]
    return ["total", draw.one(extra or ["tax", "change"]), "date", "currency"]


def _field(name: str, made: Slip, language: str) -> tuple[Field, Key]:
    if name == "date":
        return _date(made, language)
    if name == "currency":
        return _currency(made, language)
    cents = getattr(made, name)
    key = Key("number", cents / 100, shown=f"{cents / 100:,.2f}", weight=2.0 if name == "total" else 1.0)
    return Field(name, LABELS[name].in_(language), "number"), key


def _date(made: Slip, language: str) -> tuple[Field, Key]:
    label = Words("Date of the receipt", "Fecha del ticket").in_(language)
    hint = Words("Year-month-day, for example 2025-03-07", "Año-mes-día, por ejemplo 2025-03-07").in_(
        language
    )
    written = made.day.isoformat()
    accepted = [written, written.replace("-", "/"), written.replace("-", "."), written.replace("-", " ")]
    return Field("date", label, "text", hint=hint), Key("exact", [*accepted, written.replace("-", "")])


def _currency(made: Slip, language: str) -> tuple[Field, Key]:
    options = tuple(Option(one.currency, one.label) for one in countries(language))
    key = Key("choice", made.country.currency, shown=made.country.label)
    return Field("currency", Words("Currency", "Moneda").in_(language), "choice", options=options), key


def _picture(made: Slip, language: str, draw: Draw, *, level: int) -> Picture:
    paper = Paper(width=330, draw=draw, worn=level > 1)
    _head(paper, made, language)
    for line in made.lines:
        name = f"{line.quantity} x {line.name}" if line.quantity > 1 else line.name
        paper.row(name, made.country.money(line.amount))
    paper.rule()
    _sums(paper, made, language, by_hand=level > 1)
    return Picture(svg=paper.svg(), alt=_alt(made, language, level), width=paper.width, height=paper.height)


def _head(paper: Paper, made: Slip, language: str) -> None:
    paper.centred(made.shop, size=17, bold=True)
    paper.centred(made.town, size=13)
    paper.row(
        f"{PRINTED['receipt'].in_(language)} {made.number}",
        f"{made.country.day(made.day)} {made.clock}",
        size=13,
    )
    paper.rule()


def _sums(paper: Paper, made: Slip, language: str, *, by_hand: bool) -> None:
    money = made.country.money
    if made.discount:
        paper.row(PRINTED["discount"].in_(language), "-" + money(made.discount))
    paper.row("Subtotal", money(made.subtotal))
    paper.row(f"{made.country.tax} {made.country.rate}%", money(made.tax))
    if made.tip and by_hand:
        paper.by_hand(PRINTED["tip"].in_(language), money(made.tip).replace(" ", ""))
        paper.by_hand("TOTAL", money(made.total).replace(" ", ""))
    else:
        paper.row("TOTAL", money(made.total), bold=True, size=17)
    paper.row(PRINTED["cash"].in_(language), money(made.paid))
    paper.row(PRINTED["change"].in_(language), money(made.change))


def _alt(made: Slip, language: str, level: int) -> str:
    state = (
        Words("A folded, stained receipt", "Un ticket doblado y manchado")
        if level > 1
        else Words("A receipt", "Un ticket")
    )
    return Words(
        f"{state.en} from {made.shop}, {made.town}: number and date, {len(made.lines)} lines of goods with "
        "their "
        "amounts, and below them subtotal, tax, total, cash and change.",
        f"{state.es} de {made.shop}, {made.town}: número y fecha, {len(made.lines)} líneas de productos con "
        "su "
        "importe, y abajo subtotal, impuesto, total, efectivo y cambio.",
    ).in_(language)
