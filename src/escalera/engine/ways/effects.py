"""What each way does for each kind of people, against alone: shrunk across kinds, with intervals.

    value = base_kind + wave + slope pace + effect_(kind, way) + noise                                        (1)
    effect_(k, w) = usual_w + sum_f (x_kf - 1/2) delta_wf + rest_kw,   delta ~ N(0, s^2), rest ~ N(0, s^2/4)   (2)

(2) shrinks kinds to what factors say and factors to nothing (Gelman and Hill 2007, chapter 13; Dixon and Simon
1991 for effects by subgroup). By whom and when a way is chosen hangs only on kind, wave and earlier values, all
of them in (1), so the posterior needs no correction for it (ignorable choice: Rubin 1976). Values count for the
way that was offered, not for what people made of it (intention to treat: Fisher et al. 1990). s decides how far
effects are shrunk, so the posterior is averaged over it (Kass and Steffey 1989).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import BoolArray, FloatArray, IntArray
from escalera.engine.normal import above
from escalera.engine.ways.values import WAYS, Periods, kind_of, kinds, own_pace

Z_90 = 1.6448536269514722
# In deviations of the values: what s may be, and a loose guess that effects of ways are small.
SPREADS = np.geomspace(0.03, 0.8, 7)
GUESSED = -0.5 * (np.log(SPREADS / 0.2) / 0.8) ** 2
MEAN, FACTOR, KIND, WAVE, SLOPE, USUAL = 3.0, 1.0, 0.5, 0.5, 1.0, 0.5
ROUNDS = 3
OTHERS = len(WAYS) - 1


@dataclass(frozen=True)
class Effects:
    """mean (K, W) and covariance (K, W, W) of each way's effect against alone, in the unit of the values;
    seen (K, W) people who were offered it."""

    mean: FloatArray = field(repr=False)
    covariance: FloatArray = field(repr=False)
    seen: IntArray = field(repr=False)

    @property
    def deviation(self) -> FloatArray:
        """(K, W)"""
        return np.sqrt(np.maximum(np.diagonal(self.covariance, axis1=1, axis2=2), 0.0))

    @property
    def interval(self) -> tuple[FloatArray, FloatArray]:
        """Low and high of the 90 % intervals, (K, W) each."""
        return self.mean - Z_90 * self.deviation, self.mean + Z_90 * self.deviation

    def beats(self, kind: int, other: int) -> FloatArray:
        """Return the probability that each way does more for a kind than one of them, (W,); .5 for itself."""
        mean, spread = self.mean[kind], self.covariance[kind]
        variance = np.diag(spread) + spread[other, other] - 2.0 * spread[:, other]
        return above(
            np.zeros(mean.size), mean=mean - mean[other], deviation=np.sqrt(np.maximum(variance, 1e-18))
        )


@dataclass(frozen=True)
class _Posterior:
    mean: FloatArray
    covariance: FloatArray
    evidence: float


def effects(seen: Periods, *, factors: int) -> Effects:
    """Return the effect of each way for each of 2^factors kinds; without periods the prior."""
    value, scale = seen.scaled()
    waves = np.unique(seen.wave, return_inverse=True)[1] if len(seen) else seen.wave
    pace = own_pace(seen.person, value)
    x = _design(seen, waves, pace, factors)
    pick = _contrasts(factors, x.shape[1])
    found = [_posterior(x, value, _prior(spread, factors, x.shape[1])) for spread in SPREADS.tolist()]
    evidence = GUESSED + np.array([one.evidence for one in found])
    share = np.exp(evidence - evidence.max())
    share /= share.sum()
    means = np.array([pick @ one.mean for one in found])
    mean = np.tensordot(share, means, 1)
    off = means - mean
    inside = np.array([pick @ one.covariance @ pick.transpose(0, 2, 1) for one in found])
    covariance = np.tensordot(share, inside + off[..., :, None] * off[..., None, :], 1)
    return Effects(scale * mean, scale**2 * covariance, _people(seen, 1 << factors))


def _people(seen: Periods, many: int) -> IntArray:
    counted = np.zeros((many, len(WAYS)), dtype=np.int64)
    if len(seen):
        rows = np.unique(np.column_stack([seen.kind, seen.way, seen.person]), axis=0)
        np.add.at(counted, (rows[:, 0], rows[:, 1]), 1)
    return counted


def _design(seen: Periods, waves: IntArray, pace: FloatArray, factors: int) -> FloatArray:
    """Columns: 1, factors, kinds, pace; then usual, delta and rest of each way but alone; then waves."""
    rows, centred = len(seen), seen.factors - 0.5
    kind = np.eye(1 << factors)[kind_of(seen.factors)]
    parts = [np.ones((rows, 1)), centred, kind, pace[:, None]]
    for way in range(1, len(WAYS)):
        offered: BoolArray = seen.way == way
        parts += [offered[:, None] * part for part in (np.ones((rows, 1)), centred, kind)]
    many = int(waves.max()) + 1 if rows else 0
    return np.hstack([*parts, np.eye(many)[waves]])


def _prior(spread: float, factors: int, columns: int) -> FloatArray:
    """Variances of the columns of `_design`."""
    many = 1 << factors
    base = [MEAN, *[FACTOR] * factors, *[KIND] * many, SLOPE]
    way = [USUAL, *[spread] * factors, *[spread / 2] * many]
    fixed = base + way * OTHERS
    variances: FloatArray = np.square(np.array(fixed + [WAVE] * (columns - len(fixed))))
    return variances


def _contrasts(factors: int, columns: int) -> FloatArray:
    """(K, W, columns): which coefficients add up to each effect; that of alone is nothing."""
    many, width = 1 << factors, 1 + factors + (1 << factors)
    pick = np.zeros((many, len(WAYS), columns))
    for way in range(1, len(WAYS)):
        at = 2 + factors + many + (way - 1) * width
        pick[:, way, at] = 1.0
        pick[:, way, at + 1 : at + 1 + factors] = kinds(factors) - 0.5
        pick[np.arange(many), way, at + 1 + factors + np.arange(many)] = 1.0
    return pick


def _posterior(x: FloatArray, y: FloatArray, prior: FloatArray) -> _Posterior:
    """Gaussian regression; the noise by expectation-maximisation (Dempster, Laird and Rubin 1977)."""
    inner, push, noise = x.T @ x, x.T @ y, float(y.var()) + 1e-3 if y.size else 1.0
    for left in reversed(range(ROUNDS)):
        precision = inner / noise + np.diag(1.0 / prior)
        covariance = np.linalg.inv(precision).astype(np.float64)
        mean = covariance @ push / noise
        if not (left and y.size):
            break
        off = y - x @ mean
        noise = float((off @ off + np.sum(inner * covariance)) / y.size) + 1e-6
    inside = y.size * np.log(noise) + np.log(prior).sum() + np.linalg.slogdet(precision)[1]
    return _Posterior(mean, covariance, -0.5 * float(inside + (y @ y) / noise - mean @ precision @ mean))
