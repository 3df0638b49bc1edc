"""Per field: what was given, what was right, and the rule behind a mistake."""

from collections.abc import Mapping
from typing import Any

from escalera.tasks.models import Item
from escalera.tasks.scoring import NOTES
from escalera.web.worker import answers, marked
from escalera.web.worker.answers import PictureAddress

Field = Mapping[str, Any]
SHORT = 12  # letters of a label that needs no line of its own


def results(
    item: Item,
    judged: Mapping[str, Mapping[str, Any]],
    answer: Mapping[str, Any],
    picture: PictureAddress,
) -> list[dict[str, Any]]:
    """`judged` are FieldResults as they are stored."""
    fields = {field["name"]: field for field in item.content["fields"]}
    found = [
        {
            **result,
            "label": fields[name]["label"],
            "given": in_words(fields[name], answer.get(name, "")),
            "right_shown": in_words(fields[name], result["right_shown"]),
            "missed": list(dict.fromkeys(result["missed"])),
            "is_free": item.key[name]["rule"] == "rubric",
            "lists": lists(fields[name], item.key[name], answer.get(name, ())),
            "is_right": result["score"] is not None and result["score"] >= 0.995,
            "note": NOTES.get(item.language, NOTES["en"]).get(str(result["note"]), ""),
            "rule": item.feedback.get(name, ""),
            "marks": marks(item, fields[name], answer.get(name, ()), picture),
        }
        for name, result in judged.items()
        if name in fields
    ]
    return each_rule_once(found)


def each_rule_once(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Several fields may break the same rule; it is told at the first."""
    told: set[str] = set()
    for one in found:
        if not one["is_right"]:
            one["rule"] = "" if one["rule"] in told else one["rule"]
            told.add(one["rule"])
    return found


def in_words(field: Field, value: Any) -> str:
    """Option values as the labels people saw."""
    options = {option["value"]: option["label"] for option in field["options"]}
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(options.get(one, one)) for one in values)


def lists(field: Field, key: Mapping[str, Any], given: Any) -> dict[str, Any] | None:
    """What stands below each other in an answer of several parts; None for other fields."""
    if field["widget"] not in ("choices", "ranking") or key["right"] is None:  # None: a peer will judge
        return None
    labels = {option["value"]: option["label"] for option in field["options"]}
    if field["widget"] == "choices" and max(map(len, labels.values())) <= SHORT:
        return None
    told = given if isinstance(given, list) else []
    return {
        "given": [labels.get(one, one) for one in told],
        "right": [labels.get(str(one), one) for one in key["right"]],
        "in_order": field["widget"] == "ranking",
    }


def again(item: Item, picture: PictureAddress) -> list[dict[str, Any]]:
    """What the task showed, to hold it against the answer."""
    return [answers.with_address(part, place, picture) for place, part in enumerate(item.content["stimulus"])]


def marks(item: Item, field: Field, given: Any, picture: PictureAddress) -> dict[str, Any] | None:
    """What was found, missed or too much, drawn where it stands; None for other fields."""
    if field["widget"] not in marked.DRAWN:
        return None
    part, right = item.content["stimulus"][field["on"]], item.key[field["name"]]["right"]
    drawn = marked.DRAWN[field["widget"]](field, part, right, given if isinstance(given, list) else [])
    if part["kind"] == "picture":
        drawn["address"] = picture(field["on"])
    return {"kind": field["widget"], "part": part, **drawn}
