"""ZPDES: bandits inside a zone of proximal development that moves with success."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from escalera.engine.catalogue import Catalogue, FloatArray, IntArray
from escalera.engine.simulation.baselines.weighted import relevance
from escalera.engine.simulation.policies import Baseline

WINDOW = 6
KEPT, ADDED = 0.7, 0.3
EXPLORED = 0.2
ACTIVATES, LEAVES = 0.7, 0.95


class Zpdes(Baseline):
    """Draws among the active types by how much progress each showed lately.

    Clement, Roy, Oudeyer and Lopes (2015, "Multi-armed bandits for intelligent tutoring systems", Journal of
    Educational Data Mining 7, sections 3 and 5). Reward of an activity: mean success of the later half of its
    last `WINDOW` answers minus that of the earlier half; weight w = KEPT w + ADDED reward; drawn in
    proportion to positive weights, mixed with EXPLORED of an even draw. The expert graph is the ladder of
    levels in each relevant family: at first the easiest of each are active, a level activates the next one
    once its success rate lately passes ACTIVATES, and goes when the rate passes LEAVES over a full window.
    """

    def __init__(self, catalogue: Catalogue, goal: Mapping[str, float], *, workers: int = 1) -> None:
        self._next = _next_level(catalogue)
        relevant = relevance(catalogue, goal) > 0
        first = np.ones(len(relevant), dtype=np.bool_)
        first[self._next[self._next >= 0]] = False
        start = relevant & first if (relevant & first).any() else first
        self.active = np.tile(start, (workers, 1))
        self._weight = np.tile(np.where(start, 1.0, 0.0), (workers, 1)) * 0.1
        self._answers = np.full((workers, start.size, WINDOW), np.nan)

    def pick(self, who: IntArray, *, rng: np.random.Generator) -> IntArray:
        """Return a row drawn for each from the active ones."""
        active = self.active[who]
        weight = np.maximum(self._weight[who], 0.0) * active
        total = weight.sum(axis=1, keepdims=True)
        even = active / active.sum(axis=1, keepdims=True)
        share = np.where(
            total > 1e-9, (1 - EXPLORED) * weight / np.maximum(total, 1e-9) + EXPLORED * even, even
        )
        bounds = np.cumsum(share, axis=1)
        drawn = rng.random((who.size, 1)) * bounds[:, -1:]
        rows: IntArray = (bounds < drawn).sum(axis=1)
        return rows

    def told(self, who: IntArray, rows: IntArray, scores: FloatArray, seconds: FloatArray) -> None:
        """Reward what was done by the progress it shows, and move the zone."""
        answers = self._answers[who, rows]
        answers = np.concatenate([answers[:, 1:], scores[:, None]], axis=1)
        self._answers[who, rows] = answers
        self._weight[who, rows] = KEPT * self._weight[who, rows] + ADDED * _progress(answers)
        for person, row, life in zip(who.tolist(), rows.tolist(), answers, strict=True):
            self._move(person, row, life[np.isfinite(life)])

    def _move(self, person: int, row: int, lately: FloatArray) -> None:
        after, rate = int(self._next[row]), float(lately.mean())
        if lately.size < WINDOW // 2 or rate < ACTIVATES:
            return
        if after >= 0 and not self.active[person, after] and np.isnan(self._answers[person, after]).all():
            self.active[person, after] = True
            self._weight[person, after] = max(
                float(self._weight[person][self.active[person]].max(initial=0.0)), 0.1
            )
        if lately.size == WINDOW and rate >= LEAVES and self.active[person].sum() > 1:
            self.active[person, row] = False


def _progress(answers: FloatArray) -> FloatArray:
    half = WINDOW // 2
    later, earlier = answers[:, half:], answers[:, :half]
    seen = np.maximum(np.isfinite(earlier).sum(axis=1), 1)
    # Before there is an earlier half, it counts as failed: the first successes are progress.
    before = np.nansum(earlier, axis=1) / seen
    now = np.nansum(later, axis=1) / np.maximum(np.isfinite(later).sum(axis=1), 1)
    progress: FloatArray = now - before
    return progress


def _next_level(catalogue: Catalogue) -> IntArray:
    """Return the next harder row of each type's family (T,), -1 where there is none."""
    following = np.full(len(catalogue.task_types), -1)
    for code in range(int(catalogue.family_codes.max()) + 1):
        rows = np.flatnonzero(catalogue.family_codes == code)
        ladder = rows[np.argsort(catalogue.difficulty[rows], kind="stable")]
        following[ladder[:-1]] = ladder[1:]
    return following
