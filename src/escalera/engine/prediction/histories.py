"""What came before each row within its group (a worker, a worker's skill or item), never the row itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from escalera.engine.prediction.attempts import Attempts, Floats, Ints


class Groups:
    """Rows sharing a key, in row order; a method returns (N,), for each row from strictly earlier rows."""

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

    def first(self) -> Ints:
        """The group's first row, which may be the row itself."""
        rows = np.empty_like(self._order)
        rows[self._order] = self._order[self._start]
        return rows

    def total(self, values: Floats) -> Floats:
        """Sum of the group's earlier values."""
        mine = values[self._order]
        before = np.cumsum(mine) - mine
        return self._back(before - before[self._start])

    def lagged(self, values: Floats, lag: int = 1, absent: float = 0.0) -> Floats:
        """The group's value `lag` rows earlier."""
        mine = values[self._order]
        earlier = np.full(mine.size, absent)
        if mine.size > lag:
            earlier[lag:] = np.where(self._rank[lag:] >= lag, mine[:-lag], absent)
        return self._back(earlier)

    def lagged_code(self, codes: Ints) -> Ints:
        """The group's last code, -1 where there is none."""
        mine = codes[self._order]
        earlier = np.full(mine.size, -1, dtype=np.int64)
        earlier[1:] = np.where(self._rank[1:] >= 1, mine[:-1], -1)
        rows = np.empty_like(earlier)
        rows[self._order] = earlier
        return rows

    def decayed(self, values: Floats, half_life: float) -> Floats:
        """Sum of earlier values, each halved in weight by every `half_life` rows since."""
        return self._scanned(values, np.full(values.size, 0.5 ** (1.0 / half_life)), 1e-3)

    def faded(self, values: Floats, at: Floats, half_life: float) -> Floats:
        """Sum of earlier values, halved by every `half_life` seconds; rows without time add none."""
        values = np.where(np.isnan(at), 0.0, values)
        if not values.any():
            return np.zeros(values.size)
        times = at[self._order]
        since = np.zeros(times.size)
        since[1:] = np.nan_to_num(np.maximum(times[1:] - times[:-1], 0.0))
        return self._scanned(values, 0.5 ** (since / half_life), 1e-3)

    def _scanned(self, values: Floats, factor: Floats, negligible: float) -> Floats:
        """total[t] = factor[t] (total[t - 1] + value[t - 1]) in log2 N passes (Hillis and Steele 1986)."""
        factor = np.where(self._rank > 0, factor, 0.0)
        total = factor * self.lagged(values)[self._order]
        step = 1
        while step < total.size and factor.max() > negligible:
            total[step:] += factor[step:] * total[:-step].copy()
            factor[step:] *= factor[:-step].copy()
            factor[:step] = 0.0
            step *= 2
        return self._back(total)

    def streak(self, sign: Floats) -> Floats:
        """Length of the run of equal signs (-1, 0, 1) just before the row, times that sign."""
        mine = sign[self._order]
        breaks = np.ones(mine.size, dtype=bool)
        breaks[1:] = (mine[1:] != mine[:-1]) | (self._rank[1:] == 0)
        index = np.arange(mine.size)
        begin = np.maximum.accumulate(np.where(breaks, index, 0)) if index.size else index
        return self.lagged(self._back((index - begin + 1) * mine))

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

    def skill_total(self, values: Floats) -> Floats:
        """Sum of the worker's earlier values on the row's skill; like all below, a mean over skills."""
        return self.over_skills(lambda groups, rows: groups.total(values[rows]))

    def skill_count(self) -> Floats:
        return self.over_skills(lambda groups, rows: groups.count())

    def skill_lagged(self, values: Floats, lag: int = 1, absent: float = 0.0) -> Floats:
        return self.over_skills(lambda groups, rows: groups.lagged(values[rows], lag, absent))

    def skill_decayed(self, values: Floats, half_life: float) -> Floats:
        return self.over_skills(lambda groups, rows: groups.decayed(values[rows], half_life))

    def skill_faded(self, values: Floats, at: Floats, half_life: float) -> Floats:
        return self.over_skills(lambda groups, rows: groups.faded(values[rows], at[rows], half_life))

    def over_skills(self, look: Callable[[Groups, Ints], Floats]) -> Floats:
        """Mean over each row's skills of a look into the skill groups, given the row of each pair."""
        starts = self.attempts.skill_starts
        found = look(self.skill, self.attempts.pair_rows())
        if found.size == len(self.attempts):
            return found
        return np.asarray(np.add.reduceat(found, starts[:-1]) / np.diff(starts))
