"""What blind guessing earns: the chance of an item, by counting every answer that somebody could click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations
from math import comb, factorial

import numpy as np

from escalera.tasks.families.family import Field, Key
from escalera.tasks.scoring.cells import FOUND
from escalera.tasks.scoring.pairing import soft_f1
from escalera.tasks.scoring.ranking import agreement
from escalera.tasks.scoring.spans import Span, overlap, spans


def chance(fields: Sequence[Field], key: Mapping[str, Key]) -> float:
    """The score expected when options are clicked at random and texts are left to luck, which is 0."""
    scored = [field for field in fields if key[field.name].rule != "peer"]
    total = sum(key[field.name].weight for field in scored)
    return (
        sum(key[field.name].weight * _expected(field, key[field.name]) for field in scored) / total
        if total
        else 0.0
    )


def random_answer(field: Field, key: Key, rng: np.random.Generator) -> str | list[str]:
    """One blind answer, by the same rules as `chance` counts with."""
    values = [option.value for option in field.options]
    if field.widget in ("choice", "compare"):
        return str(rng.choice(values))
    if field.widget == "choices":
        return [values[place] for place in rng.permutation(len(values))[: _how_many(len(values), rng)]]
    if field.widget == "ranking":
        return [str(value) for value in rng.permutation(values)]
    if key.rule == "spans":
        return [f"{rng.choice(values)}:{rng.integers(1, key.detail['words'] + 1)}"]
    if key.rule == "boxes":
        left, top = rng.integers(0, 400), rng.integers(0, 280)
        return [f"{rng.choice(values)} {left} {top} {left + 80} {top + 80}"]
    if key.rule == "cells":
        return [f"{rng.choice(key.detail['cells'])}=qwxz"]
    if key.rule == "number" and "range" in key.detail:
        return str(rng.integers(key.detail["range"][0], key.detail["range"][1] + 1))
    return "qwxz"


def _expected(field: Field, key: Key) -> float:
    many, detail = len(field.options), key.detail
    if field.widget in ("choice", "compare"):
        return float(1 + sum(detail.get("partial", {}).values())) / many
    if field.widget == "choices":
        return _expected_f1(many, len(key.right))
    if field.widget == "ranking":
        return _expected_agreement(len(key.right))
    if key.rule == "spans":
        return _expected_mark(field, key)
    if key.rule == "cells":  # one cell at random, mended wrongly
        return 2 * FOUND / (len(key.right) + 1) * len(key.right) / len(detail["cells"])
    if key.rule == "number" and "range" in detail:
        return 1.0 / float(detail["range"][1] - detail["range"][0] + 1)
    return 0.0


def _expected_f1(options: int, right: int) -> float:
    """Mean F1 over all non-empty sets of options."""
    total = sum(
        comb(right, hits) * comb(options - right, misses) * 2 * hits / (right + hits + misses)
        for hits in range(right + 1)
        for misses in range(options - right + 1)
    )
    return float(total) / float(2**options - 1)


def _expected_agreement(things: int) -> float:
    right = [str(place) for place in range(things)]
    return sum(agreement(right, order) for order in permutations(right)) / factorial(things)


def _expected_mark(field: Field, key: Key) -> float:
    """One word under one label; a box anywhere in a picture is worth next to nothing and counts as 0."""
    right, words = spans(key.right), range(1, key.detail["words"] + 1)
    marks = [Span(option.value, word, word) for option in field.options for word in words]
    return sum(soft_f1(right, [mark], overlap) for mark in marks) / len(marks)


def _how_many(options: int, rng: np.random.Generator) -> int:
    sizes = np.array([comb(options, size) for size in range(1, options + 1)], dtype=float)
    return int(rng.choice(options, p=sizes / sizes.sum())) + 1
