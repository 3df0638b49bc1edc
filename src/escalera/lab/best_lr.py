"""Best-LR, the strong and simple baseline of Gervet, Koedinger, Schneider and Mitchell (2020).

Logistic regression on one-hot item and skills, and log counts of the worker's earlier rights and attempts:
in all, and on each skill with weights of its own.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse

from escalera.engine.prediction import Attempts, logistic
from escalera.engine.prediction.attempts import Floats, Ints
from escalera.engine.prediction.histories import Timeline


def predict(train: Attempts, test: Attempts, *, penalty: float = 1.0) -> Floats:
    """Probability of success of each test row (N,), fitted to the training rows with a known score."""
    items, skills = (1 + int(max(getattr(log, n).max() for log in (train, test))) for n in ("item", "skill"))
    rows = np.flatnonzero(train.known)
    x = columns(train, items, skills)[rows]
    line = logistic.fit(x, train.score[rows], penalty=penalty, steps=300)
    return np.asarray(1.0 / (1.0 + np.exp(-line.logit(columns(test, items, skills)))))


def columns(attempts: Attempts, items: int, skills: int) -> Any:
    """Sparse matrix (N, items + 3 skills + 2) of every row."""
    timeline = Timeline.of(attempts)
    every, pairs, right = np.arange(len(attempts)), attempts.pair_rows(), np.nan_to_num(attempts.score)
    rights, seen = timeline.skill.total(right[pairs]), timeline.skill.count()
    blocks = [
        _sparse(every, attempts.item, np.ones(every.size), items),
        _sparse(pairs, attempts.skill, np.ones(pairs.size), skills),
        _sparse(pairs, attempts.skill, np.log1p(rights), skills),
        _sparse(pairs, attempts.skill, np.log1p(seen), skills),
        np.log1p(np.column_stack((timeline.worker.total(right), timeline.worker.count()))),
    ]
    return sparse.hstack(blocks, format="csr")


def _sparse(rows: Ints, places: Ints, values: Floats, width: int) -> Any:
    return sparse.csr_matrix((values, (rows, places)), shape=(int(rows.max()) + 1, width))
