"""What is searched for and what is found, as values: the grade follows from which details differ."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from escalera.tasks.families.phrases import Draw, read

LISTS = read(__file__, "wares.toml")
GRADES = ("perfect", "good", "weak", "bad")


@dataclass(frozen=True)
class Wish:
    """`most` is the highest price somebody wants to pay, 0 = never mind."""

    ware: dict[str, Any]
    colour: str
    feature: str
    most: int = 0

    def asked(self, language: str) -> str:
        words = _words(self.ware, self.colour, self.feature, language)
        limit = f" under {self.most} dollars" if language == "en" else f" de menos de {self.most} pesos"
        return words + (limit if self.most else "")


@dataclass(frozen=True)
class Found:
    """A result; `off` names the asked details that differ: colour, feature, price."""

    title: str
    price: int
    grade: str
    off: tuple[str, ...] = ()

    def shown(self) -> str:
        return f"{self.title}. ${self.price:,}"


def wish(draw: Draw, language: str, *, limited: bool) -> Wish:
    ware = draw.one(LISTS["ware"])
    feature = draw.one(ware["features"])[language]
    most = draw.number(40, 400, 20) * (1 if language == "en" else 10) if limited else 0
    return Wish(ware, draw.one(LISTS["colour"])[language], feature, most)


def found(wanted: Wish, grade: str, draw: Draw, language: str) -> Found:
    """A result of that grade."""
    if grade == "perfect":
        return _ware(wanted, (), grade, draw, language)
    if grade == "good":
        return _ware(wanted, (draw.one(_details(wanted)),), grade, draw, language)
    if grade == "weak":
        return _weak(wanted, draw, language)
    return Found(draw.one(LISTS["unrelated"])[language], _price(wanted, draw, language, over=False), grade)


def _details(wanted: Wish) -> list[str]:
    return ["colour", "feature", *(["price"] if wanted.most else [])]


def _weak(wanted: Wish, draw: Draw, language: str) -> Found:
    """Two details differ, or it only goes with the ware, or is another thing of the same department."""
    if draw.yes(0.4):
        off = tuple(sorted(draw.some(_details(wanted), 2)))
        return _ware(wanted, off, "weak", draw, language)
    other = wanted.ware[draw.one(["with", "near"])][language]
    ending = f", {wanted.colour}" if language == "en" else f", color {wanted.colour}"
    return Found(_branded(other + ending, draw), _price(wanted, draw, language, over=False), "weak")


def _ware(wanted: Wish, off: tuple[str, ...], grade: str, draw: Draw, language: str) -> Found:
    changed = wanted
    if "colour" in off:
        others = [one[language] for one in LISTS["colour"] if one[language] != wanted.colour]
        changed = replace(changed, colour=draw.one(others))
    if "feature" in off:
        features = [one[language] for one in wanted.ware["features"] if one[language] != wanted.feature]
        changed = replace(changed, feature=draw.one(features))
    words = _words(changed.ware, changed.colour, changed.feature, language)
    title = _branded(words[0].upper() + words[1:], draw)
    return Found(title, _price(wanted, draw, language, over="price" in off), grade, off)


def _words(ware: dict[str, Any], colour: str, feature: str, language: str) -> str:
    return (
        f"{colour} {ware['en']} {feature}" if language == "en" else f"{ware['es']} {feature} color {colour}"
    )


def _branded(title: str, draw: Draw) -> str:
    return f"{title} ({draw.one(LISTS['brands']['names'])})"


def _price(wanted: Wish, draw: Draw, language: str, *, over: bool) -> int:
    most = wanted.most or draw.number(40, 400, 20) * (1 if language == "en" else 10)
    return most + draw.number(most // 10, most // 2) if over else most - draw.number(1, most // 2)
