"""An item of ours as a form on a Turkle, and what comes back as an answer."""

import base64
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from escalera.tasks.models import Item

ITEM = "escalera_item"
PROJECT = f'${{content}}<input type="hidden" name="{ITEM}" value="${{{ITEM}}}">'
LONGEST = 20_000  # characters of one answer


def row_of(item: Item) -> dict[str, str]:
    """The row of an item. ASCII only: Turkle cuts a byte off its tables for each accent."""
    with translation.override("es-mx" if item.language == "es" else "en"):
        html = str(render_to_string("connectors/turkle/item.html", shown(item)))
    # A $ before { would be taken for a variable of the template.
    content = html.replace("$", "&#36;").encode("ascii", "xmlcharrefreplace").decode()
    return {"content": content, ITEM: str(item.pk)}


def shown(item: Item) -> dict[str, Any]:
    content = item.content
    parts = [{**part, "address": address(part)} for part in content["stimulus"]]
    fields = [
        {**field, "rows": list(named(field)), "places": range(1, len(field["options"]) + 1)}
        for field in content["fields"]
    ]
    return {"language": item.language, "content": content, "parts": parts, "fields": fields}


def address(part: Mapping[str, Any]) -> str:
    """A picture travels inside the page, as an image: what is in it can't run."""
    if part["kind"] != "picture":
        return ""
    return f"data:image/svg+xml;base64,{base64.b64encode(part['svg'].encode()).decode()}"


def named(field: Mapping[str, Any]) -> list[dict[str, str]]:
    """Options with a name of their own each: of two values under one name Turkle makes one text."""
    return [{**option, "name": f"{field['name']}--{place}"} for place, option in enumerate(field["options"])]


def answer_of(item: Item, row: Mapping[str, str]) -> dict[str, str | list[str]]:
    """The answer in a row of results."""
    return {field["name"]: read(field, row) for field in item.content["fields"]}


def read(field: Mapping[str, Any], row: Mapping[str, str]) -> str | list[str]:
    def sent(name: str) -> str:
        return (row.get(f"Answer.{name}") or "").strip()[:LONGEST]

    if field["widget"] == "choices":
        return [option["value"] for option in named(field) if sent(option["name"])]
    if field["widget"] == "ranking":
        places = [(sent(option["name"]), option["value"]) for option in named(field)]
        ranked = [(int(place), value) for place, value in places if place.isdecimal() and len(place) < 4]
        return [value for _, value in sorted(ranked, key=lambda pair: pair[0])]
    return sent(field["name"])
