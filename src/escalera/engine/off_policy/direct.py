"""What each choice would bring, by regression: the direct method, and the baseline of the doubly robust one.

Fitted Q evaluation (Le, Voloshin and Yue 2019), backwards from the last decision, with ridge regression on
the task type, how often it was done lately, and a few sums of the worker's past. Cross-fitted over workers, so that
no worker's own outcomes are in the value predicted for them (Chernozhukov et al. 2018).
"""

from __future__ import annotations

import numpy as np

from escalera.engine.catalogue import FloatArray, IntArray
from escalera.engine.off_policy.windows import Windows

FOLDS = 5
RIDGE = 3.0
LATELY = 8


def past(over: Windows) -> tuple[FloatArray, FloatArray]:
    """Return features of each worker's past at each decision, (N, H, F), and lately (N, H, T), how often each
    type stands among the last eight attempts."""
    log, types = over.log, over.types
    score = np.where(np.isfinite(log.score), log.score, 0.5)
    usual = _type_means(np.log(np.maximum(np.nan_to_num(log.seconds, nan=60.0), 1.0)), log.row, types)
    pace = np.log(np.maximum(np.nan_to_num(log.seconds, nan=60.0), 1.0)) - usual[log.row]
    easy = _type_means(score, log.row, types)[log.row]
    starts = np.array([life.start for life in log.lives])[over.worker][:, None]
    many = over.place - starts
    sums = [_since(column, over.place, starts) for column in (score, easy, pace)]
    latest = np.where(many > 0, score[np.maximum(over.place - 1, 0)], 0.5)
    features = [
        (total + 2.0 * prior) / (many + 2.0) for total, prior in zip(sums, (0.5, 0.5, 0.0), strict=True)
    ]
    return np.stack([*features, latest, np.log1p(many)], axis=2), _lately(over, many)


def values(over: Windows, target: FloatArray, outcome: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return Q (N, H) of the choices made and V (N, H) of the target's, in what is still to come.

    target (N, H, T) probabilities, outcome (N, H) of each decision.
    """
    features, lately = past(over)
    fold = over.worker % FOLDS if np.unique(over.worker).size >= FOLDS else over.worker % 2
    chosen, ahead = np.zeros_like(outcome), np.zeros_like(outcome)
    to_come: FloatArray = np.zeros(len(over))
    made = np.eye(over.types)
    for at in range(over.horizon - 1, -1, -1):
        asked = _design(made[over.row[:, at]], features[:, at], lately[:, at])
        wanted = _design(target[:, at], features[:, at], lately[:, at])
        for part in np.unique(fold):
            here = fold == part
            weights = _ridge(asked[~here], (outcome[:, at] + to_come)[~here], over.types)
            chosen[here, at] = asked[here] @ weights
            ahead[here, at] = wanted[here] @ weights
        to_come = ahead[:, at].copy()
    return chosen, ahead


def _design(share: FloatArray, features: FloatArray, lately: FloatArray) -> FloatArray:
    """Columns that are linear in the chances (N, T), so that one product gives the value of a whole policy."""
    again = (share * lately).sum(axis=1, keepdims=True)
    return np.asarray(np.hstack([share, again, features, np.ones((len(share), 1))]), dtype=np.float64)


def _ridge(design: FloatArray, wanted: FloatArray, types: int) -> FloatArray:
    """Least squares with the types' effects drawn towards their mean."""
    penalty = np.full(design.shape[1], 1e-6)
    penalty[:types] = RIDGE
    gram = design.T @ design + np.diag(penalty)
    return np.asarray(np.linalg.solve(gram, design.T @ wanted), dtype=np.float64)


def _type_means(values: FloatArray, row: IntArray, types: int) -> FloatArray:
    many = np.bincount(row, minlength=types)
    total = np.bincount(row, weights=values, minlength=types)
    mean: FloatArray = (total + 3.0 * values.mean()) / (many + 3.0)
    return mean


def _since(column: FloatArray, place: IntArray, starts: IntArray) -> FloatArray:
    """Sum of a column over the worker's rows before each decision, (N, H)."""
    running = np.concatenate([[0.0], np.cumsum(column)])
    total: FloatArray = running[place] - running[starts]
    return total


def _lately(over: Windows, many: IntArray) -> FloatArray:
    counted = np.zeros((*over.place.shape, over.types))
    first, second = np.meshgrid(*(np.arange(size) for size in over.place.shape), indexing="ij")
    for back in range(1, LATELY + 1):
        there = many >= back
        rows = over.log.row[np.maximum(over.place - back, 0)]
        np.add.at(counted, (first[there], second[there], rows[there]), 1.0)
    return counted
