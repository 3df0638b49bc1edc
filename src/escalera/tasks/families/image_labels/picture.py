"""A scene as SVG: a ground with three floors, things on them, crates before some, frames around others."""

from __future__ import annotations

from escalera.tasks.families.image_labels.scene import (
    A_LITTLE_HIDDEN,
    COLOURS,
    COLUMNS,
    LISTS,
    MOSTLY_HIDDEN,
    ON_A_POSTER,
    ROWS,
    Placed,
    Scene,
)
from escalera.tasks.families.phrases import Draw

CELL, EDGE = 112, 22
WIDTH, HEIGHT = EDGE + 4 * CELL, EDGE + 3 * CELL
SKINS = ("#f1c9a5", "#d9a373", "#b57a4a", "#8a5530", "#5e3a22")
HAIRS = ("#1f1a17", "#4a2f1b", "#8a5a2b", "#9a948c", "#1f1a17")
GROUNDS = {
    "market": ("#efe3c8", "#a8703a", "#c9502f"),
    "kitchen": ("#e4ecea", "#8f6b45", "#b9cfca"),
    "street": ("#d5dbe0", "#77797d", "#b9bfc4"),
    "park": ("#d8e8c4", "#b79f74", "#bcd6a0"),
}


def drawn(scene: Scene, draw: Draw, *, grid: bool) -> str:
    things = "".join(_thing(one, draw) for one in scene.placed)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}">'
        f"{ground(scene.name, draw)}{things}{_grid() if grid else ''}</svg>"
    )


def ground(name: str, draw: Draw) -> str:
    wall, floor, trim = GROUNDS[name]
    parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{wall}"/>']
    for row in range(3):
        base = EDGE + (row + 1) * CELL
        parts += [
            f'<rect x="{draw.number(0, WIDTH - 60)}" y="{base - 96}" width="{draw.number(20, 60)}" '
            f'height="{draw.number(20, 60)}"'
            f' fill="{trim}" opacity=".35"/>'
            for _ in range(4)
        ]
        parts.append(f'<rect y="{base - 12}" width="{WIDTH}" height="12" fill="{floor}"/>')
    return "".join(parts)


def _thing(one: Placed, draw: Draw) -> str:
    column, row = COLUMNS.index(one.cell[0]), ROWS.index(one.cell[1])
    size = draw.number(78, 92) if one.seen != ON_A_POSTER else 58
    x = EDGE + column * CELL + (CELL - size) // 2 + draw.number(-8, 8)
    y = EDGE + (row + 1) * CELL - 8 - size
    if one.seen == ON_A_POSTER:
        return poster(x, y - 16, size) + _shape(one, draw, x, y - 16, size)
    return _shape(one, draw, x, y, size) + _crate(one, draw, x, y, size)


def _shape(one: Placed, draw: Draw, x: int, y: int, size: int) -> str:
    # Half of the things look the other way.
    return shape(one.thing, one.colour, draw, x=x, y=y, size=size, flipped=draw.yes())


def shape(thing: str, colour: str, draw: Draw, *, x: int, y: int, size: int, flipped: bool) -> str:
    """A thing in the square of this size whose corner is at x, y."""
    paint = COLOURS[colour]["hex"] if colour else ""
    drawing: str = LISTS["thing"][thing]["draw"]
    for slot, value in {"{c}": paint, "{s}": draw.one(SKINS), "{h}": draw.one(HAIRS)}.items():
        drawing = drawing.replace(slot, value)
    scale, x = (-size, x + size) if flipped else (size, x)
    return f'<g transform="translate({x} {y}) scale({scale / 100} {size / 100})">{drawing}</g>'


def poster(x: int, y: int, size: int) -> str:
    frame = f'x="{x - 7}" y="{y - 7}" width="{size + 14}" height="{size + 14}"'
    return f'<rect {frame} fill="#fffdf5" stroke="#6d4520" stroke-width="5"/>'


def _crate(one: Placed, draw: Draw, x: int, y: int, size: int) -> str:
    """A crate before the thing, hiding about a fifth or four fifths of it from below."""
    share = {A_LITTLE_HIDDEN: 0.2, MOSTLY_HIDDEN: 0.78}.get(one.seen)
    if share is None:
        return ""
    top, tall = round(y + size * (1 - share)), round(size * share)
    box = f'x="{x - 6}" y="{top}" width="{size + 12}" height="{tall}"'
    slats = "".join(f"M{x - 6} {at}h{size + 12}" for at in range(top + 12, top + tall, 14))
    edge = 'stroke="#6d4520" stroke-width="2"'
    return f'<rect {box} fill="#c39a5f" {edge}/><path d="{slats}" {edge}/>'


def _grid() -> str:
    lines = "".join(f"M{EDGE + place * CELL} 0V{HEIGHT}" for place in range(4))
    lines += "".join(f"M0 {EDGE + place * CELL}H{WIDTH}" for place in range(3))
    letters = "".join(_mark(sign, EDGE + place * CELL + CELL // 2, 17) for place, sign in enumerate(COLUMNS))
    numbers = "".join(_mark(sign, 11, EDGE + place * CELL + CELL // 2) for place, sign in enumerate(ROWS))
    bands = f'<path d="M0 0H{WIDTH}V{EDGE}H{EDGE}V{HEIGHT}H0Z" fill="#fffdf5"/>'
    marks = (
        f'<g font-family="sans-serif" font-size="16" font-weight="bold" fill="#2b2622">{letters}{numbers}</g>'
    )
    return f'{bands}<path d="{lines}" stroke="#2b2622" stroke-dasharray="5 4" opacity=".55"/>{marks}'


def _mark(sign: str, x: int, y: int) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="middle">{sign}</text>'
