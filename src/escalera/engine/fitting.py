"""Gains from everything known: peers as the prior, within-worker change as the evidence, empirical Bayes
between.

Prior: G[k, s] ~ N(usual x usefulness, spread^2 x (usefulness + a little)). `usual`, `spread` and the peers'
weight n0 maximise the marginal likelihood of the measured change (Robbins 1956; Efron 2010, chapter 1):
where peers disagree with what was measured, n0 grows and they are heard less; each recommender's own
reliability is learned as well.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine import change, peers
from escalera.engine.catalogue import Catalogue, FloatArray
from escalera.engine.change import EASINESS_VARIANCE, TREND_VARIANCE, Fit, Sums
from escalera.engine.gains import USUAL_GAIN, USUAL_SPREAD, Gains
from escalera.engine.log import Columns
from escalera.engine.peers import Voices

PEER_WEIGHTS = (1.0, 3.0, 9.0, 27.0, 1e6)
DEFAULT_PEER_WEIGHT = 3.0
USUALS = (0.03, 0.06, 0.12, 0.2, 0.3)
SPREADS = (0.04, 0.08, 0.16)
OFF_LABEL = 0.03
FEWEST_ATTEMPTS = 200


@dataclass(frozen=True)
class Prior:
    """The peers' weight n0, the usual gain and its spread (logits), and usefulness (T, K) of each pair."""

    weight: float
    usual: float
    spread: float
    useful: FloatArray = field(repr=False)

    @property
    def mean(self) -> FloatArray:
        return self.usual * self.useful

    @property
    def variance(self) -> FloatArray:
        return self.spread**2 * (np.minimum(self.useful, 2.0) + OFF_LABEL)


@dataclass(frozen=True)
class Learnt:
    """What a log taught: gains, easiness (T,) in logits at newcomers, and how peers were heard."""

    gains: Gains
    easiness: FloatArray = field(repr=False)
    trend: float
    prior: Prior
    reliability: dict[str, float] = field(repr=False)
    measured: bool = True

    @property
    def as_fit(self) -> Fit:
        """The point estimates, for linearising again."""
        return Fit(gains=self.gains.mean, easiness=self.easiness, trend=self.trend)


def fit(log: Columns, voices: Voices, catalogue: Catalogue) -> Learnt:
    """Return gains fitted to a log and to what peers say. Little data: the prior comes back, with peers."""
    declared = catalogue.weights / np.maximum(catalogue.weights.max(axis=1, keepdims=True), 1e-12)
    trusted = np.full(len(voices.workers), 0.5)
    prior = _prior(voices, trusted, declared)
    current = Fit(gains=prior.mean, easiness=first_easiness(log, catalogue), trend=0.0)
    if np.isfinite(log.score).sum() < FEWEST_ATTEMPTS:
        return _unmeasured(prior, voices, trusted, current)
    pairs = change.measurable(catalogue, log, voices.counts(np.ones_like(trusted), declared.shape))
    for _ in range(2):
        measured = change.sums(log, current, catalogue=catalogue, pairs=pairs)
        for _ in range(2):
            prior = _best_prior(measured, voices, trusted, declared)
            mean, covariance = posterior(measured, prior)
            trusted = voices.reliability(_borne_out(measured, mean, covariance, prior))
        current = _as_fit(measured, mean, prior)
    return _learnt(measured, mean, covariance, prior, voices, trusted, current)


def posterior(measured: Sums, prior: Prior) -> tuple[FloatArray, FloatArray]:
    """Return mean (U,) and covariance (U, U) of the unknowns given their Gaussian prior."""
    mean, precision = _spread_out(measured, prior)
    covariance: FloatArray = np.linalg.inv(measured.curvature + np.diag(precision)).astype(np.float64)
    return covariance @ (measured.slope + precision * mean), covariance


def evidence(measured: Sums, prior: Prior) -> float:
    """Return the log marginal likelihood of the measured change under the prior, up to a constant."""
    mean, precision = _spread_out(measured, prior)
    away = measured.slope - measured.curvature @ mean
    total = measured.curvature + np.diag(precision)
    _, log_determinant = np.linalg.slogdet(total)
    fits = 0.5 * away @ np.linalg.solve(total, away) + mean @ measured.slope
    fits -= 0.5 * mean @ measured.curvature @ mean
    return float(fits - 0.5 * log_determinant + 0.5 * np.log(precision).sum())


def first_easiness(log: Columns, catalogue: Catalogue) -> FloatArray:
    """Return the logit of each type's success with guessing taken out, (T,), shrunk towards the declared."""
    known = np.isfinite(log.score)
    types = len(catalogue.task_types)
    many = np.bincount(log.row[known], minlength=types)
    good = np.bincount(log.row[known], weights=log.score[known], minlength=types)
    ability = 1.0 / (1.0 + np.exp(1.5 + catalogue.difficulty))
    usual = catalogue.chance + (1 - catalogue.chance) * ability
    share = (good + 4.0 * usual) / (many + 4.0)
    knows = np.clip((share - catalogue.chance) / (1 - catalogue.chance), 0.03, 0.97)
    return np.log(knows / (1.0 - knows))


def _spread_out(measured: Sums, prior: Prior) -> tuple[FloatArray, FloatArray]:
    at = measured.pairs[:, 0], measured.pairs[:, 1]
    types = len(prior.useful)
    mean = np.concatenate([prior.mean[at], np.zeros(types + 1)])
    variance = np.concatenate([prior.variance[at], np.full(types, EASINESS_VARIANCE), [TREND_VARIANCE]])
    return mean, 1.0 / variance


def _prior(
    voices: Voices, trusted: FloatArray, declared: FloatArray, weight: float = DEFAULT_PEER_WEIGHT
) -> Prior:
    useful = peers.usefulness(voices.counts(trusted, declared.shape), voices.did, declared, weight=weight)
    return Prior(weight=weight, usual=USUAL_GAIN, spread=USUAL_SPREAD, useful=useful)


def _best_prior(measured: Sums, voices: Voices, trusted: FloatArray, declared: FloatArray) -> Prior:
    weights = PEER_WEIGHTS if voices.worker.size else (DEFAULT_PEER_WEIGHT,)
    bases = [_prior(voices, trusted, declared, weight) for weight in weights]
    middle = max(bases, key=lambda prior: evidence(measured, prior))
    grid = [Prior(middle.weight, usual, spread, middle.useful) for usual in USUALS for spread in SPREADS]
    best = max(grid, key=lambda prior: evidence(measured, prior))
    again = [Prior(base.weight, best.usual, best.spread, base.useful) for base in bases]
    return max(again, key=lambda prior: evidence(measured, prior))


def _borne_out(measured: Sums, mean: FloatArray, covariance: FloatArray, prior: Prior) -> FloatArray:
    """Return the probability that each pair teaches at least half the usual, (T, K)."""
    gains, variance = _tables(measured, mean, covariance, prior)
    z = (gains - 0.5 * prior.usual) / np.sqrt(variance)
    likely: FloatArray = 1.0 / (1.0 + np.exp(-1.7 * z))
    return likely


def _tables(
    measured: Sums, mean: FloatArray, covariance: FloatArray, prior: Prior
) -> tuple[FloatArray, FloatArray]:
    gains, variance = prior.mean.copy(), prior.variance.copy()
    at = measured.pairs[:, 0], measured.pairs[:, 1]
    gains[at] = mean[: len(measured.pairs)]
    variance[at] = np.diagonal(covariance)[: len(measured.pairs)]
    return gains, variance


def _as_fit(measured: Sums, mean: FloatArray, prior: Prior) -> Fit:
    gains = prior.mean.copy()
    gains[measured.pairs[:, 0], measured.pairs[:, 1]] = mean[: len(measured.pairs)]
    return Fit(gains=gains, easiness=mean[len(measured.pairs) : -1], trend=float(mean[-1]))


def _learnt(
    measured: Sums,
    mean: FloatArray,
    covariance: FloatArray,
    prior: Prior,
    voices: Voices,
    trusted: FloatArray,
    current: Fit,
) -> Learnt:
    gains, variance = _tables(measured, mean, covariance, prior)
    seen = np.zeros_like(gains)
    seen[measured.pairs[:, 0], measured.pairs[:, 1]] = measured.evidence
    return Learnt(
        # Practice does not unteach: what was measured below zero is taken as nothing, its uncertainty kept.
        gains=Gains(np.maximum(gains, 0.0), variance, voices.counts(trusted, gains.shape), seen),
        easiness=current.easiness,
        trend=current.trend,
        prior=prior,
        reliability=dict(zip(voices.workers, trusted.tolist(), strict=True)),
    )


def _unmeasured(prior: Prior, voices: Voices, trusted: FloatArray, current: Fit) -> Learnt:
    heard = voices.counts(trusted, prior.useful.shape)
    gains = Gains(prior.mean, prior.variance, heard, np.zeros_like(heard))
    reliability = dict(zip(voices.workers, trusted.tolist(), strict=True))
    return Learnt(gains, current.easiness, 0.0, prior, reliability, measured=False)
