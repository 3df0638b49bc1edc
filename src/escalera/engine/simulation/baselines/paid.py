"""What pays: greedy by reward, and highest predicted hourly pay."""

from __future__ import annotations

import numpy as np

from escalera.engine.catalogue import Catalogue, FloatArray, IntArray
from escalera.engine.log import Attempt
from escalera.engine.simulation.policies import Baseline

NOT_AGAIN = 5
TRUST_IN_LOG = 5.0


class Reward(Baseline):
    """Takes the best paid a minute among relevant types not just done, time taken as a third of the allotted.

    The only published recommender of this kind: workers' tools sort tasks by reward over a third of the
    allotted time (Hanrahan et al. 2015, "TurkBench: rendering the market for Turkers").
    """

    def __init__(self, catalogue: Catalogue, relevant: FloatArray, *, workers: int = 1) -> None:
        hourly = catalogue.pay * 3600.0 / (catalogue.seconds / 3.0)
        self._worth = np.where(relevant > 0, hourly, -1.0)
        self._last = _Lately(workers)

    def pick(self, who: IntArray, *, rng: np.random.Generator) -> IntArray:
        """Return the best row for each that was not just done."""
        return _best(np.tile(self._worth, (who.size, 1)), self._last.rows[who])

    def told(self, who: IntArray, rows: IntArray, scores: FloatArray, seconds: FloatArray) -> None:
        """Remember what was just done."""
        self._last.add(who, rows)


class Hourly(Baseline):
    """Takes the highest predicted hourly pay among relevant types not just done.

    Predicted: pay x chance to be right / seconds, both from the log (mean of the type, weighing
    TRUST_IN_LOG attempts) and from this worker's own record; as TurkerView and Turkopticon's rates are used
    (Savage et al. 2020, "Becoming the super turker").
    """

    def __init__(
        self,
        catalogue: Catalogue,
        relevant: FloatArray,
        log: list[Attempt] | None = None,
        *,
        workers: int = 1,
    ) -> None:
        types = len(catalogue.task_types)
        self._pay, self._relevant = catalogue.pay, relevant > 0
        usual, minutes = _record(catalogue, log or [])
        self._right = np.tile(TRUST_IN_LOG * usual, (workers, 1))
        self._minutes = np.tile(TRUST_IN_LOG * minutes, (workers, 1))
        self._tries = np.full((workers, types), TRUST_IN_LOG)
        self._last = _Lately(workers)

    def pick(self, who: IntArray, *, rng: np.random.Generator) -> IntArray:
        """Return the row with the best predicted rate for each."""
        hourly = 60.0 * self._pay * self._right[who] / self._minutes[who]
        return _best(np.where(self._relevant, hourly, -1.0), self._last.rows[who])

    def told(self, who: IntArray, rows: IntArray, scores: FloatArray, seconds: FloatArray) -> None:
        """Count it in each one's own record."""
        self._right[who, rows] += scores
        self._minutes[who, rows] += seconds / 60.0
        self._tries[who, rows] += 1.0
        self._last.add(who, rows)


class _Lately:
    def __init__(self, workers: int) -> None:
        self.rows = np.full((workers, NOT_AGAIN), -1)

    def add(self, who: IntArray, rows: IntArray) -> None:
        self.rows[who, :-1] = self.rows[who, 1:]
        self.rows[who, -1] = rows


def _best(worth: FloatArray, lately: IntArray) -> IntArray:
    for column in lately.T:
        done = column >= 0
        worth[np.flatnonzero(done), column[done]] -= 1e6
    rows: IntArray = np.argmax(worth, axis=1)
    return rows


def _record(catalogue: Catalogue, log: list[Attempt]) -> tuple[FloatArray, FloatArray]:
    right, minutes = np.full(len(catalogue.task_types), 0.6), catalogue.seconds / 60.0
    tries = np.ones(right.size)
    for attempt in log:
        if attempt.score is not None and attempt.seconds is not None:
            row = catalogue.type_at(attempt.task_type)
            right[row] += attempt.score
            minutes[row] += attempt.seconds / 60.0
            tries[row] += 1.0
    return right / tries, minutes / tries
