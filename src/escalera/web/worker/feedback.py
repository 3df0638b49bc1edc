"""Per field: what was given, what was right, and the rule behind a mistake."""

from collections.abc import Mapping
from typing import Any

from escalera.tasks.models import Item
from escalera.tasks.scoring import NOTES
from escalera.web.worker import marked
from escalera.web.worker.answers import PictureAddress


def results(
    item: Item,
    judged: Mapping[str, Mapping[str, Any]],
    answer: Mapping[str, Any],
    picture: PictureAddress,
) -> list[dict[str, Any]]:
    """`judged` are FieldResults as they are stored."""
    fields = {field["name"]: field for field in item.content["fields"]}
    return [
        {
            **result,
            "label": fields[name]["label"],
            "given": in_words(fields[name], answer.get(name, "")),
            "right_shown": in_words(fields[name], result["right_shown"]),
            "is_right": result["score"] is not None and result["score"] >= 0.995,
            "note": NOTES.get(item.language, NOTES["en"]).get(str(result["note"]), ""),
            "rule": item.feedback.get(name, ""),
            "marks": marks(item, fields[name], answer.get(name, ()), picture),
        }
        for name, result in judged.items()
        if name in fields
    ]


def in_words(field: Mapping[str, Any], value: Any) -> str:
    """Option values as the labels people saw."""
    options = {option["value"]: option["label"] for option in field["options"]}
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(options.get(one, one)) for one in values)


def marks(item: Item, field: Mapping[str, Any], given: Any, picture: PictureAddress) -> dict[str, Any] | None:
    """What was found, missed or too much, drawn where it stands; None for other fields."""
    if field["widget"] not in marked.DRAWN:
        return None
    part, right = item.content["stimulus"][field["on"]], item.key[field["name"]]["right"]
    drawn = marked.DRAWN[field["widget"]](field, part, right, given if isinstance(given, list) else [])
    if part["kind"] == "picture":
        drawn["address"] = picture(field["on"])
    return {"kind": field["widget"], "part": part, **drawn}
