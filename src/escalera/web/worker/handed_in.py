"""After paid work: nobody here knows what was right, so the page says what was sent, to whom, and what it brings."""

from collections.abc import Mapping, Sequence
from typing import Any

from escalera.tasks.models import Attempt
from escalera.tasks.scoring import boxes, spans
from escalera.web.worker.feedback import in_words
from escalera.web.worker.marked import labels
from escalera.web.worker.marking import numbered_words

Field = Mapping[str, Any]


def is_paid(attempt: Attempt) -> bool:
    return attempt.item.wanted is not None


def context_of(attempt: Attempt) -> dict[str, object]:
    return {
        "attempt": attempt,
        "task_type": attempt.item.task_type,
        "said": [
            {"label": field["label"], "lines": lines(field, attempt)}
            for field in attempt.item.content["fields"]
        ],
    }


def lines(field: Field, attempt: Attempt) -> Sequence[str]:
    """What was answered, as people read it."""
    given = attempt.answer.get(field["name"], "")
    many = given if isinstance(given, list) else [given]
    if field["widget"] == "spans":
        return marked_words(field, attempt.item.content["stimulus"][field["on"]]["text"], many)
    if field["widget"] == "boxes":
        return counted(field, many)
    return [words for one in many if (words := in_words(field, one))]


def marked_words(field: Field, text: str, given: Sequence[str]) -> list[str]:
    names = labels(field)
    words = [word for line in numbered_words(text) for _, word in line]
    return [
        f"{names.get(one.label, one.label)}: {' '.join(words[one.first - 1 : one.last])}"
        for one in spans.spans(given)
    ]


def counted(field: Field, given: Sequence[str]) -> list[str]:
    names, drawn = labels(field), [one.label for one in boxes.boxes(given)]
    return [f"{names.get(label, label)}: {drawn.count(label)}" for label in dict.fromkeys(drawn)]
