"""Marks of an answer beside the right ones: what was found, nearly found, missed, and what is too much."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from escalera.tasks.scoring import boxes, cells, spans
from escalera.tasks.scoring.pairing import paired
from escalera.web.worker.marking import COLUMNS, numbered_words

FOUND, NEARLY, MISSED, EXTRA = "found", "nearly", "missed", "extra"
Field = Mapping[str, Any]


def words(field: Field, part: Field, right: Sequence[str], given: Sequence[str]) -> dict[str, Any]:
    """The lines of the text in pieces {text, label, state}; what is too much is said apart."""
    wanted, made = spans.spans(right), spans.spans(given)
    pairs = paired(wanted, made, spans.overlap)
    states = [(span, state(pairs[i][1]) if i in pairs else MISSED) for i, span in enumerate(wanted)]
    taken = {j for j, _ in pairs.values()}
    names = labels(field)
    lines = [pieces(line, states, names) for line in numbered_words(part["text"])]
    plain = [word for line in numbered_words(part["text"]) for _, word in line]
    extra = [
        {"text": " ".join(plain[span.first - 1 : span.last]), "label": names.get(span.label, span.label)}
        for j, span in enumerate(made)
        if j not in taken
    ]
    return {"lines": lines, "extra": extra}


def pieces(
    line: Sequence[tuple[int, str]], states: Sequence[tuple[spans.Span, str]], names: Mapping[str, str]
) -> list[dict[str, str]]:
    """The words of one line; those of a span together."""
    found: list[dict[str, str]] = []
    last: spans.Span | None = None
    for number, word in line:
        span, how = next(((span, how) for span, how in states if number in span.places), (None, ""))
        if found and span is last:
            found[-1]["text"] += f" {word}"
        else:
            label = names.get(span.label, span.label) if span else ""
            found.append({"text": word, "label": label, "state": how})
        last = span
    return found


def drawn_boxes(field: Field, part: Field, right: Sequence[str], given: Sequence[str]) -> dict[str, Any]:
    """Every right box, found or missed, and every box that is too much."""
    wanted, made = boxes.boxes(right), boxes.boxes(given)
    pairs = paired(wanted, made, partial(boxes.worth, detail={}))
    taken, names = {j for j, _ in pairs.values()}, labels(field)
    every = [(box, state(pairs[i][1]) if i in pairs else MISSED) for i, box in enumerate(wanted)]
    every += [(box, EXTRA) for j, box in enumerate(made) if j not in taken]
    return {
        "boxes": [
            {"box": as_drawn(box), "number": place, "state": how, "label": names.get(box.label, box.label)}
            for place, (box, how) in enumerate(every, start=1)
        ]
    }


def as_drawn(box: boxes.Box) -> dict[str, str]:
    """In figures as SVG wants them, whatever the language of the page."""
    return {
        "x": f"{box.left:g}",
        "y": f"{box.top:g}",
        "width": f"{box.right - box.left:g}",
        "height": f"{box.bottom - box.top:g}",
        "across": f"{box.left + 5:g}",
        "down": f"{box.top + 20:g}",
    }


def mended(field: Field, part: Field, right: Sequence[str], given: Sequence[str]) -> dict[str, Any]:
    """The table with what each cell was, should be, and became."""
    wanted, made = cells.cells(right), cells.cells(given)
    rows = []
    for row, line in enumerate(part["rows"], start=1):
        rows.append(
            [
                {"head": part["header"][at], **cell(f"{COLUMNS[at]}{row}", was, wanted, made)}
                for at, was in enumerate(line)
            ]
        )
    return {"rows": rows}


def cell(place: str, was: str, wanted: Mapping[str, str], made: Mapping[str, str]) -> dict[str, str]:
    right = wanted.get(place, was).split("|")[0]
    now = made.get(place, was)
    how = ""
    if place in wanted:
        mends = place in made and cells.mended(wanted[place], now, {}) == 1
        how = FOUND if mends else NEARLY if place in made else MISSED
    elif place in made:
        how = EXTRA
    return {"was": was, "now": now, "right": right, "state": how}


def labels(field: Field) -> dict[str, str]:
    return {option["value"]: option["label"] for option in field["options"]}


def state(worth: float) -> str:
    return FOUND if worth >= 0.995 else NEARLY


DRAWN = {"spans": words, "boxes": drawn_boxes, "cells": mended}
