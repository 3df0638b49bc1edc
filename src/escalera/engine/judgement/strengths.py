"""Bradley-Terry strengths with a Gaussian prior and judges of different discrimination.

P(judge k puts i above j) = logistic(a_k (s_i - s_j))                                                (1)

Bradley and Terry (1952), equation 2, with a discrimination a_k in [0, 1] for each judge; the prior keeps
pieces finite that always won (Caron and Doucet 2012, section 2, for the same reason). The log posterior is
concave, so there is one maximum, whatever the order of the answers; its curvature gives the variance
(Laplace). minus its Hessian is an M-matrix that is dominated by its diagonal, so one more win can't lower
the winner nor raise the loser.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import FloatArray, IntArray
from escalera.engine.judgement.comparisons import Comparisons

STEPS, CLOSE = 50, 1e-10


@dataclass(frozen=True)
class Prior:
    """What is thought of each piece before anybody compared it: mean (n,) and deviation (n,), in logits.

    0 is a score of .5. An anchor, a piece whose quality is known, has a small deviation.
    Raises ValueError for shapes that differ or deviations that are not positive.
    """

    mean: FloatArray
    deviation: FloatArray

    def __post_init__(self) -> None:
        if self.mean.shape != self.deviation.shape or self.mean.ndim != 1:
            raise ValueError("mean and deviation of the prior need one and the same length")
        if not (np.isfinite(self.mean).all() and (self.deviation > 0).all()):
            raise ValueError("means must be finite and deviations above 0")


@dataclass(frozen=True)
class Strengths:
    """Strength of each piece in logits: mean (n,) and covariance (n, n)."""

    mean: FloatArray = field(repr=False)
    covariance: FloatArray = field(repr=False)

    @property
    def deviation(self) -> FloatArray:
        """Standard deviation of each strength, (n,)."""
        found: FloatArray = np.sqrt(np.diag(self.covariance))
        return found

    def gap(self, first: IntArray, second: IntArray) -> tuple[FloatArray, FloatArray]:
        """Return mean and variance of the differences first - second, for index arrays of one shape."""
        spread = np.diag(self.covariance)
        variance = spread[first] + spread[second] - 2 * self.covariance[first, second]
        return self.mean[first] - self.mean[second], np.maximum(variance, 1e-12)

    def chance(self, first: IntArray, second: IntArray) -> FloatArray:
        """Return P(a perfect judge puts first above second), elementwise, doubt about both included.

        MacKay (1992), equation 10: logistic(mean / sqrt(1 + pi variance / 8)).
        """
        mean, variance = self.gap(first, second)
        return logistic(mean / np.sqrt(1 + np.pi * variance / 8))


def strengths(
    compared: Comparisons, *, discrimination: FloatArray, prior: Prior, start: FloatArray | None = None
) -> Strengths:
    """Return the most likely strengths under (1) and their Laplace covariance, by Newton's method.

    discrimination (judges,) lies in [0, 1]; 0 silences a judge. start (n,) is where to begin: it changes the
    time taken, not the result. Raises ValueError for shapes that do not fit.
    """
    if discrimination.shape != (compared.judges,) or prior.mean.shape != (compared.pieces,):
        raise ValueError("discrimination needs an entry for each judge, and the prior one for each piece")
    slope = discrimination[compared.judge]
    mean = (prior.mean if start is None else start).astype(float)
    for _ in range(STEPS):
        push, curvature = _derivatives(compared, slope, prior, mean)
        step = np.linalg.solve(curvature, push)
        # Newton alone may overshoot where the logistic is flat; a step of two logits never does.
        step *= min(1.0, 2.0 / max(float(np.abs(step).max(initial=0.0)), 1e-12))
        mean = mean + step
        if float(np.abs(step).max(initial=0.0)) < CLOSE:
            break
    _, curvature = _derivatives(compared, slope, prior, mean)
    return Strengths(mean, np.asarray(np.linalg.inv(curvature), dtype=np.float64))


def _derivatives(
    compared: Comparisons, slope: FloatArray, prior: Prior, mean: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Gradient of the log posterior and minus its Hessian."""
    better, worse, many = compared.better, compared.worse, compared.pieces
    right = logistic(slope * (mean[better] - mean[worse]))
    pushed = compared.trust * slope * (1 - right)
    bent = compared.trust * slope**2 * right * (1 - right)
    push = (prior.mean - mean) / prior.deviation**2
    push = push + _summed(better, pushed, many) - _summed(worse, pushed, many)
    between = _summed(better * many + worse, bent, many**2).reshape(many, many)
    between = between + between.T
    return push, np.diag(1 / prior.deviation**2 + between.sum(axis=1)) - between


def _summed(at: IntArray, weights: FloatArray, many: int) -> FloatArray:
    return np.asarray(np.bincount(at, weights=weights, minlength=many), dtype=np.float64)


def logistic(x: FloatArray) -> FloatArray:
    """Return 1 / (1 + exp(-x)), elementwise."""
    found: FloatArray = 1 / (1 + np.exp(-np.clip(x, -500, 500)))
    return found
