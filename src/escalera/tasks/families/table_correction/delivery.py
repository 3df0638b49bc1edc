"""Level 2: an inventory against the delivery note it was copied from."""

from __future__ import annotations

from escalera.reference.words import Words
from escalera.tasks.families.family import Stimulus, Table
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.table_correction.contacts import LISTS
from escalera.tasks.families.table_correction.planting import lettered, swapped
from escalera.tasks.families.table_correction.sheet import Sheet

TITLES = Words("Product|Code|Pieces|Price", "Producto|Código|Piezas|Precio")
NOTE = Words("Delivery note (right)", "Nota de entrega (correcta)")
CAPTION = Words("Inventory (copied by hand)", "Inventario (copiado a mano)")
SWAPPED = Words(
    "Two digits changed places: 84 instead of 48. Compare digit by digit, not number by number.",
    "Dos cifras cambiaron de lugar: 84 en vez de 48. Compara cifra por cifra, no número por número.",
)
LETTER = Words(
    "In codes, O and 0, l and 1, S and 5 look alike: the note decides.",
    "En los códigos se parecen O y 0, l y 1, S y 5: decide la nota.",
)
POINT = Words(
    "The point moved: 12.50 is not 125.0. Look where it stands.",
    "El punto se movió: 12.50 no es 125.0. Fíjate dónde está.",
)
NEXT = Words(
    "That number belongs to another row of the note: keep a finger on the row you compare.",
    "Ese número es de otra fila de la nota: pon un dedo en la fila que comparas.",
)


def sheet(language: str, draw: Draw) -> tuple[tuple[Stimulus, ...], Sheet]:
    rows = [_row(good[language], draw) for good in draw.some(LISTS["goods"], 7)]
    header = tuple(TITLES.in_(language).split("|"))
    note = Table(NOTE.in_(language), header, tuple(tuple(row) for row in draw.shuffled(rows)))
    made = Sheet(header, rows, fixed=1)
    plant(made, language, draw)
    return (note, made.table(CAPTION.in_(language))), made


def _row(product: str, draw: Draw) -> list[str]:
    code = f"{draw.one('ABCDEF')}{draw.one('KLMNPR')}-{draw.number(1, 9)}0{draw.number(1, 9)}{draw.one('15')}"
    price = f"{draw.number(11, 98)}.{draw.number(10, 95, 5)}"
    return [product, code, str(draw.number(12, 98)), price]


def plant(made: Sheet, language: str, draw: Draw) -> None:
    pieces, code, price, other = draw.some(range(len(made.rows)), 4)
    kinds = draw.some(["swapped", "letter", "point", "next"], 3)
    if "swapped" in kinds and (wrong := swapped(made.rows[pieces][2], draw)):
        made.spoil(pieces, 2, wrong, SWAPPED.in_(language))
    if "letter" in kinds and (wrong := lettered(made.rows[code][1], draw)):
        made.spoil(code, 1, wrong, LETTER.in_(language))
    if "point" in kinds:
        whole, _, cents = made.rows[price][3].partition(".")
        made.spoil(price, 3, f"{whole}{cents[0]}.{cents[1]}", POINT.in_(language))
    below = made.rows[(other + 1) % len(made.rows)][2]
    if ("next" in kinds or len(made.right) < 2) and below != made.rows[other][2]:
        made.spoil(other, 2, below, NEXT.in_(language))
