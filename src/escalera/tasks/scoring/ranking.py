"""An order, scored by Kendall's tau: 1 when every pair stands right, 0 from chance downwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from escalera.tasks.scoring.given import as_list
from escalera.tasks.scoring.judgement import BLANK, Judgement


def judge(right: Any, raw: Any, detail: Mapping[str, Any]) -> Judgement:
    given = as_list(raw)
    if not given:
        return BLANK
    wanted = [str(one) for one in right]
    note = "" if sorted(given) == sorted(wanted) else "not_an_order"
    return Judgement(score=agreement(wanted, given), given=", ".join(given), note=note)


def agreement(right: Sequence[str], given: Sequence[str]) -> float:
    """max(0, tau); a pair of which something is missing stands wrong."""
    place = {value: position for position, value in enumerate(given)}
    pairs = list(combinations(right, 2))
    if not pairs:
        return float(list(right) == list(given))
    good = sum(first in place and second in place and place[first] < place[second] for first, second in pairs)
    return max(0.0, 2 * good / len(pairs) - 1)
