"""Each training row described by a ladder that has not seen its worker."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from escalera.engine.prediction import contexts, features, histories, ladder, matrices, situating
from escalera.engine.prediction.attempts import Attempts, Floats, Ints, Singles
from escalera.engine.prediction.kernels import Kernels
from escalera.engine.prediction.ladder import Coded, Ladder
from escalera.engine.prediction.meetings import Meetings
from escalera.engine.prediction.recollection import Recollection


@dataclass(frozen=True)
class Crossed:
    """A log fold by fold and, within, worker by worker; described out of fold."""

    order: Ints  # (N,) which row of the log lies here
    fold: Ints  # (N,) rising
    score: Floats  # (N,)
    matrix: Singles  # (N, len(features.NAMES))
    ladder: Ladder  # fitted to every row
    recollection: Recollection  # of that ladder

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
    recollection = Recollection.of(coded.index, rungs.met, kernels)
    return Crossed(order, fold, log.score, matrix, rungs, recollection)


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
    meetings = Meetings.of(log, kernels)
    keys = np.empty((situating.KEYS, len(log)), dtype=np.int64)
    for begin, end in matrices.spans(log.worker):
        part = meetings.between(log.skill_starts, begin, end)
        walk = histories.walk(log.between(begin, end), part, kernels)
        matrix[begin:end, : len(histories.NAMES)] = walk.columns.T
        keys[:, begin:end] = walk.keys
    return matrix, Coded.of(log, meetings, keys)


def _describe(coded: Coded, rungs: Ladder, begin: int, end: int, matrix: Singles, kernels: Kernels) -> None:
    """Write the fitted columns of one fold's rows."""
    for first, last in matrices.spans(coded.attempts.worker[begin:end]):
        rows = slice(begin + first, begin + last)
        part = coded.attempts.between(rows.start, rows.stop)
        met = coded.meetings.between(coded.attempts.skill_starts, rows.start, rows.stop)
        recall = functools.partial(contexts.recall, coded.places[:, rows], rungs.met, kernels)
        found = np.empty((len(features.FITTED), len(part)), dtype=np.float32)
        features.describe(part, met, rungs, recall, found, kernels)
        matrix[rows, len(histories.NAMES) :] = found.T
