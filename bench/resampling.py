"""How far an AUC may be chance: workers drawn again with replacement, since a worker's rows hang together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

REPEATS = 1000


@dataclass(frozen=True)
class Spread:
    """The AUC of some models over the same draws of workers."""

    names: tuple[str, ...]
    auc: np.ndarray  # (models,) on all rows
    drawn: np.ndarray  # (repeats, models)

    def interval(self, name: str) -> tuple[float, float]:
        """95 % interval of one model's AUC."""
        return _quantiles(self.drawn[:, self.names.index(name)])

    def difference(self, ours: str, theirs: str) -> tuple[float, float, float]:
        """AUC of ours less theirs, and its 95 % interval."""
        one, other = self.names.index(ours), self.names.index(theirs)
        low, high = _quantiles(self.drawn[:, one] - self.drawn[:, other])
        return float(self.auc[one] - self.auc[other]), low, high


def spread(
    predictions: Mapping[str, np.ndarray],
    score: np.ndarray,
    worker: np.ndarray,
    *,
    rng: np.random.Generator,
    repeats: int = REPEATS,
) -> Spread:
    """Draw workers `repeats` times; predictions, score and worker are (N,), scores of .5 and more are right."""
    code = np.unique(worker, return_inverse=True)[1]
    workers, right = int(code.max()) + 1, score >= 0.5
    sorted_out = [_Sorted.of(p, right, code) for p in predictions.values()]
    everyone = np.ones(workers)
    drawn = np.empty((repeats, len(sorted_out)))
    for repeat in range(repeats):
        times = np.bincount(rng.integers(workers, size=workers), minlength=workers).astype(float)
        drawn[repeat] = [each.auc(times) for each in sorted_out]
    drawn = drawn[~np.isnan(drawn).any(axis=1)]  # a draw of one outcome only has no AUC
    return Spread(tuple(predictions), np.array([each.auc(everyone) for each in sorted_out]), drawn)


@dataclass(frozen=True)
class _Sorted:
    """Rows sorted by prediction once, so that each draw only weighs them anew."""

    right: np.ndarray
    code: np.ndarray
    ties: np.ndarray  # where each group of equal predictions begins

    @classmethod
    def of(cls, p: np.ndarray, right: np.ndarray, code: np.ndarray) -> _Sorted:
        order = np.argsort(p, kind="stable")
        ties = np.flatnonzero(np.append(True, np.diff(p[order]) != 0))
        return cls(right[order], code[order], ties)

    def auc(self, times: np.ndarray) -> float:
        """Share of pairs (right, wrong) in the right order, each row counted as often as its worker."""
        weight = times[self.code]
        right = np.add.reduceat(np.where(self.right, weight, 0.0), self.ties)
        wrong = np.add.reduceat(np.where(self.right, 0.0, weight), self.ties)
        pairs = right.sum() * wrong.sum()
        if not pairs:
            return float("nan")
        return float((right * (np.cumsum(wrong) - 0.5 * wrong)).sum() / pairs)


def _quantiles(values: np.ndarray) -> tuple[float, float]:
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)
