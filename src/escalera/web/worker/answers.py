"""From an item's fields to what the page shows, and from what the page sends back to an answer."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from escalera.tasks.models import Item

LONGEST = 20_000  # characters of one answer


def fields(item: Item, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The fields with what was given already; a ranking gets a place for each option."""
    return [
        {**field, "value": given.get(field["name"], ""), **places(field, given)}
        for field in item.content["fields"]
    ]


def places(field: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    if field["widget"] != "ranking":
        return {}
    order = list(given.get(field["name"], ()))
    numbers = range(1, len(field["options"]) + 1)
    rows = [
        {**option, "name": f"{field['name']}--{option['value']}", "place": place_of(option["value"], order)}
        for option in field["options"]
    ]
    return {"rows": rows, "numbers": [(n, str(n)) for n in numbers]}


def place_of(value: str, order: list[str]) -> int | None:
    return order.index(value) + 1 if value in order else None


def read(item: Item, sent: QueryDict) -> dict[str, Any]:
    """The answer {field name: text or list of values} as the form sent it."""
    return {field["name"]: read_field(field, sent) for field in item.content["fields"]}


def read_field(field: Mapping[str, Any], sent: QueryDict) -> str | list[str]:
    name = field["name"]
    if field["widget"] == "choices":
        return sent.getlist(name)[:100]
    if field["widget"] == "ranking":
        return read_ranking(field, sent)
    return sent.get(name, "").strip()[:LONGEST]


def read_ranking(field: Mapping[str, Any], sent: QueryDict) -> list[str]:
    """Option values by the place given to each; a place left empty leaves the option out."""
    placed = []
    for option in field["options"]:
        place = sent.get(f"{field['name']}--{option['value']}", "")
        if place.isdecimal() and len(place) < 4:
            placed.append((int(place), option["value"]))
    return [value for _, value in sorted(placed, key=lambda pair: pair[0])]
