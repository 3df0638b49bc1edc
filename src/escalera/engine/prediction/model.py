"""Fit a predictor to a log, and predict every row from the rows before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from escalera.engine.prediction import crossing, features, histories, logistic, matrices, network
from escalera.engine.prediction.attempts import Attempts, Floats, Ints, Singles
from escalera.engine.prediction.kernels import PLAIN, Kernels
from escalera.engine.prediction.ladder import Ladder
from escalera.engine.prediction.logistic import Logistic
from escalera.engine.prediction.matrices import Scale
from escalera.engine.prediction.meetings import Meetings
from escalera.engine.prediction.network import Network
from escalera.engine.prediction.recollection import Recollection

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
    recollection: Recollection
    scale: Scale
    line: Logistic
    networks: tuple[Network, ...]
    blend: Logistic

    def predict(self, attempts: Attempts, *, kernels: Kernels = PLAIN) -> Floats:
        """Probability of success of each row (N,), from the same worker's rows before it."""
        p = np.empty(len(attempts))
        for rows in matrices.parts(attempts.worker, np.arange(len(attempts))):
            p[rows] = self._predict(attempts.taken(rows), kernels)
        return p

    def columns(self, attempts: Attempts, *, kernels: Kernels = PLAIN) -> Singles:
        """What the heads read (len(features.NAMES), N), of rows that lie worker by worker."""
        spans = list(matrices.spans(attempts.worker))
        if len(spans) == 1:
            return self._columns(attempts, kernels)
        found = np.empty((len(features.NAMES), len(attempts)), dtype=np.float32)
        for begin, end in spans:
            found[:, begin:end] = self._columns(attempts.between(begin, end), kernels)
        return found

    def _columns(self, attempts: Attempts, kernels: Kernels) -> Singles:
        columns = np.empty((len(features.NAMES), len(attempts)), dtype=np.float32)
        meetings, own = Meetings.of(attempts, kernels), len(histories.NAMES)
        walk = histories.walk(attempts, meetings, kernels, columns[:own])

        def recall(out: Singles) -> None:
            self.recollection.recall(walk.keys, out, kernels)

        features.describe(attempts, meetings, self.ladder, recall, columns[own:], kernels)
        return columns

    def _predict(self, attempts: Attempts, kernels: Kernels) -> Floats:
        columns = self.columns(attempts, kernels=kernels)
        p = np.empty(len(attempts))
        for at in range(0, p.size, network.ROWS_AT_ONCE):
            x = self.scale.of_columns(columns[:, at : at + network.ROWS_AT_ONCE]).T
            net = np.mean([head.logit(x) for head in self.networks], axis=0)
            both = np.column_stack((self.line.logit(x), net))
            p[at : at + network.ROWS_AT_ONCE] = 1.0 / (1.0 + np.exp(-self.blend.logit(both)))
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
    kernels: Kernels = PLAIN,
    progress: Progress = lambda share: None,
) -> Model:
    """Fit to a log in which each worker's rows are in the order they happened. Raises NotEnoughAttempts.

    `kernels` run the hot loops; `escalera.lab.compiled` has quicker ones.
    """
    return crossfit(attempts, rng=rng, effort=effort, kernels=kernels, progress=progress).model


def crossfit(
    attempts: Attempts,
    *,
    rng: np.random.Generator,
    effort: Effort = FULL,
    kernels: Kernels = PLAIN,
    progress: Progress = lambda share: None,
) -> Crossfit:
    """As `fit`, and keep what was predicted of held-out workers: ground for choosing and for blending.

    Heads are fitted to all folds of workers but one; on that one they learn their blend (Wolpert 1992).
    """
    _check(attempts)
    crossed = crossing.of(attempts, effort.folds, rng, kernels, lambda done: progress(0.3 * done))
    scale = Scale.of(crossed.matrix)
    x, y, fold = scale.apply(crossed.matrix), crossed.score, crossed.fold
    known, folds = ~np.isnan(y), int(fold[-1]) + 1
    lines, networks, held = [], [], np.empty((y.size, 2))
    for part in range(folds):
        line, net = _heads(x, y, np.flatnonzero((fold != part) & known), effort, rng)
        inside = slice(*np.searchsorted(fold, (part, part + 1)))
        held[inside] = np.column_stack((line.logit(x[inside]), net.logit(x[inside])))
        lines.append(line)
        networks.append(net)
        progress(0.3 + 0.7 * (part + 1) / folds)
    blend = logistic.fit(held[known], y[known], penalty=1.0)
    model = Model(crossed.ladder, crossed.recollection, scale, logistic.mean(lines), tuple(networks), blend)
    return Crossfit(model, crossed.back(blend.logit(held)), crossed.back(fold))


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


def _heads(
    x: Singles, y: Floats, rows: Ints, effort: Effort, rng: np.random.Generator
) -> tuple[Logistic, Network]:
    some = rng.permutation(rows)[:LINE_ROWS]
    line = logistic.fit(x[some], y[some], penalty=10.0, steps=60)
    epochs = int(np.clip(effort.visits // rows.size, 1, effort.epochs))
    return line, network.fit(x, y, rows, rng=rng, epochs=epochs)
