"""Scoring: an item's score is the weighted mean of its fields' scores, each between 0 and 1.

A field whose rule is `peer` has score None and is left out of the mean; where nothing else is left, the
item's score is None: it waits for a peer. Answers come from outside: whatever they
hold, scoring raises nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from escalera.tasks.scoring import (
    boxes,
    cells,
    chosen,
    edit,
    exact,
    number,
    peer,
    ranking,
    rubric,
    spans,
    words,
)
from escalera.tasks.scoring.judgement import NOTES, FieldResult, Judgement, Result

__all__ = ["NOTES", "FieldResult", "Judgement", "Result", "mean", "score"]

JUDGES = {
    "exact": exact.judge,
    "number": number.judge,
    "edit": edit.judge,
    "wer": words.judge,
    "choice": chosen.judge_one,
    "set": chosen.judge_set,
    "ranking": ranking.judge,
    "rubric": rubric.judge,
    "peer": peer.judge,
    "spans": spans.judge,
    "boxes": boxes.judge,
    "cells": cells.judge,
}


def score(key: Mapping[str, Mapping[str, Any]], answer: Any) -> Result:
    """Judge an answer, {field name: str | list[str]} or anything at all, against Item.as_json()["key"]."""
    given = answer if isinstance(answer, Mapping) else {}
    fields = {name: _field(part, given.get(name)) for name, part in key.items()}
    return Result(score=mean({name: field.score for name, field in fields.items()}, key), fields=fields)


def mean(scores: Mapping[str, float | None], key: Mapping[str, Mapping[str, Any]]) -> float | None:
    """The weighted mean of the fields that have a score; None where none has."""
    weights = {name: float(part.get("weight", 1.0)) for name, part in key.items()}
    judged = {name: value for name, value in scores.items() if value is not None and name in weights}
    total = sum(weights[name] for name in judged)
    return sum(weights[name] * value for name, value in judged.items()) / total if total else None


def _field(key: Mapping[str, Any], raw: Any) -> FieldResult:
    judgement: Judgement = JUDGES[key["rule"]](key["right"], raw, key.get("detail") or {})
    return FieldResult(
        score=judgement.score,
        right_shown=key.get("shown") or _shown(key["right"], key["rule"]),
        given=judgement.given,
        note=judgement.note,
        missed=judgement.missed,
    )


def _shown(right: Any, rule: str) -> str:
    if rule in ("peer", "rubric"):
        return ""
    if isinstance(right, list):
        return str(right[0]) if rule == "exact" else ", ".join(map(str, right))
    return str(right)
