"""What gains are expected to be before they are measured, and how sure that makes us afterwards.

Prior of the P pairs: N(usual x useful, D), where D lets a task type be good or bad as a whole, its family
too, and each pair a little for itself. `usual`, `spread`, the family's share and how much peers are heeded
maximise the marginal likelihood of the log times a loose guess at them (empirical Bayes: Robbins 1956;
Efron 2010, chapter 1): where peers disagree with what was measured, they are heeded less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np

from escalera.engine.catalogue import FloatArray, IntArray

HEEDS = (1.0, 0.4, 0.15, 0.0)
# What heeding nobody loses against heeding everybody before anything is measured, in log odds.
TRUSTING = 2.0
USUALS = (0.03, 0.05, 0.08, 0.12, 0.18, 0.27, 0.4, 0.6)
RATIOS = (0.4, 0.65, 1.0, 1.5)
FAMILIES = (0.0, 0.3, 0.6)
OFF_LABEL = 0.03
OWN = 0.1
# Beyond this many pairs only the scale is searched.
MANY_PAIRS = 400


@dataclass(frozen=True)
class Usefulness:
    """How useful each pair is said to be, (T, K), 1 = as a declared main skill usually is, and its deviation
    (T, K), 1 = as far as main skills differ where nobody spoke."""

    ratio: FloatArray
    doubt: FloatArray


@dataclass(frozen=True)
class Prior:
    """How much peers are heeded in [0, 1], usual gain and its spread as a ratio, the share of the spread that
    families have in common, and usefulness of each pair."""

    heed: float
    usual: float
    ratio: float
    family: float
    useful: Usefulness = field(repr=False)

    @property
    def mean(self) -> FloatArray:
        """Prior mean of every pair, (T, K), logits."""
        return self.usual * self.useful.ratio

    @property
    def variance(self) -> FloatArray:
        """Prior variance of every pair, (T, K)."""
        doubt = self.useful.doubt
        total: FloatArray = (self.usual * self.ratio) ** 2 * (doubt**2 + OWN * doubt + OFF_LABEL)
        return total

    def covariance(self, pairs: IntArray, families: IntArray) -> FloatArray:
        """Return D (P, P) of the pairs (P, 2); families (T,) codes."""
        row, skill = pairs.T
        scale = self.useful.doubt[row, skill]
        shared = (1.0 - self.family) * (row[:, None] == row) + self.family * (
            families[row][:, None] == families[row]
        )
        total = shared * np.outer(scale, scale)
        total[np.diag_indices_from(total)] += OWN * scale + OFF_LABEL
        whole: FloatArray = (self.usual * self.ratio) ** 2 * total
        return whole

    @property
    def guess(self) -> float:
        """Log density of the settings themselves: loosely what studies and simulations make plausible."""
        unheeded = TRUSTING * (1.0 - self.heed)
        usual = 0.5 * (np.log(self.usual / 0.15) / 0.5) ** 2
        ratio = 0.5 * (np.log(self.ratio / 0.8) / 0.4) ** 2
        return -float(unheeded + usual + ratio + 2.0 * self.family)


@dataclass(frozen=True)
class Measured:
    """What a log says of the P pairs alone, all else integrated out: the log likelihood of gains g is
    slope'g - g' curvature g / 2."""

    pairs: IntArray
    families: IntArray
    curvature: FloatArray
    slope: FloatArray

    def posterior(self, prior: Prior) -> tuple[FloatArray, FloatArray]:
        """Return mean (P,) and covariance (P, P) of the gains."""
        spread = prior.covariance(self.pairs, self.families)
        mean = self._mean(prior)
        covariance = np.linalg.solve(np.eye(len(mean)) + spread @ self.curvature, spread)
        return mean + covariance @ (self.slope - self.curvature @ mean), (covariance + covariance.T) / 2.0

    def evidence(self, prior: Prior) -> float:
        """Return the log marginal likelihood under the prior, with what is guessed of its settings."""
        spread, mean = prior.covariance(self.pairs, self.families), self._mean(prior)
        away = self.slope - self.curvature @ mean
        mixed = np.eye(len(mean)) + spread @ self.curvature
        _, log_determinant = np.linalg.slogdet(mixed)
        fits = mean @ self.slope - 0.5 * mean @ self.curvature @ mean
        fits += 0.5 * away @ np.linalg.solve(mixed, spread @ away)
        return float(fits - 0.5 * log_determinant) + prior.guess

    def _mean(self, prior: Prior) -> FloatArray:
        mean: FloatArray = prior.mean[self.pairs[:, 0], self.pairs[:, 1]]
        return mean


def best(measured: Measured, start: Prior, hear: Callable[[float], Usefulness] | None) -> Prior:
    """Return the prior of highest evidence; `hear` gives usefulness when heeded so much (None: nobody
    spoke)."""
    prior = start
    for _ in range(2):
        prior = max(_scales(prior, len(measured.pairs)), key=measured.evidence)
        if hear is None:
            break
        heard = [replace(prior, heed=heed, useful=hear(heed)) for heed in HEEDS]
        prior = max(heard, key=measured.evidence)
    return prior


def integrated(measured: Measured, prior: Prior) -> tuple[FloatArray, FloatArray]:
    """Return mean (P,) and covariance (P, P) of the gains over all scales and spreads of the prior, each as
    likely as the log makes it: a small log hardly knows them, and that is doubt (Kass and Steffey 1989).
    Beyond 400 pairs the best scale is taken."""
    if len(measured.pairs) > MANY_PAIRS:
        return measured.posterior(prior)
    tried = [replace(prior, usual=usual, ratio=ratio) for usual, ratio in product(USUALS, RATIOS)]
    evidence = np.array([measured.evidence(each) for each in tried])
    likely = [each for each, height in zip(tried, evidence, strict=True) if height > evidence.max() - 4.0]
    share = np.exp(evidence[evidence > evidence.max() - 4.0] - evidence.max())
    share /= share.sum()
    found = [measured.posterior(each) for each in likely]
    mean: FloatArray = np.sum([part * each for part, (each, _) in zip(share, found, strict=True)], axis=0)
    covariance = np.zeros((mean.size, mean.size))
    for part, (each, spread) in zip(share, found, strict=True):
        covariance += part * (spread + np.outer(each - mean, each - mean))
    return mean, covariance


def _scales(prior: Prior, pairs: int) -> Iterator[Prior]:
    if pairs > MANY_PAIRS:
        return (replace(prior, usual=usual) for usual in USUALS)
    return (
        replace(prior, usual=usual, ratio=ratio, family=family)
        for usual, ratio, family in product(USUALS, RATIOS, FAMILIES)
    )
