"""What was chosen among options: one (choice), or several (set, by F1).

detail of choice: partial {value: score} for neighbours of the right answer
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from escalera.tasks.scoring.given import as_list, as_text
from escalera.tasks.scoring.judgement import BLANK, Judgement


def judge_one(right: Any, raw: Any, detail: Mapping[str, Any]) -> Judgement:
    value, _ = as_text(raw)
    if not value:
        return BLANK
    partial = detail.get("partial") or {}
    return Judgement(score=1.0 if value == str(right) else float(partial.get(value, 0)), given=value[:200])


def judge_set(right: Any, raw: Any, detail: Mapping[str, Any]) -> Judgement:
    given = as_list(raw)
    if not given:
        return BLANK
    score = f1({str(one).casefold() for one in right}, {one.casefold() for one in given})
    return Judgement(score=score, given=", ".join(given))


def f1(right: set[str], given: set[str]) -> float:
    """Harmonic mean of how much of the right was found and how much of the found is right."""
    both = len(right) + len(given)
    return 2 * len(right & given) / both if both else 1.0
