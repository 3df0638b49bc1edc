"""Stretches of a log to evaluate a policy on: H decisions in a row by one worker, with all that came
before."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import Catalogue, FloatArray, IntArray
from escalera.engine.log import Columns, LogLike, columns


@dataclass(frozen=True)
class Windows:
    """N windows of H decisions by W workers.

    log holds every row of the workers, in order; place (N, H) is where in it each decision stands; worker (N,)
    are codes of workers; short counts workers left out since they made fewer than H decisions.
    """

    log: Columns = field(repr=False)
    place: IntArray = field(repr=False)
    worker: IntArray = field(repr=False)
    types: int
    short: int = 0

    def __len__(self) -> int:
        return len(self.place)

    @property
    def horizon(self) -> int:
        """Return H, the number of decisions."""
        return int(self.place.shape[1])

    @property
    def row(self) -> IntArray:
        """Return the catalogue row chosen, (N, H)."""
        return self.log.row[self.place]

    @property
    def propensity(self) -> FloatArray:
        """Return the probability of each choice as the log has it, (N, H), NaN where unknown."""
        if not self.log.propensity.size:
            return np.full(self.place.shape, np.nan)
        return self.log.propensity[self.place]

    @property
    def score(self) -> FloatArray:
        """Return each decision's share of the mean score, (N, H): the score divided by H, NaN where
        unknown."""
        return self.log.score[self.place] / self.horizon

    @property
    def minutes(self) -> FloatArray:
        """Return the minutes each attempt took, (N, H), NaN where unknown."""
        return self.log.seconds[self.place] / 60.0

    def at_the_end(self, outcome: FloatArray) -> FloatArray:
        """Return an outcome of the whole window (N,), such as "has reached the goal", as (N, H)."""
        spread = np.zeros(self.place.shape)
        spread[:, -1] = outcome
        return spread


def windows(log: LogLike, catalogue: Catalogue, *, horizon: int, every: bool = False) -> Windows:
    """Return the first `horizon` decisions of each worker; with `every`, all their stretches, end to end.

    The first decisions answer "what would newcomers live through"; every stretch answers it for people as
    they are in the log, from where the log's own way of choosing has brought them. Raises BadLog, and
    ValueError for a horizon below 1 or propensities outside (0, 1].
    """
    if horizon < 1:
        raise ValueError("off-policy: a horizon is at least one decision")
    table = columns(log, catalogue)
    known = table.propensity[np.isfinite(table.propensity)]
    if np.any((known <= 0.0) | (known > 1.0 + 1e-9)):
        raise ValueError("off-policy: a propensity is a probability above 0 and at most 1")
    starts, owner, short = [], [], 0
    for code, life in enumerate(table.lives):
        full = (life.stop - life.start) // horizon
        short += full == 0
        starts += [life.start + horizon * at for at in range(full if every else min(full, 1))]
        owner += [code] * (full if every else min(full, 1))
    place = np.array(starts, dtype=np.int64).reshape(-1, 1) + np.arange(horizon)
    return Windows(table, place, np.array(owner, dtype=np.int64), len(catalogue.task_types), short)
