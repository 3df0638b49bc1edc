"""From an item's content to what the page shows, and from what the page sends back to an answer."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from escalera.tasks.models import Item
from escalera.web.worker import marking

LONGEST = 20_000  # characters of one answer
SCRIPTS = {"ranking": "ranking", "spans": "spans", "boxes": "boxes", "cells": "cells"}

Content = Mapping[str, Any]
PictureAddress = Callable[[int], str]


def shown(content: Content, given: Mapping[str, Any], picture: PictureAddress) -> dict[str, Any]:
    """What a task's template needs: the parts that no field shows itself, the fields, their scripts."""
    parts = [with_address(part, place, picture) for place, part in enumerate(content.get("stimulus", ()))]
    asked = [as_shown(field, parts, given) for field in content["fields"]]
    worked_on = {field.get("on", -1) for field in content["fields"]}
    return {
        "content": content,
        "parts": [part for place, part in enumerate(parts) if place not in worked_on],
        "fields": asked,
        "scripts": scripts(content),
    }


def picture_of(item: Item) -> PictureAddress:
    return lambda place: reverse("item_picture", args=[item.pk, place])


def with_address(part: Mapping[str, Any], place: int, picture: PictureAddress) -> dict[str, Any]:
    return {**part, "address": picture(place)} if part["kind"] == "picture" else dict(part)


def scripts(content: Content) -> list[str]:
    """What makes this item's widgets more comfortable: a page loads no script that it doesn't need."""
    names = [SCRIPTS[field["widget"]] for field in content["fields"] if field["widget"] in SCRIPTS]
    names += ["sound" for part in content.get("stimulus", ()) if part["kind"] == "sound"]
    return [f"worker/{name}.js" for name in dict.fromkeys(names)]


def as_shown(
    field: Mapping[str, Any], parts: list[dict[str, Any]], given: Mapping[str, Any]
) -> dict[str, Any]:
    """The field with what was given already, and what its widget draws."""
    value = given.get(field["name"], "")
    there, on = list(value or ()), parts[field["on"]] if field.get("on", -1) >= 0 else {}
    more: dict[str, Any] = {}
    if field["widget"] == "ranking":
        more = places(field, there)
    elif field["widget"] == "spans":
        more = {"lines": marking.numbered_words(on["text"]), "labels": marking.labels(field, there)}
    elif field["widget"] == "boxes":
        more = {"labels": marking.labels(field, there), **marking.ruler(on)}
    elif field["widget"] == "cells":
        more = {"rows": marking.editable(field, on, there)}
    return {**field, "value": value, "part": on, **more}


def places(field: Mapping[str, Any], order: list[str]) -> dict[str, Any]:
    """A place for each option of a ranking."""
    numbers = range(1, len(field["options"]) + 1)
    rows = [
        {**option, "name": f"{field['name']}--{option['value']}", "place": place_of(option["value"], order)}
        for option in field["options"]
    ]
    return {"rows": rows, "numbers": [(n, str(n)) for n in numbers]}


def place_of(value: str, order: list[str]) -> int | None:
    return order.index(value) + 1 if value in order else None


def read(content: Content, sent: QueryDict) -> dict[str, Any]:
    """The answer {field name: text or list of values} as the form sent it."""
    return {field["name"]: read_field(field, content, sent) for field in content["fields"]}


def read_field(field: Mapping[str, Any], content: Content, sent: QueryDict) -> str | list[str]:
    name = field["name"]
    if field["widget"] == "choices":
        return sent.getlist(name)[:100]
    if field["widget"] == "ranking":
        return read_ranking(field, sent)
    if field["widget"] == "spans":
        return marking.read_spans(field, sent)
    if field["widget"] == "boxes":
        return marking.read_boxes(field, sent)
    if field["widget"] == "cells":
        return marking.read_cells(field, content["stimulus"][field["on"]], sent)
    return sent.get(name, "").strip()[:LONGEST]


def read_ranking(field: Mapping[str, Any], sent: QueryDict) -> list[str]:
    """Option values by the place given to each; a place left empty leaves the option out."""
    placed = []
    for option in field["options"]:
        place = sent.get(f"{field['name']}--{option['value']}", "")
        if place.isdecimal() and len(place) < 4:
            placed.append((int(place), option["value"]))
    return [value for _, value in sorted(placed, key=lambda pair: pair[0])]
