"""An address as a value, how it reads when clean, and how people really write it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from escalera.tasks.families.phrases import Draw, read
from escalera.tasks.families.phrases.cast import Person

LISTS = read(__file__, "places.toml")


@dataclass(frozen=True)
class Address:
    language: str
    person: Person
    kind: dict[str, Any]
    road: str
    number: int
    unit: int
    quarter: str
    town: dict[str, Any]
    postcode: str

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def street(self) -> str:
        parts = (self.number, self.road, self.kind["full"])
        return "{} {} {}".format(*parts) if self.language == "en" else "{2} {1} {0}".format(*parts)

    @property
    def place(self) -> tuple[Any, ...]:
        return self.kind["full"], self.road, self.number, self.unit, self.postcode


def address(language: str, draw: Draw, person: Person) -> Address:
    lists = LISTS[language]
    town = draw.one(lists["town"])
    return Address(
        language=language,
        person=person,
        kind=draw.one(lists["kind"]),
        road=draw.one(lists["streets"]),
        number=draw.number(2, 2400),
        unit=draw.number(1, 24),
        quarter=draw.one(lists["quarters"]),
        town=town,
        postcode=f"{town['postcode']}{draw.number(1, 99):02}",
    )


def scribbled(one: Address, draw: Draw, *, detailed: bool, name: str = "") -> str:
    """One line as it arrives: short forms, odd capitals, lost marks; detailed ones hold unit and quarter."""
    parts = [name or one.name, _street(one, draw)]
    if detailed:
        parts.append(_unit(one, draw))
        parts += [f"col. {one.quarter}"] if one.quarter else []
    parts += [f"{one.town['name']} {draw.one(one.town['written'])}", _postcode(one, draw)]
    return draw.one([", ", " ", " / ", "; "]).join(_odd(part, draw) for part in parts)


def _street(one: Address, draw: Draw) -> str:
    short, mark = draw.one(one.kind["short"]), draw.one(["", "#", "No. ", "núm. "])
    return (
        f"{one.number} {one.road} {short}"
        if one.language == "en"
        else f"{short} {one.road} {mark}{one.number}"
    )


def _unit(one: Address, draw: Draw) -> str:
    marks = (
        ["apt", "#", "Unit ", "apartment "]
        if one.language == "en"
        else ["int. ", "depto. ", "int ", "interior "]
    )
    return f"{draw.one(marks)}{one.unit}"


def _postcode(one: Address, draw: Draw) -> str:
    return (
        draw.one(["", "", "zip "]) + one.postcode
        if one.language == "en"
        else draw.one(["", "CP ", "C.P. "]) + one.postcode
    )


def _odd(part: str, draw: Draw) -> str:
    return draw.one([part.upper(), part.lower(), part, part.replace(" ", "  ")])
