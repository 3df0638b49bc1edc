"""Strengths and judges together: each says something about the other; gold pairs say something about judges alone.

Crowd-BT (Chen, Bennett, Collins-Thompson and Horvitz 2013, equation 4): judge k gives the true order with
probability eta_k, P(k puts i above j) = eta_k p_ij + (1 - eta_k) (1 - p_ij), p_ij = logistic(s_i - s_j).

Near a tie this has the slope and the curvature of `strengths` (1) with a_k = 2 eta_k - 1. We use that, for
it keeps the posterior concave, and cut it at 0: somebody who is mostly wrong is not heard, rather than
believed the other way round, so that nobody can raise a piece by pretending to be a bad judge of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import FloatArray
from escalera.engine.judgement.comparisons import Comparisons
from escalera.engine.judgement.strengths import Prior, Strengths, logistic, strengths

# Beta prior of a judge nobody knows: right four times in five, worth five answers.
RIGHT, WRONG = 4.0, 1.0
ROUNDS, CLOSE = 50, 1e-4


@dataclass(frozen=True)
class Gold:
    """Answers to pairs whose order is known: right (judges,) and wrong (judges,), counted by how plain the
    pair was. Raises ValueError for shapes that differ or counts below 0."""

    right: FloatArray
    wrong: FloatArray

    def __post_init__(self) -> None:
        if self.right.shape != self.wrong.shape or (self.right < 0).any() or (self.wrong < 0).any():
            raise ValueError("right and wrong need one and the same length, and no count below 0")

    @classmethod
    def none(cls, judges: int) -> Gold:
        return cls(np.zeros(judges), np.zeros(judges))


@dataclass(frozen=True)
class Fit:
    """Strengths of the pieces, and for each judge the chance eta (judges,) of giving the true order."""

    strengths: Strengths = field(repr=False)
    reliability: FloatArray

    @property
    def discrimination(self) -> FloatArray:
        """How much each judge counts, (judges,) in [0, 1]."""
        return discrimination_of(self.reliability)


def fit(compared: Comparisons, *, prior: Prior, gold: Gold | None = None) -> Fit:
    """Return strengths and reliabilities that agree with each other (Chen et al. 2013, section 4, in turns).

    A judge is measured against what all others and the prior say about a pair, never against what they
    said themselves. Raises ValueError where gold has not one entry for each judge.
    """
    gold = gold or Gold.none(compared.judges)
    if gold.right.shape != (compared.judges,):
        raise ValueError("gold needs one entry for each judge")
    reliability = (RIGHT + gold.right) / (RIGHT + WRONG + gold.right + gold.wrong)
    start = prior.mean
    for _ in range(ROUNDS):
        heard = discrimination_of(reliability)
        found = strengths(compared, discrimination=heard, prior=prior, start=start)
        start = found.mean
        measured = _measured(compared, found, reliability, gold)
        change = float(np.abs(measured - reliability).max(initial=0.0))
        reliability = measured
        if change < CLOSE:
            break
    heard = discrimination_of(reliability)
    return Fit(strengths(compared, discrimination=heard, prior=prior, start=start), reliability)


def discrimination_of(reliability: FloatArray) -> FloatArray:
    """Return a_k = max(0, 2 eta_k - 1)."""
    heard: FloatArray = np.maximum(0.0, 2 * reliability - 1)
    return heard


def _measured(compared: Comparisons, found: Strengths, reliability: FloatArray, gold: Gold) -> FloatArray:
    """Posterior mean of each eta; an answer counts as right with the probability that it is."""
    said, trust = reliability[compared.judge], compared.trust
    order = without_own_word(compared, found, discrimination_of(reliability))
    was_right = said * order / (said * order + (1 - said) * (1 - order))
    right = np.bincount(compared.judge, weights=trust * was_right, minlength=compared.judges)
    wrong = np.bincount(compared.judge, weights=trust * (1 - was_right), minlength=compared.judges)
    heard: FloatArray = (RIGHT + gold.right + right) / (
        RIGHT + WRONG + gold.right + gold.wrong + right + wrong
    )
    return heard


def without_own_word(compared: Comparisons, found: Strengths, discrimination: FloatArray) -> FloatArray:
    """Return P(better > worse) of each answer (N,) as all but this answer say it.

    The answer's own share is taken out of the Gaussian of the difference (the cavity of Minka 2001, chapter 3).
    """
    mean, variance = found.gap(compared.better, compared.worse)
    slope = discrimination[compared.judge]
    right = logistic(slope * mean)
    own = compared.trust * slope**2 * right * (1 - right)
    variance = variance / np.maximum(1 - own * variance, 1e-3)
    mean = mean - variance * compared.trust * slope * (1 - right)
    return logistic(mean / np.sqrt(1 + np.pi * variance / 8))
