"""Customers with a wish and three limits, and ideas that keep them or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from escalera.tasks.families import phrases
from escalera.tasks.families.asked import LETTERS
from escalera.tasks.families.family import Table, Text
from escalera.tasks.families.phrases import Draw, briefs, cast

LISTS: dict[str, Any] = phrases.read(__file__, "customers.toml")
WORDING: dict[str, dict[str, Any]] = phrases.read(__file__, "wording.toml")
LIMITS = ("money", "people", "days")
STEP = {"pesos": 20, "dollars": 2}
IDEAS = 4


@dataclass(frozen=True)
class Idea:
    text: str
    needs: dict[str, int]  # money, people, days
    reaches: int

    def breaks(self, limits: dict[str, int]) -> list[str]:
        return [name for name in LIMITS if self.needs[name] > limits[name]]


@dataclass(frozen=True)
class Customer:
    language: str
    who: str
    wish: str
    plan: str
    stems: tuple[str, ...]
    currency: str
    limits: dict[str, int]
    ideas: tuple[Idea, ...]
    with_reach: bool

    @property
    def words(self) -> dict[str, Any]:
        return WORDING[self.language]

    @property
    def shown(self) -> tuple[Text, Table, Text, Table]:
        words = self.words
        wish = phrases.fill(words["wish"], {"who": self.who, "wish": self.wish})
        limits = tuple((words["limits"][name], self.amount(name, self.limits[name])) for name in LIMITS)
        header = [name.format(currency=self.currency.capitalize()) for name in words["ideas_header"]]
        columns = len(header) - (not self.with_reach)
        ideas = tuple(
            (letter, *(str(idea.needs[name]) for name in LIMITS), str(idea.reaches))
            for letter, idea in zip(LETTERS, self.ideas, strict=False)
        )
        return (
            Text(wish),
            Table(words["limits_caption"], tuple(words["limits_header"]), limits),
            Text("\n".join(self.lettered)),
            Table(
                words["ideas_caption"],
                tuple(header[:columns]),
                tuple(row[:columns] for row in ideas),
            ),
        )

    @property
    def lettered(self) -> list[str]:
        return [f"{letter}: {idea.text}" for letter, idea in zip(LETTERS, self.ideas, strict=False)]

    def said(self, name: str, number: int) -> str:
        """The amount with its unit, as a sentence needs it."""
        return self.amount(name, number) if name == "money" else f"{number} {self.words['units'][name]}"

    def amount(self, name: str, number: int) -> str:
        return f"{number} {self.currency}" if name == "money" else str(number)


def customer(draw: Draw, language: str, broken: Sequence[str], *, with_reach: bool = False) -> Customer:
    """`broken` names for each idea the limit it breaks, or "" for none."""
    entry, currency = draw.one(LISTS["customer"]), draw.one(tuple(STEP))
    step = STEP[currency]
    limits = {"money": step * draw.number(16, 40), "people": draw.number(3, 5), "days": draw.number(6, 12)}
    reaches = draw.some(range(20, 190, 10), IDEAS)
    ideas = tuple(
        Idea(text[language], _needs(draw, limits, step, fault), reach)
        for text, fault, reach in zip(draw.some(LISTS["idea"], IDEAS), broken, reaches, strict=True)
    )
    return Customer(
        language=language,
        who=entry["who"][language].format(name=cast.place(draw)),
        wish=entry["wish"][language],
        plan=entry["plan"][language],
        stems=tuple(entry["stems"]),
        currency=briefs.CURRENCIES[currency][language],
        limits=limits,
        ideas=ideas,
        with_reach=with_reach,
    )


def _needs(draw: Draw, limits: dict[str, int], step: int, fault: str) -> dict[str, int]:
    needs = {
        "money": step * draw.number(5, limits["money"] // step),
        "people": draw.number(2, limits["people"]),
        "days": draw.number(2, limits["days"]),
    }
    if fault == "money":
        needs["money"] = limits["money"] + step * draw.number(1, 9)
    elif fault:
        needs[fault] = limits[fault] + draw.number(1, 3)
    return needs
