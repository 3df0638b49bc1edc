"""A message put together from sentences, with the words of each thing in it counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from escalera.tasks.families.phrases import Draw, read
from escalera.tasks.families.phrases.cast import dates, people
from escalera.tasks.scoring.spans import Span

WORDING: dict[str, dict[str, Any]] = read(__file__, "wording.toml")
SLOT = re.compile(r"\{(\w+)\}")
# What a slot is marked as; the others are traps. "soon" is a day, too.
MARKED = {
    "name": "name",
    "place": "place",
    "date": "date",
    "soon": "date",
    "amount": "amount",
    "firm": "firm",
}


@dataclass
class Message:
    """Words so far, and what was marked in them."""

    words: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def add(self, sentence: str, values: dict[str, Iterator[str]], asked: frozenset[str]) -> None:
        for piece in sentence.split():
            slot = SLOT.search(piece)
            filled = SLOT.sub(lambda found: next(values[found[1]]), piece)
            first = len(self.words) + 1
            self.words += filled.split()
            label = MARKED.get(slot[1], "") if slot else ""
            if label in asked:
                self.spans.append(Span(label, first, len(self.words)))
        self.lines.append(len(self.words))

    @property
    def text(self) -> str:
        starts = [0, *self.lines[:-1]]
        return "\n".join(
            " ".join(self.words[start:end]) for start, end in zip(starts, self.lines, strict=True)
        )


def message(level: int, language: str, draw: Draw, asked: frozenset[str]) -> Message:
    wording = WORDING[language][str(level)]
    values, written = _values(language, draw), Message()
    for part, many in (("opening", 1), ("body", 1 if level == 1 else 2), ("more", 1), ("closing", 1)):
        for sentence in draw.some(wording[part], many):
            written.add(sentence, values, asked)
    return written


def _values(language: str, draw: Draw) -> dict[str, Iterator[str]]:
    """Endless enough: no slot comes more than six times in a message."""
    words, places = WORDING[language], WORDING["places"]
    return {
        "name": iter([person.name for person in people(draw, 6)]),
        "place": iter(draw.some(places["names"], 6)),
        "firm": iter(draw.some(places["firms"], 6)),
        "date": iter([day.in_(language) for day in dates(draw, 6)]),
        "soon": iter(draw.some(words["soon"], 5)),
        "while": iter(draw.some(words["while"], 5)),
        "amount": iter([_amount(language, draw) for _ in range(6)]),
        "share": iter([f"{draw.number(5, 60, 5)} %" for _ in range(6)]),
        "count": iter([str(draw.number(2, 12)) for _ in range(6)]),
    }


def _amount(language: str, draw: Draw) -> str:
    number = draw.number(40, 4000, 5)
    if language == "en" and not draw.yes():
        return f"{number:,} dollars"
    return f"${number:,} pesos"
