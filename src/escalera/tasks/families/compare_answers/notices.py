"""Notices of invented places, and answers made of their facts, true or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from escalera.tasks.families import phrases
from escalera.tasks.families.phrases import Draw, cast

LISTS: dict[str, Any] = phrases.read(__file__, "notices.toml")


@dataclass(frozen=True)
class Fact:
    says: str
    ask: str
    true: tuple[str, str]  # the same, answered in two ways
    false: tuple[str, str]  # answered with two wrong values


@dataclass(frozen=True)
class Notice:
    about: str
    facts: tuple[Fact, ...]

    @property
    def text(self) -> str:
        return "\n".join((self.about, *(fact.says for fact in self.facts)))


def notice(draw: Draw, language: str, facts: int) -> Notice:
    topic = draw.one(LISTS["topic"])
    chosen = draw.some(topic["fact"], facts)
    return Notice(
        about=topic["about"][language].format(place=cast.place(draw)),
        facts=tuple(_fact(draw, entry, language) for entry in chosen),
    )


def invention(draw: Draw, language: str) -> str:
    return str(draw.one(LISTS["invented"])[language].format(n=draw.number(5, 40)))


def filler(draw: Draw, language: str, *, words: int) -> str:
    """Polite talk that says nothing, of more than so many words."""
    sentences = [str(sentence[language]) for sentence in draw.shuffled(LISTS["filler"])]
    told = sentences.pop()
    while len(told.split()) <= words:
        told += f" {sentences.pop()}"
    return told


def _fact(draw: Draw, entry: Mapping[str, Any], language: str) -> Fact:
    value, *wrong = _values(draw, entry, language)
    ways = [way[language] for way in draw.shuffled(entry["answer"])]
    return Fact(
        says=phrases.fill(entry["says"][language], {"v": value}),
        ask=entry["ask"][language],
        true=(phrases.fill(ways[0], {"v": value}), phrases.fill(ways[1], {"v": value})),
        false=(phrases.fill(ways[0], {"v": wrong[0]}), phrases.fill(ways[1], {"v": wrong[1]})),
    )


def _values(draw: Draw, entry: Mapping[str, Any], language: str) -> list[str]:
    """Three different values that the fact could have."""
    kind = entry["kind"]
    if kind == "choice":
        return [value[language] for value in draw.shuffled(entry["values"])]
    if kind == "day":
        return [value[language] for value in draw.some(cast.DAYS, 3)]
    if kind == "hour":
        quarter = draw.one(("00", "15", "30", "45"))
        return [f"{hour}:{quarter}" for hour in draw.some(range(entry["low"], entry["high"] + 1), 3)]
    if kind == "price":
        return [str(price) for price in draw.some(range(30, 300, 5), 3)]
    return [str(count) for count in draw.some(range(entry["low"], entry["high"] + 1), 3)]
