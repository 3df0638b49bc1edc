"""From a draft's words, columns and rows to items, the same kind of values that families make."""

from collections.abc import Mapping, Sequence
from typing import Any

from escalera.tasks.authoring.columns import ASKED, BETWEEN, SHOWN, WHY, Column, options
from escalera.tasks.families import guessing
from escalera.tasks.families.family import Field, Item, Key, Option, Quote, Stimulus, Text
from escalera.tasks.scoring.number import readings

LANGUAGES = ("en", "es")
Row = Mapping[str, str]


def languages(content: Mapping[str, Any]) -> list[str]:
    """The languages in which the instructions are written."""
    return [language for language in LANGUAGES if content.get("instructions", {}).get(language)]


def columns_of(content: Mapping[str, Any]) -> list[Column]:
    return [Column(**column) for column in content.get("columns", ())]


def items(content: Mapping[str, Any], rows: Sequence[Row], *, language: str) -> list[Item]:
    """One item a row."""
    columns = columns_of(content)
    choices = {
        column.name: options([row[column.name] for row in rows], column.use)
        for column in columns
        if column.use in ("choice", "choices")
    }
    return [item(content, row, columns, choices, language=language) for row in rows]


def item(
    content: Mapping[str, Any],
    row: Row,
    columns: Sequence[Column],
    choices: Mapping[str, Sequence[str]],
    *,
    language: str,
) -> Item:
    asked = [(f"c{place}", column) for place, column in enumerate(columns) if column.use in ASKED]
    fields = tuple(
        Field(
            name,
            column.label(language),
            ASKED[column.use][0],
            options=tuple(Option(one, one) for one in choices.get(column.name, ())),
        )
        for name, column in asked
    )
    key = {name: key_of(column, row[column.name]) for name, column in asked}
    why = " ".join(row[column.name] for column in columns if column.use == WHY)
    return Item(
        instructions=content["instructions"][language],
        example="",
        hint=content.get("hint", {}).get(language, ""),
        stimulus=tuple(
            shown(column, row, language) for column in columns if column.use in SHOWN and row[column.name]
        ),
        fields=fields,
        key=key,
        chance=guessing.chance(fields, key),
        feedback=dict.fromkeys(key, why) if why else {},
    )


def shown(column: Column, row: Row, language: str) -> Stimulus:
    label, cell = column.label(language), row[column.name]
    return Quote(cell, label) if column.use == "quote" else Text(f"{label}: {cell}")


def key_of(column: Column, cell: str) -> Key:
    rule = ASKED[column.use][1]
    if rule == "number":
        (value,) = readings(cell)
        return Key(rule, value, shown=cell)
    if rule == "set":
        right = [part.strip() for part in cell.split(BETWEEN) if part.strip()]
        return Key(rule, right, shown=", ".join(right))
    if rule == "choice":
        return Key(rule, cell)
    return Key(rule, [part.strip() for part in cell.split(BETWEEN) if part.strip()])
