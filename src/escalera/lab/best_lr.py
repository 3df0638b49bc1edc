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


def predict(train: Attempts, test: Attempts, *, penalty: float = 1.0) -> Floats:
    """Probability of success of each test row (N,), fitted to the training rows with a known score."""
    items, skills = (1 + int(max(getattr(log, n).max() for log in (train, test))) for n in ("item", "skill"))
    rows = np.flatnonzero(train.known)
    x = columns(train, items, skills)[rows]
    line = logistic.fit(x, train.score[rows], penalty=penalty, steps=300)
    return np.asarray(1.0 / (1.0 + np.exp(-line.logit(columns(test, items, skills)))))


def columns(attempts: Attempts, items: int, skills: int) -> Any:
    """Sparse matrix (N, items + 3 skills + 2) of every row."""
    every, pairs, right = np.arange(len(attempts)), attempts.pair_rows(), np.nan_to_num(attempts.score)
    mine = attempts.worker[pairs] * skills + attempts.skill
    rights, seen = _earlier(mine, right[pairs])
    blocks = [
        _sparse(every, attempts.item, np.ones(every.size), items),
        _sparse(pairs, attempts.skill, np.ones(pairs.size), skills),
        _sparse(pairs, attempts.skill, np.log1p(rights), skills),
        _sparse(pairs, attempts.skill, np.log1p(seen), skills),
        np.log1p(np.column_stack(_earlier(attempts.worker, right))),
    ]
    return sparse.hstack(blocks, format="csr")


def _earlier(group: Ints, right: Floats) -> tuple[Floats, Floats]:
    """Sum of the group's earlier values and how many there were, (N,) each."""
    order = np.argsort(group, kind="stable")
    mine, index = right[order], np.arange(group.size)
    new = np.append(True, np.diff(group[order]) != 0)
    start = np.maximum.accumulate(np.where(new, index, 0))
    before = np.cumsum(mine) - mine
    rights, seen = np.empty(group.size), np.empty(group.size)
    rights[order], seen[order] = before - before[start], index - start
    return rights, seen


def _sparse(rows: Ints, places: Ints, values: Floats, width: int) -> Any:
    return sparse.csr_matrix((values, (rows, places)), shape=(int(rows.max()) + 1, width))
