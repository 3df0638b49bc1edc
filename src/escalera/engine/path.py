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
MOST_AT_ONCE = 30
# What is needed is thought over again after this many choices.
TURNS_A_NEED = 3
# Types of other skills are taken in the same turn when their rate is at least this share of the best.
NEARLY, LOOKED_AT = 0.3, 24


def counts(
    belief: Belief,
    target: FloatArray,
    *,
    among: IntArray,
    cost: FloatArray,
    catalogue: Catalogue,
    rows: Rows,
    factor: FloatArray,
    wanted: Need,
    minutes_left: float | None = None,
) -> tuple[list[int], Belief]:
    """Return the rows in the order greedy takes them (with repeats) and the belief expected afterwards.

    among (N,) catalogue rows that may be used, `rows` those of them, cost (N,) of one attempt each, factor (N, R)
    this worker's effects, wanted what is needed at the start. Stops
    when the goal is covered, nothing helps any more, the minutes are spent, or after 600 attempts.
    """
    taken: list[int] = []
    minutes = catalogue.seconds[among] / 60.0
    budget = np.inf if minutes_left is None else minutes_left
    asked = np.isfinite(target)
    for turn in range(MOST_ATTEMPTS):
        if len(taken) >= MOST_ATTEMPTS or not among.size:
            break
        if turn % TURNS_A_NEED == TURNS_A_NEED - 1:
            wanted = need(belief, target, rows=rows, catalogue=catalogue, cost=cost, factor=factor)
        variety = arriving.variety(catalogue, rows, belief.memory, among)
        seen = appraise(belief, wanted, rows=rows, variety=variety, factor=factor)
        rate = np.where(minutes <= budget + 1e-9, seen.total / cost, 0.0)
        lacking = wanted.deficit(belief.mean, belief.deviation)
        if rate.max() <= 1e-6 or not lacking[asked].any():
            break
        for best in _abreast(rate, seen.gain, rows, lacking):
            times = _times(seen.gain[best], lacking[rows.skill[best]])
            times = int(min(times, budget / minutes[best] + 1e-9))
            if times:
                taken += [int(among[best])] * times
                budget -= times * float(minutes[best])
                belief = expected(
                    belief,
                    row=int(among[best]),
                    catalogue=catalogue,
                    at=rows.skill[best],
                    gain=seen.gain[best],
                    times=times,
                )
    return taken, belief


def _abreast(rate: FloatArray, gain: FloatArray, rows: Rows, lacking: FloatArray) -> list[int]:
    """Return the best type, and those nearly as good that work on other skills: they don't get in each
    other's way."""
    chosen: dict[int, int] = {}
    first = np.argsort(-rate)[:LOOKED_AT]
    first = first[rate[first] >= NEARLY * rate[first[0]]]
    skill = rows.skill[first]
    main = skill[np.arange(first.size), np.minimum(gain[first], lacking[skill]).argmax(axis=1)]
    for at, helped in zip(first.tolist(), main.tolist(), strict=True):
        chosen.setdefault(helped, at)
    return list(chosen.values())


def _times(gain: FloatArray, lacking: FloatArray) -> int:
    """Return how often to take the best type at once: far from the goal many times, near it once."""
    far, step = float(lacking @ (gain > 0)), max(float(np.add.reduce(gain)), 1e-3)
    return int(min(max(0.7 * far / step, 1), MOST_AT_ONCE))


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
