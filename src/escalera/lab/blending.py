"""A second head beside the engine's own: blended in logit space by weights learned on workers held out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from escalera.engine.prediction import Attempts, Crossfit, logistic
from escalera.engine.prediction.logistic import Logistic
from escalera.lab import measures

Floats = NDArray[np.float64]
MUTE = Logistic(np.array([1.0, 0.0]), 0.0)  # the second head has no say


class DeepIsMissing(RuntimeError):
    """The sequence model needs PyTorch."""

    def __init__(self) -> None:
        super().__init__("--deep needs PyTorch, which is not installed: pip install 'escalera[deep]'")


class SecondHead(Protocol):
    """Another predictor. Each row's prediction uses earlier rows of the same worker only."""

    def fit(self, train: Attempts, *, rng: np.random.Generator) -> None:
        """Learn from a log in which each worker's rows are in the order they happened."""

    def predict(self, past: Attempts, rows: Attempts) -> Floats:
        """Probability of success of each of `rows` (N,); `past` holds what the same workers did before."""


@dataclass(frozen=True)
class Blend:
    head: SecondHead
    weights: Logistic  # over (our logit, the second head's)

    def of(self, p: Floats, past: Attempts, rows: Attempts) -> Floats:
        """Our probabilities `p` of the rows (N,) blended with the second head's."""
        if not self.weights.weights[1]:
            return p
        mine = past.taken(np.flatnonzero(np.isin(past.worker, rows.worker)))
        both = np.column_stack((logit(p), logit(self.head.predict(mine, rows))))
        return 1.0 / (1.0 + np.exp(-self.weights.logit(both)))


def deep_head(progress: Callable[[float], None] = lambda share: None) -> SecondHead:
    """The sequence model of `escalera.lab.deep`. Raises DeepIsMissing where PyTorch is not installed."""
    try:
        deep = import_module("escalera.lab.deep")
        return cast(SecondHead, deep.head(progress=progress))
    except ModuleNotFoundError as error:
        if error.name != "torch":
            raise
        raise DeepIsMissing from None


def learn(crossfit: Crossfit, train: Attempts, head: SecondHead, *, rng: np.random.Generator) -> Blend:
    """Fit the head without one fold of the workers, and learn on that fold how far to trust it."""
    head.fit(train.taken(np.flatnonzero(crossfit.fold != 0)), rng=rng)
    inside = np.flatnonzero(crossfit.fold == 0)
    held = train.taken(inside)
    second = head.predict(train.taken(np.empty(0, dtype=np.int64)), held)
    both = np.column_stack((crossfit.held[inside], logit(second)))[held.known]
    return Blend(head, weigh(both, held.score[held.known], held.worker[held.known]))


def weigh(both: Floats, score: Floats, worker: NDArray[np.int64]) -> Logistic:
    """Weights of two logits (N, 2), unless on workers they were not learned on they do worse than the first."""
    half = np.unique(worker, return_inverse=True)[1] % 2
    blended = both[:, 0].copy()
    for part in (0, 1):
        other = half != part
        if other.any() and not other.all():
            blended[~other] = logistic.fit(both[other], score[other], penalty=1.0).logit(both[~other])
    ours, theirs = (measures.log_loss(score, 1.0 / (1.0 + np.exp(-z))) for z in (both[:, 0], blended))
    return logistic.fit(both, score, penalty=1.0) if theirs < ours else MUTE


def logit(p: Floats) -> Floats:
    """Log odds of probabilities (N,), kept finite."""
    clipped = np.clip(p, 1e-6, 1.0 - 1e-6)
    return np.asarray(np.log(clipped) - np.log1p(-clipped), dtype=float)
