"""News notes and headlines for them, true and otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from escalera.tasks.families import phrases
from escalera.tasks.families.phrases import Draw, cast

LISTS: dict[str, Any] = phrases.read(__file__, "notes.toml")
WORDING: dict[str, dict[str, Any]] = phrases.read(__file__, "wording.toml")


@dataclass(frozen=True)
class Note:
    language: str
    text: str
    number: int  # the number of the news
    other: int
    place: str
    headlines: Mapping[str, str]  # good, long, vague, big, bait; number: the good one with a wrong number
    stems: tuple[str, ...]


def note(draw: Draw, language: str) -> Note:
    entry = draw.one(LISTS["note"])
    number, wrong = draw.some(range(entry["n"]["low"], entry["n"]["high"] + 1), 2)
    other = draw.number(entry["m"]["low"], entry["m"]["high"])
    place, (day, _) = cast.place(draw), cast.day(draw, language)
    slots = {"n": number, "m": other, "place": place, "day": day}

    def told(name: str, **more: int) -> str:
        return phrases.fill(entry[name][language], slots | more)

    headlines = {name: told(name) for name in ("good", "long", "vague", "big", "bait")}
    # The other number of the note is the likeliest mistake.
    swapped = draw.one((other, wrong))
    return Note(
        language=language,
        text=told("note"),
        number=number,
        other=other,
        place=place,
        headlines=headlines | {"number": told("good", n=swapped)},
        stems=tuple(entry["stems"]),
    )
