"""What comes from outside as an answer, cut to what is asked for and can be kept."""

from collections.abc import Mapping
from typing import Any

from escalera.people.plain_text import storable
from escalera.tasks.models import Item

LONGEST, MOST_VALUES = 20_000, 200  # characters of a text; values of a list


def kept(item: Item, answer: Mapping[str, Any]) -> dict[str, str | list[str]]:
    """The answer to the fields of the item: texts and lists of texts; all else is dropped."""
    names = {*item.key, *(field["name"] for field in item.content.get("fields", ()))}
    return {name: plain(answer[name]) for name in sorted(names & set(answer))}


def plain(value: Any) -> str | list[str]:
    if isinstance(value, list | tuple):
        return [storable(one)[:LONGEST] for one in value[:MOST_VALUES] if isinstance(one, str)]
    return storable(value)[:LONGEST] if isinstance(value, str) else ""
