"""Invented people, shops, dates, and things with what Spanish needs to agree with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from escalera.tasks.families.phrases import Draw, read


@dataclass(frozen=True)
class Thing:
    """A countable thing with what Spanish needs to agree with it."""

    noun: str
    feminine: bool
    language: str

    @property
    def slots(self) -> dict[str, str]:
        """{the} {a} {thing} {this} {it}, and {o} for the ending of adjectives and participles."""
        if self.language == "en":
            article = "an" if self.noun[0] in "aeiou" else "a"
            words = {"the": "the", "a": article, "this": "this"}
            return {name: f"{word} {self.noun}" for name, word in words.items()} | {
                "thing": self.noun,
                "it": "it",
                "o": "",
            }
        words = (
            {"the": "la", "a": "una", "this": "esta"}
            if self.feminine
            else {"the": "el", "a": "un", "this": "este"}
        )
        ending = {"it": "la", "o": "a"} if self.feminine else {"it": "lo", "o": "o"}
        return {name: f"{word} {self.noun}" for name, word in words.items()} | {"thing": self.noun} | ending


def thing(entry: Mapping[str, str], language: str) -> Thing:
    """`entry` holds en, es and g ("f" or "m")."""
    return Thing(noun=entry[language], feminine=entry["g"] == "f", language=language)


_CAST = read(__file__, "cast.toml")
DAYS: list[dict[str, str]] = _CAST["days"]
STREETS: list[str] = _CAST["streets"]


@dataclass(frozen=True)
class Person:
    first: str
    last: str

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"


def people(draw: Draw, count: int) -> list[Person]:
    """Different people, no two with the same first name."""
    firsts = draw.some(_CAST["first_names"], count)
    return [
        Person(first=first, last=last)
        for first, last in zip(firsts, draw.some(_CAST["last_names"], count), strict=True)
    ]


def shop(draw: Draw) -> str:
    return f"{draw.one(_CAST['shop_kinds'])} {draw.one(_CAST['shop_names'])}"


def street(draw: Draw, language: str) -> str:
    name, number = draw.one(_CAST["streets"]), draw.number(3, 280)
    return f"{number} {name} Street" if language == "en" else f"la calle {name} {number}"


def day(draw: Draw, language: str) -> tuple[str, str]:
    """A weekday and another one."""
    first, second = draw.some(DAYS, 2)
    return first[language], second[language]


@dataclass(frozen=True)
class Date:
    day: int
    month: Mapping[str, Any]  # en, es, number

    def in_(self, language: str) -> str:
        return f"{self.month['en']} {self.day}" if language == "en" else f"{self.day} de {self.month['es']}"

    @property
    def ways(self) -> list[str]:
        """How people write it, in either language."""
        day, number, en, es = self.day, self.month["number"], self.month["en"], self.month["es"]
        words = [
            f"{en} {day}",
            f"{en} the {day}",
            f"{day} {en}",
            f"{day} of {en}",
            f"{day} de {es}",
            f"{day} {es}",
        ]
        ordinal = f"{day}{_ordinal(day)}"
        words += [
            f"{en} {ordinal}",
            f"{en} the {ordinal}",
            f"{ordinal} of {en}",
            f"{en[:3]} {day}",
            f"{day} {es[:3]}",
        ]
        figures = [f"{day}{sign}{number}" for sign in "/-"] + [f"{day:02}{sign}{number:02}" for sign in "/-"]
        return words + figures + [f"{number}/{day}", f"{number:02}/{day:02}"]


def _ordinal(day: int) -> str:
    return "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def dates(draw: Draw, count: int) -> list[Date]:
    """Different dates."""
    months, days = _CAST["months"], range(2, 29)
    places = draw.some(range(len(months) * len(days)), count)
    return [Date(days[place % len(days)], months[place // len(days)]) for place in places]


def date(draw: Draw, language: str) -> str:
    return dates(draw, 1)[0].in_(language)


def things(language: str, *, of_cloth: bool = True) -> list[Thing]:
    entries = [entry for entry in _CAST["thing"] if of_cloth or entry.get("of") != "cloth"]
    return [thing(entry, language) for entry in entries]


def place(draw: Draw) -> str:
    """A name for a place of any kind."""
    return str(draw.one(_CAST["shop_names"]))


def head(named: Thing) -> str:
    """The word that carries the noun: the last in English ("desk lamp"), the first in Spanish."""
    words = named.noun.split()
    return words[-1] if named.language == "en" else words[0]
