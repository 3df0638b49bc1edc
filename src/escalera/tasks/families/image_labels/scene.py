"""A scene as values: which thing stands in which cell of four columns by three rows, and how it is seen."""

from __future__ import annotations

from dataclasses import dataclass

from escalera.tasks.families.phrases import Draw, read

LISTS = read(__file__, "things.toml")
COLUMNS, ROWS = "ABCD", "123"
CELLS = tuple(column + row for row in ROWS for column in COLUMNS)
COLOURS = {colour["name"]: colour for colour in LISTS["colour"]}
WHOLE, A_LITTLE_HIDDEN, MOSTLY_HIDDEN, ON_A_POSTER = (
    "whole",
    "a little hidden",
    "mostly hidden",
    "on a poster",
)


@dataclass(frozen=True)
class Placed:
    thing: str
    cell: str
    colour: str = ""
    seen: str = WHOLE

    @property
    def counts(self) -> bool:
        """The guideline of level 3: real things of which at least half can be seen."""
        return self.seen in (WHOLE, A_LITTLE_HIDDEN)


@dataclass(frozen=True)
class Scene:
    name: str
    placed: tuple[Placed, ...]

    @property
    def known(self) -> list[str]:
        """Everything that can stand in such a scene."""
        return list(LISTS["scene"][self.name]["things"])

    def of(self, thing: str) -> list[Placed]:
        return [one for one in self.placed if one.thing == thing]

    def counted(self) -> list[Placed]:
        return [one for one in self.placed if one.counts]


def scene(draw: Draw, *, things: int, kinds: int, tricky: bool = False) -> Scene:
    """A scene of `things` things of `kinds` kinds; in tricky ones some are hidden or only pictures."""
    name = draw.one(sorted(LISTS["scene"]))
    chosen = draw.some(LISTS["scene"][name]["things"], kinds)
    # Every kind once, and the rest mostly the first kind, so that there is something to count.
    names = [*chosen, *(draw.one([chosen[0], chosen[0], draw.one(chosen)]) for _ in range(things - kinds))]
    cells = draw.some(CELLS, things)
    return Scene(
        name, tuple(_placed(thing, cell, draw, tricky) for thing, cell in zip(names, cells, strict=True))
    )


def _placed(thing: str, cell: str, draw: Draw, tricky: bool) -> Placed:
    paints = LISTS["thing"][thing].get("paints", [])
    seen = draw.one([WHOLE, WHOLE, A_LITTLE_HIDDEN, MOSTLY_HIDDEN, ON_A_POSTER]) if tricky else WHOLE
    return Placed(thing, cell, colour=draw.one(paints) if paints else "", seen=seen)


def called(thing: str, language: str, *, many: bool = False) -> str:
    name: str = LISTS["thing"][thing]["many" if many else "one"][language]
    return name
