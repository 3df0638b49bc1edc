"""Bayesian knowledge tracing, weakest skill first, until .95: the rule of cognitive tutors."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from escalera.engine.catalogue import Catalogue, FloatArray, IntArray
from escalera.engine.log import Attempt
from escalera.engine.simulation.baselines.mastery import wanted_levels
from escalera.engine.simulation.policies import Baseline

MASTERED = 0.95
INITIAL = (0.1, 0.25, 0.4, 0.6)
LEARNING = (0.01, 0.03, 0.07, 0.15, 0.3)
GUESSING = (0.1, 0.2, 0.3)
SLIPPING = (0.05, 0.1, 0.2)


@dataclass(frozen=True)
class Tracing:
    """The four parameters of knowledge tracing (Corbett and Anderson 1995)."""

    initial: float = 0.25
    learning: float = 0.07
    guess: float = 0.2
    slip: float = 0.1

    def after(self, known: FloatArray, right: FloatArray) -> FloatArray:
        """Return P(known) after answers `right` in [0, 1] and one step of learning, same shapes."""
        hit = known * (1.0 - self.slip)
        miss = known * self.slip
        told = right * hit / (hit + (1.0 - known) * self.guess)
        told = told + (1.0 - right) * miss / (miss + (1.0 - known) * (1.0 - self.guess))
        after: FloatArray = told + (1.0 - told) * self.learning
        return after

    def likelihood(self, sequences: FloatArray) -> float:
        """Return the log-likelihood of answers (S, L), NaN where a sequence has ended."""
        known, total = np.full(len(sequences), self.initial), 0.0
        for right in sequences.T:
            there = np.isfinite(right)
            expected = known * (1.0 - self.slip) + (1.0 - known) * self.guess
            seen = np.where(right > 0.5, expected, 1.0 - expected)
            total += float(np.log(seen[there]).sum())
            known = np.where(there, self.after(known, np.nan_to_num(right)), known)
        return total


class WeakestFirst(Baseline):
    """Practises the skill with the lowest P(known) among those below .95, its lowest open level first.

    A knowledge component is a declared skill at a level; parameters are fitted for each level on the log, by
    brute force over a bounded grid (Baker et al. 2010, "Contextual slip and prediction of student
    performance after use of an intelligent tutor"). Wanted are the levels up to the first as hard as the
    goal, a quarter of the scale lower for declared prerequisites. When all are mastered, the hardest wanted.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        target: FloatArray,
        log: list[Attempt] | None = None,
        *,
        workers: int = 1,
    ) -> None:
        grades, self._grade = np.unique(catalogue.difficulty, return_inverse=True)
        self._skill = catalogue.weights.argmax(axis=1)
        wanted = wanted_levels(catalogue, target)
        highest = np.minimum(np.searchsorted(grades, wanted - 1e-9), grades.size - 1)
        self._wanted = np.isfinite(wanted)[:, None] & (np.arange(grades.size) <= highest[:, None])
        there = np.zeros_like(self._wanted)
        there[self._skill, self._grade] = True
        self._wanted &= there
        self._tracings = [
            fitted(answers) for answers in _answers(catalogue, self._skill, self._grade, log or [])
        ]
        self.known = np.tile([tracing.initial for tracing in self._tracings], (workers, target.size, 1))

    def pick(self, who: IntArray, *, rng: np.random.Generator) -> IntArray:
        """Return a row of the weakest component for each, by chance where there are several."""
        skill, grade = self._weakest(self.known[who], rng)
        fits = (self._skill == skill[:, None]) & (self._grade == grade[:, None])
        fits = np.where(fits.any(axis=1, keepdims=True), fits, True)
        rows: IntArray = np.argmax(fits * rng.random(fits.shape), axis=1)
        return rows

    def told(self, who: IntArray, rows: IntArray, scores: FloatArray, seconds: FloatArray) -> None:
        """Trace the component of what was done."""
        for grade, tracing in enumerate(self._tracings):
            at = self._grade[rows] == grade
            place = who[at], self._skill[rows[at]], grade
            self.known[place] = tracing.after(self.known[place], scores[at])

    def _weakest(self, known: FloatArray, rng: np.random.Generator) -> tuple[IntArray, IntArray]:
        still = self._wanted & (known < MASTERED)
        mean = np.where(self._wanted, known, 0.0).sum(axis=2) / np.maximum(self._wanted.sum(axis=1), 1)
        mean = np.where(still.any(axis=2), mean, 2.0) + 1e-3 * rng.random(mean.shape)
        mean = np.where(self._wanted.any(axis=1), mean, 9.0)
        skill = mean.argmin(axis=1)
        one = np.arange(len(known))
        open_levels = still[one, skill]
        hardest = self._wanted.shape[1] - 1 - self._wanted[skill][:, ::-1].argmax(axis=1)
        return skill, np.where(open_levels.any(axis=1), open_levels.argmax(axis=1), hardest)


def fitted(sequences: FloatArray) -> Tracing:
    """Return the most likely parameters for answers (S, L), NaN where a sequence has ended; the usual ones
    where there are none."""
    if not sequences.size:
        return Tracing()
    grid = [Tracing(*values) for values in product(INITIAL, LEARNING, GUESSING, SLIPPING)]
    return max(grid, key=lambda tracing: tracing.likelihood(sequences))


def _answers(
    catalogue: Catalogue, skill: IntArray, grade: IntArray, log: list[Attempt], *, most: int = 4000
) -> list[FloatArray]:
    """Return for each level the answers of every worker to every skill at it, (S, L), at most so many."""
    lives: dict[tuple[int, str, int], list[float]] = {}
    for attempt in log:
        if attempt.score is not None:
            row = catalogue.type_at(attempt.task_type)
            key = int(grade[row]), attempt.worker, int(skill[row])
            lives.setdefault(key, []).append(attempt.score)
    found = []
    for level in range(int(grade.max()) + 1):
        answers = [life for (at, _, _), life in lives.items() if at == level][:most]
        table = np.full((len(answers), max(map(len, answers), default=0)), np.nan)
        for row, life in enumerate(answers):
            table[row, : len(life)] = life
        found.append(table)
    return found
