"""What somebody who knows would answer, read off the hidden key: one value per rule, whatever the widget."""

from collections.abc import Mapping
from typing import Any

LISTS = ("set", "ranking", "spans", "boxes", "cells")
WORDS_FOR_A_PEER = "Because it says so in the second line."


def solved(key: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {name: right_of(one) for name, one in key.items()}


def right_of(key: Mapping[str, Any]) -> Any:
    rule, right = key["rule"], key["right"]
    if rule == "rubric":
        return key["shown"]
    if rule == "cells":
        return [str(one).split("|")[0] for one in right]
    if rule in LISTS:
        return [str(one) for one in right]
    if isinstance(right, list | tuple):
        return str(right[0])
    return WORDS_FOR_A_PEER if right is None else str(right)
