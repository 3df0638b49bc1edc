"""Answers in our widgets as the results Label Studio keeps, and back."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from escalera.connectors.label_studio.config import Asked, Config
from escalera.connectors.label_studio.items import field_name
from escalera.tasks.scoring import boxes, spans
from escalera.tasks.scoring.number import readings

Answer = Mapping[str, str | list[str]]
Region = dict[str, Any]
BEFORE, AFTER = "([{«“\"'¿¡", ")]}»”\"'.,;:!?…"


def results(config: Config, content: Mapping[str, Any], answer: Answer, *, mark: str) -> list[Region]:
    """One region for each choice, text, span or box; `mark` begins the id of each."""
    found = []
    for number, one in enumerate(config.asked, 1):
        given = answer.get(field_name(number), "")
        field = content["fields"][number - 1]
        part = content["stimulus"][field["on"]] if field["on"] >= 0 else {}
        found += [region(one, value, more) for value, more in values(one, given, part)]
    return [{"id": f"{mark}-{place}", "origin": "manual", **one} for place, one in enumerate(found, 1)]


def region(one: Asked, value: Mapping[str, Any], more: Mapping[str, Any]) -> Region:
    return {"from_name": one.name, "to_name": ",".join(one.to), "type": one.tag, "value": dict(value), **more}


def values(
    one: Asked, given: str | list[str], part: Mapping[str, Any]
) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """The values of the regions with what stands beside them."""
    many = given if isinstance(given, list) else [given] if given else []
    if not many:
        return []
    if one.tag == "labels":
        return [
            (span_value(one, span, part["text"]), {}) for span in spans.spans(many) if has(one, span.label)
        ]
    if one.tag == "rectanglelabels":
        wide, high = part["original"]
        size = {"original_width": wide, "original_height": high, "image_rotation": 0}
        inside = [box for box in boxes.boxes(many) if box.left < part["width"] and box.top < part["height"]]
        return [(box_value(one, box, part), size) for box in inside if has(one, box.label)]
    value = plain_value(one, many)
    return [(value, {})] if value else []


def plain_value(one: Asked, many: Sequence[str]) -> Mapping[str, Any]:
    if one.tag == "choices":
        chosen = [one.options[int(value) - 1] for value in many if has(one, value)]
        return {"choices": chosen} if chosen else {}
    if one.tag == "rating":
        return {"rating": int(many[0])} if has(one, many[0]) else {}
    if one.tag == "pairwise":
        return {"selected": many[0]} if many[0] in ("left", "right") else {}
    if one.tag == "number":
        number = number_in(many[0])
        return {} if number is None else {"number": number}
    return {"text": list(many)}


def has(one: Asked, value: str) -> bool:
    return value.isascii() and value.isdecimal() and 1 <= int(value) <= len(one.options)


def number_in(text: str) -> float | None:
    """1,234 is over a thousand and 1.234 a bit over one, as people write in Mexico and the United States."""
    found = readings(text)
    if not found:
        return None
    return max(found, key=abs) if "," in text else min(found, key=abs)


def span_value(one: Asked, span: spans.Span, text: str) -> Mapping[str, Any]:
    """Characters instead of words, without the signs around the words."""
    words = list(re.finditer(r"\S+", text))
    first, last = (words[min(place, len(words)) - 1] for place in (span.first, span.last))
    start, end = first.start(), last.end()
    while end - start > 1 and text[end - 1] in AFTER:
        end -= 1
    while end - start > 1 and text[start] in BEFORE:
        start += 1
    return {"start": start, "end": end, "text": text[start:end], "labels": [one.options[int(span.label) - 1]]}


def box_value(one: Asked, box: boxes.Box, picture: Mapping[str, Any]) -> Mapping[str, Any]:
    """Shares of the picture in per cent."""
    across, down = 100 / picture["width"], 100 / picture["height"]
    return {
        "x": box.left * across,
        "y": box.top * down,
        "width": (min(box.right, picture["width"]) - box.left) * across,
        "height": (min(box.bottom, picture["height"]) - box.top) * down,
        "rotation": 0,
        "rectanglelabels": [one.options[int(box.label) - 1]],
    }
