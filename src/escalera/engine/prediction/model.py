"""Fit a predictor to a log and predict every row from the rows before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from escalera.engine.prediction import features, ladder, logistic, network
from escalera.engine.prediction.attempts import Attempts, Floats, Ints
from escalera.engine.prediction.histories import Timeline
from escalera.engine.prediction.ladder import Ladder
from escalera.engine.prediction.logistic import Logistic
from escalera.engine.prediction.network import Network, Singles

Progress = Callable[[float], None]  # told the share done, 0 to 1


class NotEnoughAttempts(ValueError):
    """The log cannot teach a predictor; the message says what is missing."""


@dataclass(frozen=True)
class Effort:
    """How much work a fit may spend."""

    folds: int = 5
    epochs: int = 8
    visits: int = 3_000_000  # rows times epochs in one network, so that long logs stay affordable


FULL = Effort()
FAST = Effort(folds=2, epochs=5, visits=1_200_000)


@dataclass(frozen=True)
class Scale:
    """Columns to standard units, clipped; constant columns are left out."""

    names: tuple[str, ...]
    mean: Singles
    spread: Singles

    @classmethod
    def of(cls, names: tuple[str, ...], matrix: Singles) -> tuple[Scale, Ints]:
        mean, spread = matrix.mean(axis=0, dtype=np.float64), matrix.std(axis=0, dtype=np.float64)
        kept = np.flatnonzero(spread > 1e-5)
        chosen = tuple(names[place] for place in kept)
        return cls(chosen, mean[kept].astype(np.float32), spread[kept].astype(np.float32)), kept

    def standard(self, matrix: Singles) -> Singles:
        return np.clip((matrix - self.mean) / self.spread, -6.0, 6.0, dtype=np.float32)


@dataclass(frozen=True)
class Model:
    """A fitted predictor: what it knows of categories, its heads and how they are blended."""

    ladder: Ladder
    scale: Scale
    lines: tuple[Logistic, ...]
    networks: tuple[Network, ...]
    blend: Logistic

    def predict(self, attempts: Attempts) -> Floats:
        """Probability of success of each row (N,), from the rows before it of the same worker, never its own score."""
        columns = features.describe(Timeline.of(attempts), self.ladder)
        x = self.scale.standard(
            np.column_stack([columns[name].astype(np.float32) for name in self.scale.names])
        )
        line = np.mean([head.logit(x) for head in self.lines], axis=0)
        net = np.mean([head.logit(x) for head in self.networks], axis=0)
        return 1.0 / (1.0 + np.exp(-self.blend.logit(np.column_stack((line, net)))))


def fit(
    attempts: Attempts,
    *,
    rng: np.random.Generator,
    effort: Effort = FULL,
    progress: Progress = lambda share: None,
) -> Model:
    """Fit to a log in which each worker's rows are in the order they happened. Raises NotEnoughAttempts."""
    _check(attempts)
    fold = _folds(attempts.worker, effort.folds, rng)
    count = int(fold.max()) + 1
    names, matrix = _described_out_of_fold(attempts, fold, lambda done: progress(0.4 * done))
    scale, kept = Scale.of(names, matrix)
    x = scale.standard(matrix[:, kept])
    del matrix
    y = attempts.score
    lines, networks, held = [], [], np.zeros((len(attempts), 2))
    for part in range(count):
        outside, inside = np.flatnonzero((fold != part) & attempts.known), np.flatnonzero(fold == part)
        line, net = _heads(x[outside], y[outside], effort, rng)
        held[inside, 0], held[inside, 1] = line.logit(x[inside]), net.logit(x[inside])
        lines.append(line)
        networks.append(net)
        progress(0.4 + 0.5 * (part + 1) / count)
    blend = logistic.fit(held[attempts.known], y[attempts.known], penalty=1.0)
    whole = ladder.fit(Timeline.of(attempts))
    progress(1.0)
    return Model(whole, scale, tuple(lines), tuple(networks), blend)


def _check(attempts: Attempts) -> None:
    right = attempts.score[attempts.known] >= 0.5
    if np.unique(attempts.worker).size < 2:
        raise NotEnoughAttempts("fitting needs the attempts of at least two workers")
    if right.size < 20:
        raise NotEnoughAttempts(f"fitting needs at least 20 rows with a score, this log has {right.size}")
    if right.all() or not right.any():
        same = "at least .5" if right.all() else "below .5"
        raise NotEnoughAttempts(f"every score in the log is {same}, so there is nothing to learn from")


def _folds(worker: Ints, count: int, rng: np.random.Generator) -> Ints:
    """A fold for each row, one for all rows of a worker, of about equal numbers of rows."""
    names, code, rows = np.unique(worker, return_inverse=True, return_counts=True)
    count = min(count, names.size)
    fold_of = np.empty(names.size, dtype=np.int64)
    load = np.zeros(count)
    for place in np.argsort(-rows - rng.random(names.size)):
        fold_of[place] = np.argmin(load)
        load[fold_of[place]] += rows[place]
    return fold_of[code]


def _described_out_of_fold(
    attempts: Attempts, fold: Ints, progress: Progress
) -> tuple[tuple[str, ...], Singles]:
    """Columns of each row from a ladder that has not seen its worker."""
    names: tuple[str, ...] = ()
    matrix = np.empty((len(attempts), 0), dtype=np.float32)
    count = int(fold.max()) + 1
    for part in range(count):
        inside = np.flatnonzero(fold == part)
        rungs = ladder.fit(Timeline.of(attempts.taken(np.flatnonzero(fold != part))))
        columns = features.describe(Timeline.of(attempts.taken(inside)), rungs)
        if not names:
            names = tuple(columns)
            matrix = np.empty((len(attempts), len(names)), dtype=np.float32)
        for place, name in enumerate(names):
            matrix[inside, place] = columns[name]
        progress((part + 1) / count)
    return names, matrix


def _heads(x: Singles, y: Floats, effort: Effort, rng: np.random.Generator) -> tuple[Logistic, Network]:
    epochs = int(np.clip(effort.visits // max(1, len(x)), 1, effort.epochs))
    line = logistic.fit(x, y, penalty=10.0, steps=60)
    return line, network.fit(x, y.astype(np.float32), rng=rng, epochs=epochs)
