"""Which cause outside a worker's control a comment names, so that its author can be told what was noticed."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from escalera.reference import content

NEAR = 10  # words between a thing and the trouble with it
_GAP = rf"(?:\W+\w+){{0,{NEAR}}}?\W+"


@dataclass(frozen=True)
class Cause:
    id: str
    pattern: re.Pattern[str]


def named_in(text: str) -> str:
    """site, instructions, task, signal, time, data, payment, or "" where none is named in words we know."""
    said = plain(text)
    return next((one.id for one in causes() if one.pattern.search(said)), "")


def plain(text: str) -> str:
    """Lower case, without accents, apostrophes as blanks: what the patterns are written in."""
    bare = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return bare.replace("'", " ").replace("’", " ")


@cache
def causes() -> tuple[Cause, ...]:
    table = content.read(content.file("escalera.tasks.fairness", "causes.toml"))
    found = content.tables(table, "cause", "causes")
    return tuple(Cause(content.text(one, "id", "cause"), _pattern(one)) for one in found)


def _pattern(cause: content.Table) -> re.Pattern[str]:
    if "alone" in cause:
        return re.compile(rf"\b(?:{content.text(cause, 'alone', 'cause')})\b")
    thing, trouble = (rf"\b(?:{content.text(cause, part, 'cause')})\b" for part in ("thing", "trouble"))
    return re.compile(f"{thing}{_GAP}{trouble}|{trouble}{_GAP}{thing}")
