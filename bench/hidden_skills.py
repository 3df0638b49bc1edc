"""A made log whose order says more than its labels: skills that no label names, switched on and off.

Each item needs one of some hidden skills; all carry the same label. A worker has or lacks each hidden skill,
and that changes now and then. So what a worker will do on an item shows in what they did a few rows ago on
other items of the same hidden skill, which are to be found by learning which items go together.
"""

from __future__ import annotations

import numpy as np

from escalera.engine.prediction import Attempts

ITEMS, SKILLS, CHANGES = 40, 4, 0.02


def attempts(*, workers: int, rows_each: int, rng: np.random.Generator, first_worker: int = 0) -> Attempts:
    """A log of `workers` times `rows_each` attempts."""
    count = workers * rows_each
    item = rng.integers(ITEMS, size=(workers, rows_each))
    has = rng.random((workers, SKILLS)) < 0.5
    score = np.empty((workers, rows_each))
    who = np.arange(workers)
    for row in range(rows_each):
        has ^= rng.random(has.shape) < CHANGES
        able = has[who, item[:, row] % SKILLS]
        score[:, row] = rng.random(workers) < np.where(able, 0.85, 0.2)
    unknown, one = np.full(count, np.nan), np.zeros(count, dtype=np.int64)
    return Attempts(
        worker=np.repeat(who, rows_each) + first_worker,
        item=item.ravel(),
        task_type=one,
        skill_starts=np.arange(count + 1),
        skill=one.copy(),
        score=score.ravel(),
        at=unknown,
        seconds=unknown.copy(),
        help=unknown.copy(),
    )
