"""A scene with things of many sizes, and how far each of them can be seen: the box that fits it tightly."""

from __future__ import annotations

from dataclasses import dataclass

from escalera.tasks.families.image_labels.picture import (
    CELL,
    EDGE,
    HEIGHT,
    WIDTH,
    ground,
    poster,
    shape,
)
from escalera.tasks.families.image_labels.scene import LISTS
from escalera.tasks.families.phrases import Draw, read

EXTENTS = read(__file__, "extents.toml")
WHOLE, STANDS_BEHIND, HIDDEN, FRAMED = "whole", "stands behind", "hidden", "framed"
SHARE = {STANDS_BEHIND: 0.3, HIDDEN: 0.75}  # of the height of what is drawn, from below
PLACES = [(column, row) for row in range(3) for column in range(4)]


@dataclass(frozen=True)
class Drawn:
    thing: str
    colour: str
    x: int
    y: int
    size: int
    flipped: bool
    seen: str = WHOLE

    @property
    def counts(self) -> bool:
        """The guideline of level 3: real things of which at least half can be seen."""
        return self.seen in (WHOLE, STANDS_BEHIND)

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom of what can be seen."""
        left, top, right, bottom = EXTENTS[self.thing]
        if self.flipped:
            left, right = 100 - right, 100 - left
        scale = self.size / 100
        low = min(self.y + bottom * scale, self.crate_top)
        return (
            max(0, round(self.x + left * scale)),
            max(0, round(self.y + top * scale)),
            min(WIDTH, round(self.x + right * scale)),
            min(HEIGHT, round(low)),
        )

    @property
    def crate_top(self) -> float:
        if self.seen not in SHARE:
            return HEIGHT
        _, top, _, bottom = EXTENTS[self.thing]
        return float(self.y + self.size / 100 * (bottom - SHARE[self.seen] * (bottom - top)))


@dataclass(frozen=True)
class Scene:
    name: str
    asked: tuple[str, ...]
    things: tuple[Drawn, ...]

    def right(self) -> list[Drawn]:
        return [one for one in self.things if one.thing in self.asked and one.counts]


def scene(draw: Draw, *, kinds: int, asked: int, things: int, sizes: tuple[int, int], tricky: bool) -> Scene:
    """A scene where each kind that is asked for can be seen once to four times."""
    while True:
        name = draw.one(sorted(LISTS["scene"]))
        chosen = draw.some(LISTS["scene"][name]["things"], kinds)
        names = [*chosen, *(draw.one(chosen[: asked + 1]) for _ in range(things - kinds))]
        places = draw.some(PLACES, things)
        drawn = tuple(
            _drawn(thing, place, sizes, draw, tricky) for thing, place in zip(names, places, strict=True)
        )
        made = Scene(name, tuple(chosen[:asked]), drawn)
        seen = [sum(one.thing == thing for one in made.right()) for thing in made.asked]
        if all(1 <= many <= 4 for many in seen):
            return made


def _drawn(thing: str, place: tuple[int, int], sizes: tuple[int, int], draw: Draw, tricky: bool) -> Drawn:
    paints = LISTS["thing"][thing].get("paints", [])
    seen = draw.one([WHOLE, WHOLE, STANDS_BEHIND, HIDDEN, FRAMED]) if tricky else WHOLE
    size = 60 if seen == FRAMED else draw.number(*sizes)
    room = CELL - size - 4
    x = EDGE + place[0] * CELL + 2 + draw.number(0, max(room, 0))
    y = EDGE + (place[1] + 1) * CELL - 8 - size - (18 if seen == FRAMED else 0)
    return Drawn(thing, draw.one(paints) if paints else "", x, y, size, draw.yes(), seen)


def svg(shown: Scene, draw: Draw) -> str:
    things = "".join(_thing(one, draw) for one in shown.things)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}">{ground(shown.name, draw)}{things}</svg>'
    )


def _thing(one: Drawn, draw: Draw) -> str:
    drawing = shape(one.thing, one.colour, draw, x=one.x, y=one.y, size=one.size, flipped=one.flipped)
    frame = poster(one.x, one.y, one.size) if one.seen == FRAMED else ""
    return frame + drawing + (_crate(one) if one.seen in SHARE else "")


def _crate(one: Drawn) -> str:
    """Boards before the thing, down to the floor."""
    top, wide = round(one.crate_top), one.size + 8
    tall = one.y + one.size + 4 - top
    edge = 'stroke="#6d4520" stroke-width="2"'
    slats = "".join(f"M{one.x - 4} {at}h{wide}" for at in range(top + 11, top + tall, 13))
    return (
        f'<rect x="{one.x - 4}" y="{top}" width="{wide}" height="{tall}" fill="#c39a5f" {edge}/>'
        f'<path d="{slats}" {edge}/>'
    )
