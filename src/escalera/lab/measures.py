"""How good predicted probabilities are: AUC, accuracy, RMSE, log loss and expected calibration error."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class OneClassOnly(ValueError):
    """AUC needs at least one score of .5 and more and one below."""


@dataclass(frozen=True)
class Measures:
    auc: float
    accuracy: float
    rmse: float
    log_loss: float
    ece: float

    @classmethod
    def of(cls, score: Floats, p: Floats) -> Measures:
        """Compare scores in [0, 1] with probabilities, both (N,). Raises OneClassOnly."""
        return cls(auc(score, p), accuracy(score, p), rmse(score, p), log_loss(score, p), ece(score, p))


def auc(score: Floats, p: Floats) -> float:
    """Area under the ROC curve, ties counted half; a graded score of .5 or more counts as right."""
    right = score >= 0.5
    positives, negatives = int(right.sum()), int((~right).sum())
    if not positives or not negatives:
        raise OneClassOnly("every scored row has the same outcome, so AUC has no meaning: test on more rows")
    order = np.argsort(p, kind="stable")
    _, first, count = np.unique(p[order], return_index=True, return_counts=True)
    ranks = np.repeat(first + (count + 1) / 2.0, count)
    return float((ranks[right[order]].sum() - positives * (positives + 1) / 2.0) / (positives * negatives))


def accuracy(score: Floats, p: Floats) -> float:
    return float(np.mean((score >= 0.5) == (p >= 0.5)))


def rmse(score: Floats, p: Floats) -> float:
    return float(np.sqrt(np.mean((score - p) ** 2)))


def log_loss(score: Floats, p: Floats) -> float:
    clipped = np.clip(p, 1e-12, 1 - 1e-12)
    return float(-np.mean(score * np.log(clipped) + (1 - score) * np.log(1 - clipped)))


def ece(score: Floats, p: Floats, bins: int = 15) -> float:
    """Expected calibration error over equal-width bins, weighted by rows (Naeini et al. 2015)."""
    bin_of = np.minimum((p * bins).astype(int), bins - 1)
    gap = np.bincount(bin_of, weights=score - p, minlength=bins)
    return float(np.abs(gap).sum() / score.size)
