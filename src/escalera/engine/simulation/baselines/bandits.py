"""Plain bandits over the relevant task types: Thompson sampling with a flat prior, and upper confidence bounds.

The reward of an attempt is what the next answer about the same skill is better than expected (by Elo): what
was taught shows there. Arms are rated by reward a minute, and closed while all goal skills that they are
about are believed reached.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from escalera.engine.catalogue import BoolArray, Catalogue, FloatArray, IntArray
from escalera.engine.log import Attempt, columns
from escalera.engine.simulation.baselines.elo import Elo
from escalera.engine.simulation.policies import Baseline

NOISE = 0.45
CERTAIN = 0.7
FLAT = 1.0


class Bandit(Baseline):
    """Counts rewards (N, T); subclasses rate the arms."""

    def __init__(self, catalogue: Catalogue, goal: Mapping[str, float], *, workers: int = 1) -> None:
        types = len(catalogue.task_types)
        self._minutes, self._target = catalogue.seconds / 60.0, catalogue.target(goal)
        self._touches: BoolArray = (catalogue.weights > 0) & np.isfinite(self._target)
        if not bool(np.any(self._touches)):
            self._touches[:] = True
        self._skill = catalogue.weights.argmax(axis=1)
        self._elo = Elo(catalogue, workers)
        self._before = np.full((workers, len(catalogue.skills)), -1)
        self.reward, self.tries = np.zeros((workers, types)), np.zeros((workers, types))

    def rates(self, who: IntArray, *, rng: np.random.Generator) -> FloatArray:
        """Return how good (M, T) a reward is hoped for."""
        raise NotImplementedError

    def pick(self, who: IntArray, *, rng: np.random.Generator) -> IntArray:
        """Return the open arm with the highest rate for each, ties by chance."""
        lacking: BoolArray = (self._elo.skills[who] < self._target + CERTAIN)[:, None, :] & self._touches
        open_arms: BoolArray = np.any(lacking, axis=2)
        open_arms = np.where(open_arms.any(axis=1, keepdims=True), open_arms, np.any(self._touches, axis=1))
        rates = self.rates(who, rng=rng) / self._minutes + 1e-9 * rng.random(open_arms.shape)
        rows: IntArray = np.where(open_arms, rates, -np.inf).argmax(axis=1)
        return rows

    def told(self, who: IntArray, rows: IntArray, scores: FloatArray, seconds: FloatArray) -> None:
        """Reward the attempt before at the same skill by the surprise of this one."""
        surprise = self._elo.surprise(who, rows, scores)
        self._elo.told(who, rows, scores)
        skill = self._skill[rows]
        earlier = self._before[who, skill]
        credited = earlier >= 0
        self.reward[who[credited], earlier[credited]] += surprise[credited]
        self.tries[who[credited], earlier[credited]] += 1.0
        self._before[who, skill] = rows


class Thompson(Bandit):
    """Draws each arm's mean reward from its posterior under a flat normal prior and takes the best (Thompson
    1933; Agrawal and Goyal 2013)."""

    def rates(self, who: IntArray, *, rng: np.random.Generator) -> FloatArray:
        """Return a draw from the posterior of each arm."""
        precision = self.tries[who] / NOISE**2 + 1.0 / FLAT**2
        mean = self.reward[who] / NOISE**2 / precision
        drawn: FloatArray = mean + rng.normal(size=mean.shape) / np.sqrt(precision)
        return drawn


class UpperBound(Bandit):
    """Takes the arm with the highest upper confidence bound (UCB1, Auer et al. 2002, with normal rewards).

    The log counts as one worker's record, so that few arms are unknown at the start.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        goal: Mapping[str, float],
        log: list[Attempt] | None = None,
        *,
        workers: int = 1,
        log_weight: float = 0.1,
    ) -> None:
        super().__init__(catalogue, goal, workers=workers)
        reward, tries = _lessons(catalogue, goal, log or [])
        self.reward += log_weight * reward
        self.tries += log_weight * tries

    def rates(self, who: IntArray, *, rng: np.random.Generator) -> FloatArray:
        """Return mean plus bound of each arm."""
        tries = np.maximum(self.tries[who], 0.1)
        total = np.maximum(tries.sum(axis=1, keepdims=True), 2.0)
        bound: FloatArray = self.reward[who] / tries + NOISE * np.sqrt(2.0 * np.log(total) / tries)
        return bound


def _lessons(
    catalogue: Catalogue, goal: Mapping[str, float], log: list[Attempt]
) -> tuple[FloatArray, FloatArray]:
    """Return the rewards and counts (T,) that a log of everybody holds."""
    if not log:
        return np.zeros(len(catalogue.task_types)), np.zeros(len(catalogue.task_types))
    table = columns(log, catalogue)
    everyone = Bandit(catalogue, goal, workers=len(table.workers))
    lives = table.lives
    for at in range(max(life.stop - life.start for life in lives)):
        who = np.array([n for n, life in enumerate(lives) if life.start + at < life.stop])
        rows = np.array([lives[n].start + at for n in who])
        everyone.told(who, table.row[rows], np.nan_to_num(table.score[rows], nan=0.5), table.seconds[rows])
    return everyone.reward.sum(axis=0), everyone.tries.sum(axis=0)
