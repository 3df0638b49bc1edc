"""Importance weights: how much more often the target policy would have made the choices that the log made.

w_t = prod_{i <= t} pi(a_i | h_i) / b(a_i | h_i) (Horvitz and Thompson 1952; Precup, Sutton and Singh 2000).
"""

from __future__ import annotations

import numpy as np

from escalera.engine.catalogue import FloatArray, IntArray


def weights(target: FloatArray, row: IntArray, propensity: FloatArray) -> FloatArray:
    """Return the weights after each decision, (N, H).

    target (N, H, T) probabilities under the target policy, row (N, H) what was chosen, propensity (N, H) with
    which the log chose it.
    """
    chosen = np.take_along_axis(target, row[..., None], axis=2)[..., 0]
    return np.asarray(np.cumprod(chosen / propensity, axis=1), dtype=np.float64)


def effective_sample(weight: FloatArray) -> float:
    """Return the least effective sample over the decisions: (sum w)^2 / sum w^2 of weights (N, H).

    Kish (1965); Owen (2013), Monte Carlo theory, methods and examples, section 9.3.
    """
    square = (weight**2).sum(axis=0)
    counted = np.divide(weight.sum(axis=0) ** 2, square, out=np.zeros_like(square), where=square > 0)
    return float(counted.min())


def never_chosen(target: FloatArray, row: IntArray, weight: FloatArray) -> FloatArray:
    """Return how much of the target's choices, (T,) in shares of one, fall on types the log never chose.

    The decisions are weighed as the target policy would come to them: target (N, H, T), row and weight (N, H).
    """
    unseen = np.bincount(row.ravel(), minlength=target.shape[2]) == 0
    before = np.hstack([np.ones((len(weight), 1)), weight[:, :-1]])
    reach = np.maximum(before.sum(), 1e-12)
    wanted: FloatArray = np.einsum("nh,nht->t", before, target) / reach
    return np.where(unseen, wanted, 0.0)


def mean_weight(weight: FloatArray, worker: IntArray) -> tuple[FloatArray, FloatArray]:
    """Return the mean weight after each decision (H,) and its standard error, over workers (N,).

    It is 1 in expectation where the log may make every choice that the target makes, and the propensities are
    right (Horvitz and Thompson 1952).
    """
    many = np.bincount(worker)
    sums = np.array([np.bincount(worker, weights=column) for column in weight.T])[:, many > 0]
    mean = weight.mean(axis=0)
    away = sums - mean[:, None] * many[many > 0]
    error: FloatArray = np.sqrt((away**2).sum(axis=1)) / len(weight)
    return mean, error
