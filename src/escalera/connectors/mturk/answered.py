"""The answers of a row of results as our player would have sent them."""

from collections.abc import Mapping
from typing import Any

from escalera.tasks.foreign.keys import TICKED, whole
from escalera.tasks.models import Item


def answer_of(item: Item, given: Mapping[str, str]) -> dict[str, Any]:
    """The answers of a row as our player would have sent them."""
    fields = item.content["fields"]
    named = whole(given, {field["name"]: field for field in fields})
    answer: dict[str, Any] = {}
    for field in fields:
        if field["name"] == TICKED:
            ticked = [
                option["value"] for option in field["options"] if is_ticked(named.get(option["value"], ""))
            ]
            answer |= {TICKED: ticked} if ticked else {}
        elif value := named.get(field["name"], "").strip():
            answer[field["name"]] = value.split("|") if field["widget"] == "choices" else value
    return answer


def is_ticked(cell: str) -> bool:
    return cell.strip().lower() not in ("", "false", "{}", "nan")
