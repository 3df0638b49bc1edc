"""Pieces of creative work of which we know what is wrong with them, since we put it there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from escalera.tasks.families import phrases
from escalera.tasks.families.family import Stimulus, Table, Text
from escalera.tasks.families.phrases import Draw, cast

GENRES: list[dict[str, Any]] = phrases.read(__file__, "genres.toml")["genre"]
WORDING: dict[str, dict[str, Any]] = phrases.read(__file__, "wording.toml")
# What a piece is held against, the most important first.
CRITERIA = ("true", "complete", "concrete", "clear")
# What our own pieces are worth by the defect that weighs most: the scale of all scores of peers.
QUALITY = {(): 0.85, ("clear",): 0.65, ("concrete",): 0.55, ("complete",): 0.4, ("true",): 0.3}
TWO_DEFECTS = 0.15


@dataclass(frozen=True)
class Brief:
    genre: Mapping[str, Any]
    language: str
    fact: str
    value: str
    slots: Mapping[str, str]

    @property
    def name(self) -> str:
        return str(self.genre[self.language]["name"])

    @property
    def asks(self) -> str:
        return phrases.fill(self.genre[self.language]["asks"], self.slots)

    @property
    def shown(self) -> tuple[Stimulus, ...]:
        words = WORDING[self.language]
        labels = {name: words["fact"][name] for name in ("shop", "thing", self.fact, "day", "street")}
        rows = tuple((label, self.value if n == self.fact else self.slots[n]) for n, label in labels.items())
        return Text(self.asks), Table(words["facts"], tuple(words["facts_header"]), rows)


@dataclass(frozen=True)
class Piece:
    text: str
    defects: tuple[str, ...]  # in the order of CRITERIA

    @property
    def quality(self) -> float:
        return QUALITY.get(self.defects, TWO_DEFECTS)


@dataclass(frozen=True)
class Anchor:
    """A piece of known quality that stands among those of people."""

    id: str
    asks: str
    text: str
    quality: float


def brief(draw: Draw, language: str, genre: Mapping[str, Any] | None = None) -> Brief:
    genre = genre or draw.one(GENRES)
    fact = draw.one(genre["facts"])
    value, other = _values(draw, fact, language)
    thing = draw.one(cast.things(language))
    slots = {
        **thing.slots,
        "shop": cast.shop(draw),
        "street": cast.street(draw, language),
        "day": cast.day(draw, language)[0],
        "person": cast.people(draw, 1)[0].first,
        "fact": WORDING[language]["the_fact"][fact],
        "value": value,
        "other": other,
    }
    return Brief(genre, language, fact, value, slots)


def _values(draw: Draw, fact: str, language: str) -> tuple[str, str]:
    if fact == "hour":
        right, wrong = draw.some(range(8, 13), 2)
        half = draw.one(("00", "30"))
        return f"{right}:{half}", f"{wrong}:{half}"
    right, wrong = draw.some(range(15, 61, 5) if fact == "price" else range(12, 49, 2), 2)
    unit = WORDING[language]["unit"][fact]
    return tuple(f"{number * (4 if fact == 'price' else 1)}{unit}" for number in (right, wrong))  # type: ignore[return-value]


def piece(draw: Draw, brief: Brief, defects: Collection[str] = ()) -> Piece:
    """A piece with these defects and no other."""
    words = brief.genre[brief.language]
    opening = next((kind for kind in ("concrete", "clear") if kind in defects), "good")
    ending = "complete" if "complete" in defects else "good"
    told = brief.slots["other" if "true" in defects else "value"]
    parts = (
        draw.one(words["opening"][opening]),
        draw.one(words[brief.fact]["good"]),
        draw.one(words["ending"][ending]),
    )
    text = " ".join(phrases.fill(part, {**brief.slots, "value": told}) for part in parts)
    return Piece(text, tuple(kind for kind in CRITERIA if kind in defects))


def anchors(family: str, language: str) -> tuple[Anchor, ...]:
    """Our own pieces of the family's genre, the same ones for ever; none where we have no such genre."""
    genre = next((one for one in GENRES if family in one["families"]), None)
    return tuple(_anchors(genre, language)) if genre else ()


def _anchors(genre: Mapping[str, Any], language: str) -> list[Anchor]:
    draw = Draw(np.random.default_rng(20261129))
    found = []
    for kinds in ((), ("clear",), ("concrete",), ("complete",), ("true",), ("complete", "concrete")):
        one = brief(draw, language, genre)
        made = piece(draw, one, kinds)
        name = f"{genre['slug']}-{language}-{'-'.join(kinds) or 'good'}"
        told = " · ".join(f"{label}: {value}" for label, value in one.shown[1].rows)  # type: ignore[union-attr]
        found.append(Anchor(name, f"{one.asks} ({told})", made.text, made.quality))
    return found
