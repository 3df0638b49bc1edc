"""Boxes drawn on a picture: F1 by box, each worth how well it lies on the right one.

An answer is a list of "label left top right bottom", in the units of the picture.
Intersection over union from `detail["full"]` (default .75: as close as a finger gets) counts fully, up to
`detail["none"]` (default .35) not at all, between them in proportion.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from escalera.tasks.scoring.given import as_list
from escalera.tasks.scoring.judgement import BLANK, Judgement
from escalera.tasks.scoring.pairing import soft_f1

NUMBER = r"\s+(\d{1,4}(?:\.\d{1,3})?)"
WRITTEN = re.compile(rf"([\w-]{{1,40}}){NUMBER}{NUMBER}{NUMBER}{NUMBER}", re.ASCII)
FULL, NONE = 0.75, 0.35


@dataclass(frozen=True)
class Box:
    label: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)


def judge(right: Any, raw: Any, detail: Mapping[str, Any]) -> Judgement:
    given = as_list(raw)
    if not given:
        return BLANK
    made = boxes(given)
    note = "" if len(made) == len(set(given)) else "not_a_box"
    return Judgement(
        score=soft_f1(boxes(right), made, partial(worth, detail=detail)), given=", ".join(given), note=note
    )


def boxes(written: Iterable[Any]) -> list[Box]:
    """What can be read as boxes, each once; corners may come in either order."""
    found = (WRITTEN.fullmatch(str(one).strip()) for one in written)
    read = (_box(match) for match in found if match)
    return list(dict.fromkeys(box for box in read if box.area > 0))


def worth(one: Box, other: Box, *, detail: Mapping[str, Any]) -> float:
    full, none = float(detail.get("full", FULL)), float(detail.get("none", NONE))
    return min(1.0, max(0.0, (intersection_over_union(one, other) - none) / (full - none)))


def intersection_over_union(one: Box, other: Box) -> float:
    """Nothing under another label."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    if one.label != other.label or wide <= 0 or high <= 0:
        return 0.0
    return wide * high / (one.area + other.area - wide * high)


def _box(match: re.Match[str]) -> Box:
    left, right = sorted((float(match[2]), float(match[4])))
    top, bottom = sorted((float(match[3]), float(match[5])))
    return Box(match[1], left, top, right, bottom)
