"""Drawn posters: blocks of text with sizes, a picture, and what can go wrong with them."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from escalera.tasks.families.asked import LETTERS
from escalera.tasks.families.phrases import Draw

WIDE, TALL, GAP, LABEL = 156, 250, 12, 26
INK, PALE = "#241a12", "#eadfbd"
PLAIN, BOLD = 0.6, 0.67  # width of a letter as a share of its height, at the most
GROUNDS = (("#fdf3d0", "#a63c14"), ("#dcebf5", "#1d5a86"), ("#e3f0dc", "#2c6a3a"), ("#f8e4e0", "#7a3f98"))


@dataclass(frozen=True)
class Block:
    text: str
    size: int
    bold: bool = False
    runs_over: bool = False  # in one line, whatever its length


@dataclass(frozen=True)
class Poster:
    blocks: tuple[Block, ...]  # from top to bottom
    picture_after: int  # how many blocks stand above the picture
    fault: str = ""  # contrast, crowded


def sheet(posters: Sequence[Poster], draw: Draw) -> tuple[str, int, int]:
    """All posters in rows of two with their letters; the SVG, its width and its height."""
    rows = (len(posters) + 1) // 2
    width, height = 2 * WIDE + 3 * GAP, GAP + rows * (TALL + LABEL + GAP)
    colours = draw.one(GROUNDS)
    drawn = "".join(_placed(place, poster, colours, draw) for place, poster in enumerate(posters))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
    ground = f'<rect width="{width}" height="{height}" fill="#cfc8ba"/>'
    return f'{head} width="{width}" height="{height}">{ground}{drawn}</svg>', width, height


def _placed(place: int, poster: Poster, colours: tuple[str, str], draw: Draw) -> str:
    x, y = GAP + (place % 2) * (WIDE + GAP), GAP + (place // 2) * (TALL + LABEL + GAP)
    mark = (
        f'<text x="{x + WIDE // 2}" y="{y + TALL + 20}" text-anchor="middle" font-family="sans-serif" '
        f'font-size="17" font-weight="bold" fill="#1f1b14">{LETTERS[place]}</text>'
    )
    # A nested svg cuts off whatever runs over the edge.
    box = f'x="{x}" y="{y}" width="{WIDE}" height="{TALL}" viewBox="0 0 {WIDE} {TALL}"'
    return f"<svg {box}>{_poster(poster, colours, draw)}</svg>{mark}"


def _poster(poster: Poster, colours: tuple[str, str], draw: Draw) -> str:
    ground, accent = colours
    parts = [f'<rect width="{WIDE}" height="{TALL}" fill="{ground}"/>']
    if poster.fault == "crowded":
        parts.append(_crowd(draw))
    free = TALL - 20 - sum(_height(block) for block in poster.blocks)
    picture = 0 if poster.fault == "crowded" or free < 24 else min(64, free)
    y = 10 + max(0, free - picture) // 2
    for place, block in enumerate(poster.blocks):
        if place == poster.picture_after and picture:
            parts.append(_picture(y, picture, accent))
            y += picture
        parts.append(_text(block, y, poster.fault))
        y += _height(block)
    return "".join(parts)


def _lines(block: Block) -> list[str]:
    if block.runs_over:
        return [block.text]
    letter = (BOLD if block.bold else PLAIN) * block.size
    return textwrap.wrap(block.text, width=max(8, int((WIDE - 8) / letter)))


def _height(block: Block) -> int:
    return round(len(_lines(block)) * block.size * 1.15) + 5


def _text(block: Block, y: int, fault: str) -> str:
    x, anchor = (22, "start") if block.runs_over else (WIDE // 2, "middle")
    fill = PALE if fault == "contrast" else INK
    weight = ' font-weight="bold"' if block.bold else ""
    lines = "".join(
        f'<text x="{x}" y="{y + round((number + 0.85) * block.size * 1.15)}">{line}</text>'
        for number, line in enumerate(_lines(block))
    )
    style = f'font-family="sans-serif" font-size="{block.size}" text-anchor="{anchor}" fill="{fill}"{weight}'
    return f"<g {style}>{lines}</g>"


def _picture(y: int, tall: int, accent: str) -> str:
    """A sun over two hills: a picture that says nothing of its own."""
    low, middle = y + tall - 4, WIDE // 2
    hills = f"M20 {low}Q50 {low - tall * 0.6:.0f} 80 {low}Q105 {low - tall * 0.8:.0f} 136 {low}Z"
    sun = f'<circle cx="{middle + 6}" cy="{y + tall * 0.3:.0f}" r="{tall * 0.2:.0f}" fill="#f3b93f"/>'
    return f'{sun}<path d="{hills}" fill="{accent}" opacity=".8"/>'


def _crowd(draw: Draw) -> str:
    paints = ("#c5362c", "#2f62b5", "#2f8a4a", "#7a3f98", "#5a3a1e")
    spots = (
        f'<circle cx="{draw.number(6, WIDE - 6)}" cy="{draw.number(6, TALL - 6)}" r="{draw.number(10, 26)}" '
        f'fill="{draw.one(paints)}"/>'
        for _ in range(26)
    )
    return "".join(spots)
