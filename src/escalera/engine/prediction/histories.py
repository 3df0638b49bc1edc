"""What came before each row within its group (a worker, a worker's skill, a worker's item): never the row itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from escalera.engine.prediction.attempts import Attempts, Floats, Ints


class Groups:
    """Rows sharing a key, in row order; every method returns one value a row, of strictly earlier rows only."""

    def __init__(self, *keys: Ints) -> None:
        """Group N rows by one or more integer keys, each of shape (N,)."""
        self._order = np.lexsort(keys[::-1]) if len(keys) > 1 else np.argsort(keys[0], kind="stable")
        new = np.ones(self._order.size, dtype=bool)
        new[1:] = np.logical_or.reduce([np.diff(key[self._order]) != 0 for key in keys])
        index = np.arange(self._order.size)
        self._start = np.maximum.accumulate(np.where(new, index, 0)) if index.size else index
        self._rank = index - self._start

    def count(self) -> Floats:
        """How many rows of the group came before."""
        return self._back(self._rank.astype(float))

    def total(self, values: Floats) -> Floats:
        """Sum of the group's earlier values."""
        mine = values[self._order]
        before = np.cumsum(mine) - mine
        return self._back(before - before[self._start])

    def lagged(self, values: Floats, lag: int = 1, absent: float = 0.0) -> Floats:
        """The group's value `lag` rows earlier."""
        mine = values[self._order]
        earlier = np.full(mine.size, absent)
        earlier[lag:] = np.where(self._rank[lag:] >= lag, mine[: mine.size - lag], absent)
        return self._back(earlier)

    def lagged_code(self, codes: Ints) -> Ints:
        """The group's last code, -1 where there is none."""
        mine = codes[self._order]
        earlier = np.full(mine.size, -1)
        earlier[1:] = np.where(self._rank[1:] >= 1, mine[:-1], -1)
        rows = np.empty_like(earlier)
        rows[self._order] = earlier
        return rows

    def decayed(self, values: Floats, half_life: float) -> Floats:
        """Sum of earlier values, each halved in weight every `half_life` rows (doubling scan, Hillis and Steele 1986)."""
        total = self.lagged(values)[self._order]
        factor, step = 0.5 ** (1.0 / half_life), 1
        while step < total.size and factor**step > 1e-3:
            reach = np.where(self._rank[step:] >= step, factor**step, 0.0)
            shifted = total[:-step] * reach
            total[step:] += shifted
            step *= 2
        return self._back(total)

    def streak(self, values: Floats) -> Floats:
        """Length of the run of equal signs just before the row, with that sign (0 breaks a run)."""
        sign = np.sign(values[self._order])
        breaks = np.ones(sign.size, dtype=bool)
        breaks[1:] = (sign[1:] != sign[:-1]) | (self._rank[1:] == 0)
        index = np.arange(sign.size)
        run = index - np.maximum.accumulate(np.where(breaks, index, 0)) + 1 if index.size else index
        return self.lagged(self._back(run * sign))

    def _back(self, values: Floats) -> Floats:
        rows = np.empty(values.size)
        rows[self._order] = values
        return rows


@dataclass(frozen=True)
class Timeline:
    """The groups a row's history is looked up in."""

    attempts: Attempts
    order: Ints  # rows, worker by worker
    worker: Groups
    skill: Groups  # over (row, skill) pairs
    item: Groups
    task_type: Groups

    @classmethod
    def of(cls, attempts: Attempts) -> Timeline:
        worker, pairs = attempts.worker, attempts.pair_rows()
        return cls(
            attempts,
            np.argsort(worker, kind="stable"),
            Groups(worker),
            Groups(worker[pairs], attempts.skill),
            Groups(worker, attempts.item),
            Groups(worker, attempts.task_type),
        )

    def over_skills(self, look: Callable[[Groups, Ints], Floats]) -> Floats:
        """Mean over each row's skills of a look into the skill groups, given the row of each pair."""
        starts = self.attempts.skill_starts
        found = look(self.skill, self.attempts.pair_rows())
        if found.size == len(self.attempts):
            return found
        return np.asarray(np.add.reduceat(found, starts[:-1]) / np.diff(starts))
