"""Drawn product photos: one thing with a background, a light, a framing, and something beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from escalera.tasks.families.asked import LETTERS
from escalera.tasks.families.image_labels.scene import COLOURS
from escalera.tasks.families.image_labels.scene import LISTS as DRAWINGS
from escalera.tasks.families.phrases import Draw

SIDE, GAP, LABEL = 156, 12, 26
PERSON = DRAWINGS["thing"]["person"]["draw"]
SKINS = ("#f1c9a5", "#d9a373", "#b57a4a", "#8a5530", "#5e3a22")


@dataclass(frozen=True)
class Good:
    thing: str
    colour: str

    def name(self, language: str) -> str:
        return str(DRAWINGS["thing"][self.thing]["one"][language])

    @property
    def drawing(self) -> str:
        paint = COLOURS[self.colour]["hex"] if self.colour else ""
        return str(DRAWINGS["thing"][self.thing]["draw"]).replace("{c}", paint)


@dataclass(frozen=True)
class Photo:
    background: str = "plain"  # plain or home
    framing: str = "whole"  # whole or close
    dark: bool = False
    tilted: bool = False
    beside: str = ""  # "", ruler or person


def good(draw: Draw, thing: str) -> Good:
    paints = [paint for paint in DRAWINGS["thing"][thing].get("paints", ()) if paint != "white"]
    return Good(thing, draw.one(paints) if paints else "")


def sheet(photos: Sequence[Photo], shown: Good, draw: Draw) -> tuple[str, int, int]:
    """All photos in rows of two with their letters; the SVG, its width and its height."""
    rows = (len(photos) + 1) // 2
    width, height = 2 * SIDE + 3 * GAP, GAP + rows * (SIDE + LABEL + GAP)
    panels = "".join(_panel(place, photo, shown, draw) for place, photo in enumerate(photos))
    ground = f'<rect width="{width}" height="{height}" fill="#fffdf5"/>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
    return f'{head} width="{width}" height="{height}">{ground}{panels}</svg>', width, height


def _panel(place: int, photo: Photo, shown: Good, draw: Draw) -> str:
    x = GAP + (place % 2) * (SIDE + GAP)
    y = GAP + (place // 2) * (SIDE + LABEL + GAP)
    mark = (
        f'<text x="{x + SIDE // 2}" y="{y + SIDE + 20}" text-anchor="middle" font-family="sans-serif" '
        f'font-size="17" font-weight="bold" fill="#2b2622">{LETTERS[place]}</text>'
    )
    # A nested svg cuts off whatever the frame does not show.
    box = f'x="{x}" y="{y}" width="{SIDE}" height="{SIDE}" viewBox="0 0 {SIDE} {SIDE}"'
    night = f'<rect width="{SIDE}" height="{SIDE}" fill="#0b0d18" opacity=".72"/>' if photo.dark else ""
    frame = f'<rect x="{x}" y="{y}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#6d6660" stroke-width="2"/>'
    inside = _ground(photo, draw) + _beside(photo, draw) + _thing(photo, shown)
    return f"<svg {box}>{inside}{night}</svg>{frame}{mark}"


def _ground(photo: Photo, draw: Draw) -> str:
    if photo.background == "plain":
        tone = draw.one(("#eef0f0", "#f3efe6", "#e9eef4"))
        return f'<rect width="{SIDE}" height="{SIDE}" fill="{tone}"/>'
    wall, tiles = draw.one((("#f0dcae", "#d9b877"), ("#cfe0d6", "#9dbfae"), ("#e8cfc4", "#c79c8b")))
    lines = "".join(f"M0 {at}H{SIDE}" for at in range(18, 120, 18))
    shelf = '<path d="M8 40H78V46H8Z" fill="#7d5327"/>'
    jars = "".join(
        f'<rect x="{14 + 20 * place}" y="{draw.number(14, 22)}" width="14" height="26" rx="3" fill="{tone}"/>'
        for place, tone in enumerate(draw.some(("#c5362c", "#2f62b5", "#2f8a4a", "#f2c31b"), 3))
    )
    window = '<rect x="100" y="14" width="44" height="44" fill="#bfe0f2" stroke="#7d5327" stroke-width="4"/>'
    table = f'<rect y="122" width="{SIDE}" height="34" fill="#a8703a"/>'
    return (
        f'<rect width="{SIDE}" height="{SIDE}" fill="{wall}"/><path d="{lines}" stroke="{tiles}"/>'
        f"{shelf}{jars}{window}{table}"
    )


def _beside(photo: Photo, draw: Draw) -> str:
    if photo.beside == "ruler":
        ticks = "".join(f"M120 {at}h{12 if place % 2 else 7}" for place, at in enumerate(range(38, 138, 8)))
        edge = '<rect x="120" y="32" width="20" height="108" fill="#f2c31b" stroke="#5a3a1e"/>'
        return f'{edge}<path d="{ticks}" stroke="#2b2622" stroke-width="1.5"/>'
    if photo.beside == "person":
        paint = draw.one([colour["hex"] for name, colour in COLOURS.items() if name != "white"])
        colours = {"{c}": paint, "{s}": draw.one(SKINS), "{h}": "#1f1a17"}
        drawing: str = PERSON
        for slot, colour in colours.items():
            drawing = drawing.replace(slot, colour)
        return f'<g transform="translate(58 26) scale(1.15)">{drawing}</g>'
    return ""


def _thing(photo: Photo, shown: Good) -> str:
    if photo.framing == "close":
        size, x, y = 1.7, -7, -16
    elif photo.beside == "person":
        size, x, y = 0.66, 8, 76
    elif photo.beside:
        size, x, y = 0.98, 14, 42
    else:
        size, x, y = 1.12, 22, 28
    turn = " rotate(27 50 60)" if photo.tilted else ""
    shadow = "" if photo.framing == "close" else '<ellipse cx="50" cy="99" rx="42" ry="6" opacity=".18"/>'
    return f'<g transform="translate({x} {y}) scale({size}){turn}">{shadow}{shown.drawing}</g>'
