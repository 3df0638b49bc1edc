"""Which formula does it? Four to choose from, each wrong one a mistake that people make."""

from __future__ import annotations

from dataclasses import dataclass

from escalera.reference.words import Words
from escalera.tasks.families.family import Field, Key, Option
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.spreadsheets.sheet import LETTERS

FUNCTIONS = {
    "en": {"sum": "SUM", "mean": "AVERAGE", "count_if": "COUNTIF", "sum_if": "SUMIF", "most": "MAX"},
    "es": {"sum": "SUMA", "mean": "PROMEDIO", "count_if": "CONTAR.SI", "sum_if": "SUMAR.SI", "most": "MAX"},
}


@dataclass(frozen=True)
class Formula:
    key: Key
    rule: str


def question(rows: int, columns: int, language: str, draw: Draw) -> tuple[Field, Formula]:
    kind = draw.one([_sum, _mean, _count_if, _sum_if])
    asked, right, wrong, rule = kind(rows, columns, FUNCTIONS[language], draw)
    options = tuple(Option(text, text) for text in draw.shuffled([right, *wrong]))
    return Field("formula", asked.in_(language), "choice", options=options), Formula(
        Key("choice", right), rule.in_(language)
    )


Asked = tuple[Words, str, list[str], Words]


def _sum(rows: int, columns: int, called: dict[str, str], draw: Draw) -> Asked:
    column, last = LETTERS[draw.number(1, columns)], rows + 1
    asked = Words(
        f"Formula for the total in cell {column}{last + 1}",
        f"Fórmula para el total en la celda {column}{last + 1}",
    )
    name = called["sum"]
    wrong = [
        f"={name}({column}2:{column}{last + 1})",
        f"={name}({column}2;{column}{last})",
        f"={column}2+{column}{last}",
    ]
    rule = Words(
        "A colon means from-to. A total must not count its own cell, or the sum never ends.",
        "Los dos puntos significan de-hasta. Un total no debe incluir su propia celda, o la suma nunca "
        "termina.",
    )
    return asked, f"={name}({column}2:{column}{last})", wrong, rule


def _mean(rows: int, columns: int, called: dict[str, str], draw: Draw) -> Asked:
    row, last = draw.number(2, rows + 1), LETTERS[columns]
    asked = Words(
        f"Formula for the monthly average of row {row}", f"Fórmula para el promedio mensual de la fila {row}"
    )
    name, total = called["mean"], LETTERS[columns + 1]
    wrong = [
        f"={name}(B{row}:{total}{row})",
        f"={called['sum']}(B{row}:{last}{row})/12",
        f"={called['most']}(B{row}:{last}{row})",
    ]
    rule = Words(
        "The average takes the months only: with the total column in it, it comes out far too high.",
        "El promedio toma solo los meses: si incluye la columna del total, sale demasiado alto.",
    )
    return asked, f"={name}(B{row}:{last}{row})", wrong, rule


def _count_if(rows: int, columns: int, called: dict[str, str], draw: Draw) -> Asked:
    column, limit, last = LETTERS[draw.number(1, columns)], draw.number(60, 300, 20), rows + 1
    asked = Words(
        f"Formula that counts the places with more than {limit} in column {column}",
        f"Fórmula que cuenta los lugares con más de {limit} en la columna {column}",
    )
    name, cells = called["count_if"], f"{column}2:{column}{last}"
    wrong = [
        f'={name}({cells},"<{limit}")',
        f'={called["sum_if"]}({cells},">{limit}")',
        f'={name}(">{limit}",{cells})',
    ]
    rule = Words(
        "Counting asks how many cells, adding asks how much. First the cells, then the condition in quotes.",
        "Contar es cuántas celdas, sumar es cuánto. Primero las celdas y luego la condición entre comillas.",
    )
    return asked, f'={name}({cells},">{limit}")', wrong, rule


def _sum_if(rows: int, columns: int, called: dict[str, str], draw: Draw) -> Asked:
    column, limit, last = LETTERS[draw.number(1, columns)], draw.number(60, 300, 20), rows + 1
    asked = Words(
        f"Formula that adds up only the values of column {column} that are {limit} or more",
        f"Fórmula que suma solo los valores de la columna {column} que son {limit} o más",
    )
    name, cells = called["sum_if"], f"{column}2:{column}{last}"
    wrong = [
        f'={name}({cells},">{limit}")',
        f'={called["count_if"]}({cells},">={limit}")',
        f"={called['sum']}({cells})>={limit}",
    ]
    rule = Words(
        '"Or more" includes the limit itself, so the condition is ">=".',
        '"O más" incluye el límite, así que la condición es ">=".',
    )
    return asked, f'={name}({cells},">={limit}")', wrong, rule
