"""People who work on a Label Studio: an answer as its editor would keep it."""

import re
from collections.abc import Mapping
from typing import Any

from escalera.tasks.models import Item
from escalera.tasks.scoring import boxes, spans


def regions(item: Item, answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = []
    for number, field in enumerate(item.content["fields"], 1):
        part = item.content["stimulus"][field["on"]] if field["on"] >= 0 else {}
        for value in values(field, part, answer.get(field["name"], "")):
            found.append(
                {"from_name": f"asked-{number}", "to_name": f"part-{max(field['on'], 0)}", "value": value}
            )
    return found


def values(field: Mapping[str, Any], part: Mapping[str, Any], given: Any) -> list[dict[str, Any]]:
    labels = {option["value"]: option["label"] for option in field["options"]}
    many = given if isinstance(given, list) else [given] if given else []
    if field["widget"] == "spans":
        return [span(part["text"], one) for one in spans.spans(many)]
    if field["widget"] == "boxes":
        return [box(part, one) for one in boxes.boxes(many)]
    if field["widget"] == "number":
        return [{"number": float(one)} for one in many]
    if field["widget"] in ("choice", "compare", "choices"):
        return [{"choices": [labels[one] for one in many]}] if many else []
    return [{"text": [", ".join(many)]}] if many else []


def span(text: str, one: spans.Span) -> dict[str, Any]:
    words = list(re.finditer(r"\S+", text))
    start, end = words[one.first - 1].start(), words[one.last - 1].end()
    return {"start": start, "end": end, "text": text[start:end], "labels": [one.label]}


def box(part: Mapping[str, Any], one: boxes.Box) -> dict[str, Any]:
    wide, high = part["width"] / 100, part["height"] / 100
    return {
        "x": one.left / wide,
        "y": one.top / high,
        "width": (one.right - one.left) / wide,
        "height": (one.bottom - one.top) / high,
        "rectanglelabels": [one.label],
    }
