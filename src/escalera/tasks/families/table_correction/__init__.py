"""Tables with a few wrong cells to find and mend, leaving the right ones alone."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families import guessing
from escalera.tasks.families.family import Family, Field, Item, Level
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.table_correction import contacts, delivery, stock

SHEETS = {1: contacts.sheet, 2: delivery.sheet, 3: stock.sheet}
INSTRUCTIONS = {
    1: Words(
        "Three cells of this list are wrong. Find and mend them in the table; leave the others as they are. Rules: a "
        "postcode is five digits, and a town has one postcode; a mail address is first.last@ejemplo.mx "
        "without accents. Names and towns are right.",
        "Tres celdas de esta lista están mal. Encuéntralas y corrígelas en la tabla; deja las demás. Reglas: un "
        "código postal son cinco cifras y cada ciudad lleva uno solo; un correo se escribe "
        "nombre.apellido@ejemplo.mx sin acentos. Los nombres y las ciudades están bien.",
    ),
    2: Words(
        "The inventory was copied from the delivery note, and two or three cells went wrong. The note is right. Find "
        "and mend the cells in the inventory; leave the others as they are. The rows stand in another order.",
        "El inventario se copió de la nota de entrega, y dos o tres celdas salieron mal. La nota está bien. Encuentra "
        "y corrige esas celdas en el inventario; deja las demás. Las filas van en otro orden.",
    ),
    3: Words(
        "Two or three cells are wrong. Find and mend them; leave the others as they are. Rules: Left = In minus Out. "
        "Value = Left times Price. Dates are year-month-day. The first four columns are right.",
        "Dos o tres celdas están mal. Encuéntralas y corrígelas; deja las demás. Reglas: Queda = Entró menos Salió. "
        "Valor = Queda por Precio. Las fechas van como año-mes-día. Las primeras cuatro columnas están bien.",
    ),
}
EXAMPLE = {
    1: Words(
        "The postcode 72O00 has the letter O: it becomes 72000.",
        "El código postal 72O00 tiene la letra O: se vuelve 72000.",
    ),
    2: Words(
        "The note says 48 pieces, the inventory 84: write 48.",
        "La nota dice 48 piezas y el inventario 84: escribe 48.",
    ),
    3: Words(
        "In 60, Out 20, Price 10: Left 40, Value 400. 05/30/2026 becomes 2026-05-30.",
        "Entró 60, Salió 20, Precio 10: Queda 40, Valor 400. 30/05/2026 se vuelve 2026-05-30.",
    ),
}
HINT = {
    1: Words(
        "Read one column at a time from top to bottom: what is different jumps out.",
        "Lee una columna a la vez de arriba abajo: lo distinto salta a la vista.",
    ),
    2: Words(
        "Take one product at a time and compare its code, pieces and price sign by sign.",
        "Toma un producto a la vez y compara código, piezas y precio, signo por signo.",
    ),
    3: Words(
        "Work row by row: first the subtraction, then the product, last the date.",
        "Trabaja fila por fila: primero la resta, luego la multiplicación, al final la fecha.",
    ),
}
LABEL = Words("Mend the wrong cells", "Corrige las celdas que están mal")
ALONE = Words(
    "Change only what breaks a rule: a right cell that gets changed is a new error.",
    "Cambia solo lo que rompe una regla: una celda correcta que se cambia es un error nuevo.",
)


def make(number: int, language: str, rng: np.random.Generator) -> Item:
    stimulus, sheet = SHEETS[number](language, Draw(rng))
    fields = (Field("cells", LABEL.in_(language), "cells", on=len(stimulus) - 1, fixed=sheet.fixed),)
    key = {"cells": sheet.key()}
    return Item(
        instructions=INSTRUCTIONS[number].in_(language),
        example=EXAMPLE[number].in_(language),
        hint=HINT[number].in_(language),
        stimulus=stimulus,
        fields=fields,
        key=key,
        chance=guessing.chance(fields, key),
        feedback={"cells": " ".join([*sheet.rules, ALONE.in_(language)])},
    )


FAMILY = Family(
    slug="table-correction",
    title=Words("Correcting tables", "Corrección de tablas"),
    levels=(
        Level(
            number=1,
            title=Words("Mend a list of contacts", "Corregir una lista de contactos"),
            skills={"correct-tables": 0.6, "pay-attention-to-detail": 0.4},
            minutes=1.5,
            can_do=Words(
                "You see which cells break the rules of a list and mend only those.",
                "Ves qué celdas rompen las reglas de una lista y corriges solo esas.",
            ),
        ),
        Level(
            number=2,
            title=Words("Check an inventory against its note", "Cotejar un inventario con su nota"),
            skills={"correct-tables": 0.5, "enter-data": 0.2, "pay-attention-to-detail": 0.3},
            minutes=2.5,
            can_do=Words(
                "You compare two lists sign by sign, although their order differs.",
                "Comparas dos listas signo por signo, aunque vayan en otro orden.",
            ),
        ),
        Level(
            number=3,
            title=Words("Mend a stock list that must add up", "Corregir existencias que deben cuadrar"),
            skills={"correct-tables": 0.5, "work-with-numbers": 0.3, "clean-data": 0.2},
            minutes=3.5,
            can_do=Words(
                "You work out what a cell should say from the others.",
                "Calculas a partir de las demás lo que debe decir una celda.",
            ),
        ),
    ),
    make=make,
)
