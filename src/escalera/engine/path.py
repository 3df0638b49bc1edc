"""A whole plan: the greedy covering played forward on expectations, then put in order."""

from __future__ import annotations

from collections import Counter

import numpy as np

from escalera.engine import arriving
from escalera.engine.arriving import Rows
from escalera.engine.belief import Belief
from escalera.engine.catalogue import BoolArray, Catalogue, FloatArray, IntArray
from escalera.engine.planning import Need, appraise, need
from escalera.engine.tracing import expected

MOST_ATTEMPTS = 600
MOST_AT_ONCE = 20


def counts(
    belief: Belief,
    target: FloatArray,
    *,
    among: IntArray,
    cost: FloatArray,
    catalogue: Catalogue,
    rows: Rows,
    factor: FloatArray,
    minutes_left: float | None = None,
) -> tuple[list[int], Belief]:
    """Return the rows in the order greedy takes them (with repeats) and the belief expected afterwards.

    among (N,) rows that may be used, cost (T,) of one attempt each, factor (T, R) this worker's effects. Stops
    when the goal is covered, nothing helps any more, the minutes are spent, or after 600 attempts.
    """
    taken: list[int] = []
    budget = np.inf if minutes_left is None else minutes_left
    while len(taken) < MOST_ATTEMPTS and among.size:
        wanted = need(belief, target, rows=rows, catalogue=catalogue, cost=cost, factor=factor)
        left = arriving.again(catalogue, rows, belief.memory)[0]
        seen = appraise(
            belief,
            wanted,
            rows=rows,
            among=among,
            catalogue=catalogue,
            variety=left[among],
            factor=factor[among],
        )
        fits = catalogue.seconds[among] / 60.0 <= budget + 1e-9
        rate = np.where(fits, seen.total / cost[among], 0.0)
        best, lacking = int(np.argmax(rate)), wanted.deficit(belief.mean, belief.deviation)
        if rate[best] <= 1e-6 or not lacking[np.isfinite(target)].any():
            break
        row = int(among[best])
        times = _times(seen.gain[best], lacking[rows.skill[row]])
        times = int(min(times, max(1.0, budget * 60.0 / float(catalogue.seconds[row]))))
        taken += [row] * times
        budget -= times * float(catalogue.seconds[row]) / 60.0
        belief = expected(belief, row=row, catalogue=catalogue, gain=seen.gain[best], rows=rows, times=times)
    return taken, belief


def _times(gain: FloatArray, lacking: FloatArray) -> int:
    """Return how often to take the best type at once: far from the goal many times, near it once."""
    far, step = float(lacking[gain > 0].sum()), max(float(gain.sum()), 1e-3)
    return int(np.clip(0.4 * far / step, 1, MOST_AT_ONCE))


def ordered(taken: list[int], *, catalogue: Catalogue) -> list[tuple[int, int]]:
    """Return (row, times) with prerequisites' work first and, among equals, easier first."""
    depth = _depths(catalogue.prerequisites)
    many = Counter(taken)
    layer = {row: int(depth[np.argmax(catalogue.weights[row])]) for row in many}
    return sorted(many.items(), key=lambda pair: (layer[pair[0]], catalogue.difficulty[pair[0]], pair[0]))


def _depths(prerequisites: BoolArray) -> IntArray:
    depth = np.zeros(len(prerequisites), dtype=np.int64)
    for _ in range(len(prerequisites)):
        deeper = np.where(prerequisites, depth[None, :] + 1, 0).max(axis=1, initial=0)
        if np.array_equal(deeper, depth):
            break
        depth = np.minimum(deeper, len(prerequisites))
    return depth


def information(belief: Belief, wanted: Need, *, among: IntArray, catalogue: Catalogue) -> FloatArray:
    """Return how much variance of the wanted skills one answer at each type is expected to remove, (N,).

    The trace criterion of Bayesian experimental design (Chaloner and Verdinelli 1995) on the wanted skills.
    """
    weights = catalogue.weights[among]
    slope = weights @ belief.covariance
    along = (slope * weights).sum(axis=1)
    z = (weights @ belief.mean - catalogue.difficulty[among]) / np.sqrt(1.0 + np.pi / 8.0 * along)
    ability, chance = 1.0 / (1.0 + np.exp(-z)), catalogue.chance[among]
    right = chance + (1.0 - chance) * ability
    fisher = ((1.0 - chance) * ability * (1.0 - ability)) ** 2 / np.maximum(right * (1.0 - right), 1e-9)
    open_now = wanted.attention * (wanted.deficit(belief.mean, belief.deviation) > 0)
    removed: FloatArray = (slope**2 @ open_now) * fisher / (1.0 + along * fisher)
    return removed
