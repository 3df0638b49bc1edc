"""Fit a predictor to a log, and predict every row from the rows before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from escalera.engine.prediction import ladder, logistic, matrices, network
from escalera.engine.prediction.attempts import Attempts, Floats, Ints, Singles
from escalera.engine.prediction.histories import Timeline
from escalera.engine.prediction.ladder import Ladder
from escalera.engine.prediction.logistic import Logistic
from escalera.engine.prediction.matrices import Scale
from escalera.engine.prediction.network import Network

Progress = Callable[[float], None]  # told the share done, 0 to 1
LINE_ROWS = 60_000  # rows the straight head is fitted to: it has few weights
FEWEST_SCORES = 20


class NotEnoughAttempts(ValueError):
    """The log cannot teach a predictor; the message says what is missing."""


@dataclass(frozen=True)
class Effort:
    """How much work a fit may spend."""

    folds: int = 5
    epochs: int = 8
    visits: int = 3_000_000  # rows times epochs of one network, so that long logs stay affordable


FULL = Effort()
FAST = Effort(folds=2, epochs=5, visits=1_200_000)


@dataclass(frozen=True)
class Model:
    """A fitted predictor: what it knows of categories, its heads and how they are blended."""

    ladder: Ladder
    scale: Scale
    lines: tuple[Logistic, ...]
    networks: tuple[Network, ...]
    blend: Logistic

    def predict(self, attempts: Attempts) -> Floats:
        """Probability of success of each row (N,), from the same worker's rows before it."""
        p = np.empty(len(attempts))
        for rows in matrices.parts(attempts.worker, np.arange(len(attempts))):
            x = self.scale.apply(matrices.described(attempts.taken(rows), self.ladder)[1])
            line = np.mean([head.logit(x) for head in self.lines], axis=0)
            net = np.mean([head.logit(x) for head in self.networks], axis=0)
            p[rows] = 1.0 / (1.0 + np.exp(-self.blend.logit(np.column_stack((line, net)))))
        return p


@dataclass(frozen=True)
class Crossfit:
    """A fitted predictor with what it said of each training row before it had seen that row's worker."""

    model: Model
    held: Floats  # (N,) logit of success
    fold: Ints  # (N,) the part of the workers that the row's worker belongs to, from 0


def fit(
    attempts: Attempts,
    *,
    rng: np.random.Generator,
    effort: Effort = FULL,
    progress: Progress = lambda share: None,
) -> Model:
    """Fit to a log in which each worker's rows are in the order they happened. Raises NotEnoughAttempts."""
    return crossfit(attempts, rng=rng, effort=effort, progress=progress).model


def crossfit(
    attempts: Attempts,
    *,
    rng: np.random.Generator,
    effort: Effort = FULL,
    progress: Progress = lambda share: None,
) -> Crossfit:
    """As `fit`, and keep what was predicted of held-out workers: ground for choosing and for blending.

    Heads are fitted to all folds of workers but one; on that one they learn their blend (Wolpert 1992).
    """
    _check(attempts)
    fold = _folds(attempts.worker, effort.folds, rng)
    matrix = _described_out_of_fold(attempts, fold, lambda done: progress(0.4 * done))
    scale = Scale.of(matrix)
    x = scale.apply(matrix)
    heads, held = [], np.empty((len(attempts), 2))
    for part in range(int(fold.max()) + 1):
        line, net = _heads(x, attempts.score, np.flatnonzero((fold != part) & attempts.known), effort, rng)
        inside = np.flatnonzero(fold == part)
        held[inside] = np.column_stack((line.logit(x[inside]), net.logit(x[inside])))
        heads.append((line, net))
        progress(0.4 + 0.5 * len(heads) / (fold.max() + 1))
    lines, networks = zip(*heads, strict=True)
    blend = logistic.fit(held[attempts.known], attempts.score[attempts.known], penalty=1.0)
    del matrix, x
    model = Model(ladder.fit(Timeline.of(attempts)), scale, lines, networks, blend)
    return Crossfit(model, blend.logit(held), fold)


def _check(attempts: Attempts) -> None:
    right = attempts.score[attempts.known] >= 0.5
    if np.unique(attempts.worker).size < 2:
        raise NotEnoughAttempts("fitting needs the attempts of at least two workers")
    if right.size < FEWEST_SCORES:
        raise NotEnoughAttempts(
            f"fitting needs at least {FEWEST_SCORES} rows with a score, this log has {right.size}"
        )
    if right.all() or not right.any():
        same = "at least .5" if right.all() else "below .5"
        raise NotEnoughAttempts(f"every score in the log is {same}, so there is nothing to learn from")


def _folds(worker: Ints, count: int, rng: np.random.Generator) -> Ints:
    """A fold for each row, one for all rows of a worker, of about equal numbers of rows."""
    names, code, rows = np.unique(worker, return_inverse=True, return_counts=True)
    load = np.zeros(min(count, names.size))
    fold_of = np.empty(names.size, dtype=np.int64)
    for place in np.argsort(-rows - rng.random(names.size)):
        fold_of[place] = np.argmin(load)
        load[fold_of[place]] += rows[place]
    return np.asarray(fold_of[code])


def _described_out_of_fold(attempts: Attempts, fold: Ints, progress: Progress) -> Singles:
    """Columns of each row (N, D) from a ladder that has not seen its worker."""
    matrix = np.empty((0, 0), dtype=np.float32)
    count = int(fold.max()) + 1
    for part in range(count):
        rungs = ladder.fit(Timeline.of(attempts.taken(np.flatnonzero(fold != part))))
        for rows in matrices.parts(attempts.worker, np.flatnonzero(fold == part)):
            names, described = matrices.described(attempts.taken(rows), rungs)
            if not matrix.size:
                matrix = np.empty((len(attempts), len(names)), dtype=np.float32)
            matrix[rows] = described
        progress((part + 1) / count)
    return matrix


def _heads(
    x: Singles, y: Floats, rows: Ints, effort: Effort, rng: np.random.Generator
) -> tuple[Logistic, Network]:
    some = rng.permutation(rows)[:LINE_ROWS]
    line = logistic.fit(x[some], y[some], penalty=10.0, steps=60)
    epochs = int(np.clip(effort.visits // rows.size, 1, effort.epochs))
    return line, network.fit(x, y, rows, rng=rng, epochs=epochs)
