"""Which of the appraised task types to offer: the rules after a miss and a success, and bounded
exploration."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from escalera.engine.catalogue import Catalogue, FloatArray, IntArray
from escalera.engine.memory import HIT, REMEMBERED, Memory
from escalera.engine.steps import LastOutcome

DRAWS = 128
# An easier version is offered after the second and third miss in a row; then the planner looks elsewhere.
MISSES_BEFORE_EASIER = 2
MISSES_BEFORE_ELSEWHERE = 4
# One moves on after a success while that costs at most the rest of this share of the best rate.
LEAST_AHEAD = 0.4
# Two thirds of the remembered attempts at one type whose skill stalls are enough: another may move it.
WORN = 2 * REMEMBERED // 3


@dataclass(frozen=True)
class Pick:
    """The chosen catalogue row, its propensity, and whether it was chosen to learn about it."""

    row: int
    propensity: float
    explores: bool


def thompson(
    rows: IntArray, rate: FloatArray, deviation: FloatArray, *, slack: float, rng: np.random.Generator | None
) -> Pick:
    """Pick among the types whose rate (N,) is within `slack` of the best, by draws from the gains'
    posterior.

    Thompson (1933) bounded as in Kazerouni et al. (2017, conservative bandits): no step takes more than
    1 + `slack` of the best one's time for the same progress, so neither does the whole way, in expectation. The propensity is exact given the draws, which come from
    `rng` as well; without `rng` nothing is explored.
    """
    best = int(np.argmax(rate))
    near = np.flatnonzero(rate >= rate[best] / (1.0 + slack))
    if near.size == 1 or slack <= 0.0 or rng is None:
        return Pick(row=int(rows[best]), propensity=1.0, explores=False)
    drawn = rate[near] + deviation[near] * rng.standard_normal((DRAWS, near.size))
    share = np.bincount(drawn.argmax(axis=1), minlength=near.size) / DRAWS
    at = int(rng.choice(near.size, p=share))
    return Pick(row=int(rows[near[at]]), propensity=float(share[at]), explores=bool(near[at] != best))


def easier(catalogue: Catalogue, row: int, allowed: Collection[int]) -> tuple[int, bool]:
    """Return the next easier type of the same family and False, or the easiest there is and True (with
    help)."""
    family = np.flatnonzero(catalogue.family_codes == catalogue.family_codes[row])
    below = [
        at
        for at in family
        if catalogue.difficulty[at] < catalogue.difficulty[row] - 1e-9 and int(at) in allowed
    ]
    if below:
        return int(max(below, key=lambda at: float(catalogue.difficulty[at]))), False
    return row, True


def left_behind(catalogue: Catalogue, last: LastOutcome) -> IntArray:
    """Return the rows to pass over after a success: the same type and easier ones of its family."""
    if last.score < HIT or not catalogue.holds(last.task_type):
        return np.zeros(0, dtype=np.int64)
    row = catalogue.type_at(last.task_type)
    same = catalogue.family_codes == catalogue.family_codes[row]
    return np.flatnonzero(same & (catalogue.difficulty <= catalogue.difficulty[row] + 1e-9))


def has_ladder(catalogue: Catalogue, row: int) -> bool:
    """Return whether the type's family has more than one version."""
    return int((catalogue.family_codes == catalogue.family_codes[row]).sum()) > 1


def often(catalogue: Catalogue, memory: Memory) -> IntArray:
    """Return the rows that make up at least two thirds of the remembered attempts, (M,)."""
    times, _ = memory.counts(REMEMBERED)
    return np.array(
        [catalogue.type_at(name) for name, many in times.items() if many >= WORN and catalogue.holds(name)],
        dtype=np.int64,
    )
