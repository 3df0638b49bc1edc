"""Digits as a pen draws them: strokes on a 10 by 16 grid, moved a little by chance, so no font is needed."""

from __future__ import annotations

from itertools import pairwise

from escalera.tasks.families.phrases import Draw

STROKES = {
    "0": ["5,1 1,5 1,11 5,15 9,11 9,5 5,1"],
    "1": ["2,4 5,1 5,15"],
    "2": ["1,4 4,1 8,2 8,6 1,15 9,15"],
    "3": ["1,2 7,1 8,5 4,7 8,9 8,13 4,15 1,13"],
    "4": ["7,1 1,10 9,10", "7,6 7,15"],
    "5": ["9,1 2,1 2,7 6,6 9,10 7,15 1,14"],
    "6": ["8,1 3,6 1,11 4,15 8,13 8,9 4,8 1,11"],
    "7": ["1,1 9,1 4,15", "3,8 8,8"],
    "8": ["8,3 4,1 2,4 8,11 6,15 2,14 2,10 8,4 8,3"],
    "9": ["8,5 4,7 1,4 4,1 8,3 8,8 6,15"],
    ".": ["2,14 3,15"],
    ",": ["3,14 1,17"],
    "$": ["8,4 4,3 2,6 8,10 6,13 1,12", "5,1 5,16"],
    "€": ["9,3 5,2 2,8 5,14 9,13", "0,7 6,7", "0,10 6,10"],
    "£": ["8,3 5,1 3,5 4,10 1,15 9,15", "1,8 7,8"],
    "Q": ["5,1 1,5 1,11 5,15 9,11 9,5 5,1", "6,11 10,16"],
}


def written(text: str, *, right: float, base: float, draw: Draw) -> str:
    """SVG strokes of an amount that ends at x = right and stands on y = base."""
    x = right - 13 * len(text)
    strokes = []
    for sign in text:
        lift = draw.number(-2, 2)
        strokes += [_stroke(points, x, base - 16 + lift, draw) for points in STROKES.get(sign, [])]
        x += 13
    return f'<g fill="none" stroke="#1d3f8f" stroke-width="1.8" stroke-linecap="round">{"".join(strokes)}</g>'


def _stroke(points: str, x: float, y: float, draw: Draw) -> str:
    pairs = [pair.split(",") for pair in points.split()]
    moved = [
        (x + float(a) + draw.number(-5, 5) / 10, y + float(b) + draw.number(-5, 5) / 10) for a, b in pairs
    ]
    # Straight at both ends, rounded in between: a curve through the middles of the segments.
    path = f"M{moved[0][0]:.1f} {moved[0][1]:.1f}"
    for here, after in pairwise(moved[1:]):
        path += f"Q{here[0]:.1f} {here[1]:.1f} {(here[0] + after[0]) / 2:.1f} {(here[1] + after[1]) / 2:.1f}"
    return f'<path d="{path}L{moved[-1][0]:.1f} {moved[-1][1]:.1f}"/>'
