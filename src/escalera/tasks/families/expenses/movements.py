"""Movements of money of a small business, each with what it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from escalera.tasks.families import phrases
from escalera.tasks.families.family import Table
from escalera.tasks.families.phrases import Draw, cast

LISTS: dict[str, Any] = phrases.read(__file__, "movements.toml")
WORDING: dict[str, dict[str, Any]] = phrases.read(__file__, "wording.toml")
CATEGORIES = tuple(LISTS["categories"])
COMES_IN = ("sale", "loan", "unpaid")


@dataclass(frozen=True)
class Movement:
    text: str
    kind: str  # a category, or sale, loan, unpaid, personal
    amount: int


@dataclass(frozen=True)
class Business:
    language: str
    name: str
    entry: Mapping[str, Any]

    def movements(self, draw: Draw, kinds: Sequence[str]) -> list[Movement]:
        """One movement for each kind, in any order; all texts and amounts differ."""
        amounts = draw.some(range(40, 400, 5), len(kinds))
        pools = {kind: draw.shuffled(self._texts(kind)) for kind in dict.fromkeys(kinds)}
        made = [
            Movement(pools[kind].pop()[self.language], kind, amount)
            for kind, amount in zip(kinds, amounts, strict=True)
        ]
        return draw.shuffled(made)

    @property
    def sale(self) -> str:
        return str(self.entry["sale"][self.language])

    def _texts(self, kind: str) -> Sequence[Mapping[str, str]]:
        texts: Sequence[Mapping[str, str]] = self.entry.get(kind) or LISTS["any"][kind]
        return texts


def business(draw: Draw, language: str) -> Business:
    entry = draw.one(LISTS["business"])
    return Business(language, entry["name"][language].format(name=cast.place(draw)), entry)


def category(slug: str, language: str) -> str:
    return str(LISTS["categories"][slug][language])


def means(slug: str, language: str) -> str:
    return str(LISTS["means"][slug][language])


def categories(language: str) -> Table:
    words = WORDING[language]
    rows = tuple((category(slug, language), means(slug, language)) for slug in CATEGORIES)
    return Table(words["categories_caption"], tuple(words["categories_header"]), rows)


def total(movements: Iterable[Movement]) -> tuple[str, int]:
    """The sum as it is written out, and what it comes to."""
    amounts = [one.amount for one in movements]
    return " + ".join(map(str, amounts)), sum(amounts)
