"""Each training row described by a ladder that has not seen its worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from escalera.engine.prediction import features, histories, ladder, loops, matrices
from escalera.engine.prediction.attempts import Attempts, Floats, Ints, Singles
from escalera.engine.prediction.contexts import Index
from escalera.engine.prediction.kernels import Kernels
from escalera.engine.prediction.ladder import Coded, Ladder


@dataclass(frozen=True)
class Crossed:
    """A log fold by fold and, within, worker by worker; described out of fold."""

    order: Ints  # (N,) which row of the log lies here
    fold: Ints  # (N,) rising
    score: Floats  # (N,)
    matrix: Singles  # (N, len(features.NAMES))
    ladder: Ladder  # fitted to every row
    index: Index

    def back(self, values: Any) -> Any:
        """Values (N,) of these rows in the order of the log."""
        found = np.empty_like(values)
        found[self.order] = values
        return found


def of(
    attempts: Attempts,
    folds: int,
    rng: np.random.Generator,
    kernels: Kernels,
    progress: Callable[[float], None],
) -> Crossed:
    """Describe every row out of fold, then fit a ladder to all."""
    fold = split(attempts.worker, folds, rng)
    order = np.lexsort((attempts.worker, fold))
    log, fold = attempts.taken(order), fold[order]
    matrix, coded = _walked(log, kernels)
    folds = int(fold[-1]) + 1
    for part in range(folds):
        outside = np.flatnonzero((fold != part) & log.known)
        rungs = ladder.fit(coded, outside, kernels)
        begin, end = np.searchsorted(fold, (part, part + 1)).tolist()
        _describe(coded, rungs, begin, end, matrix, kernels)
        progress((part + 1) / (folds + 1))
    rungs = ladder.fit(coded, np.flatnonzero(log.known), kernels)
    return Crossed(order, fold, log.score, matrix, rungs, coded.index)


def split(worker: Ints, count: int, rng: np.random.Generator) -> Ints:
    """A fold for each row, one for all rows of a worker, of about equal numbers of rows."""
    names, code, rows = np.unique(worker, return_inverse=True, return_counts=True)
    load = np.zeros(min(count, names.size))
    fold_of = np.empty(names.size, dtype=np.int64)
    for place in np.argsort(-rows - rng.random(names.size)):
        fold_of[place] = np.argmin(load)
        load[fold_of[place]] += rows[place]
    return np.asarray(fold_of[code])


def _walked(log: Attempts, kernels: Kernels) -> tuple[Singles, Coded]:
    """The matrix with its histories filled in, and the log coded."""
    matrix = np.empty((len(log), len(features.NAMES)), dtype=np.float32)
    keys = np.empty((loops.KEYS, len(log)), dtype=np.int64)
    for begin, end in matrices.spans(log.worker):
        walk = histories.walk(log.between(begin, end), kernels)
        matrix[begin:end, : len(histories.NAMES)] = walk.columns.T
        keys[:, begin:end] = walk.keys
    return matrix, Coded.of(log, keys, kernels)


def _describe(coded: Coded, rungs: Ladder, begin: int, end: int, matrix: Singles, kernels: Kernels) -> None:
    """Write the fitted columns of one fold's rows."""
    for first, last in matrices.spans(coded.attempts.worker[begin:end]):
        rows = slice(begin + first, begin + last)
        part = coded.attempts.between(rows.start, rows.stop)
        found = features.describe(part, rungs, coded.places[:, rows], kernels)
        matrix[rows, len(histories.NAMES) :] = found.T
