"""What a worker's whole past says before each row: it reaches beyond any window."""

from __future__ import annotations

import numpy as np

from escalera.engine.prediction import Attempts
from escalera.engine.prediction.attempts import Floats, Ints, Singles

BEFORE = 12  # columns


def told(attempts: Attempts) -> Singles:
    """Counts and shares (N, BEFORE) of the worker's earlier rows: all, on the item, the type, the skills."""
    score, known = np.nan_to_num(attempts.score), attempts.known.astype(float)
    nothing = np.zeros(len(attempts), dtype=np.int64)
    columns = []
    for code in (nothing, attempts.item, attempts.task_type, attempts.skill_set()):
        wins, scored, seen = earlier(attempts.worker, code, (score, known, np.ones(len(attempts))))
        columns += [np.log1p(seen) / 3.0, 4.0 * ((wins + 1.0) / (scored + 2.0) - 0.5), np.tanh(seen)]
    return np.column_stack(columns).astype(np.float32)


def earlier(worker: Ints, code: Ints, values: tuple[Floats, ...]) -> list[Floats]:
    """Sums of each of the values (N,) over strictly earlier rows of the same worker and code."""
    order = np.lexsort((code, worker))
    begins = np.ones(order.size, dtype=bool)
    begins[1:] = (np.diff(worker[order]) != 0) | (np.diff(code[order]) != 0)
    first = np.maximum.accumulate(np.where(begins, np.arange(order.size), 0))
    sums = []
    for each in values:
        so_far = np.cumsum(each[order]) - each[order]
        found = np.empty(order.size)
        found[order] = so_far - so_far[first]
        sums.append(found)
    return sums


def since(attempts: Attempts) -> Floats:
    """Seconds since the worker's row before (N,), NaN where there is none or no time is known."""
    order = np.argsort(attempts.worker, kind="stable")
    apart = np.full(order.size, np.nan)
    apart[1:] = np.diff(attempts.at[order])
    apart[1:][np.diff(attempts.worker[order]) != 0] = np.nan
    found = np.empty(order.size)
    found[order] = np.maximum(apart, 0.0)
    return found
