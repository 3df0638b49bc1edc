"""Turns sums into estimates: a few Gauss-Newton steps, each with the prior and the population learned anew.

Step: with A, b the sums and D^-1 the precision of all priors, x = (A + D^-1)^-1 (b + D^-1 prior). The
dispersion phi = trace of the workers' own squared scores over the trace of A (at least 1) divides A and b:
where workers differ more than the model says, everything is known less well (Liang and Zeger 1986).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import product, starmap

import numpy as np
from scipy.linalg import block_diag

from escalera.engine import prior as priors
from escalera.engine.catalogue import Catalogue, FloatArray
from escalera.engine.following import Sums, sums_of
from escalera.engine.log import Columns
from escalera.engine.prior import Measured, Prior, Usefulness
from escalera.engine.unknowns import Fit, Unknowns

# Newcomers' mean over all skills and how far it may lie elsewhere, in logits.
USUAL_MEAN, MEAN_ERROR = -1.5, 0.7
CHOOSING_DEVIATION = 0.5
STEP = 0.7

# Beyond this many others (difficulties, means, choosing) how far they lie apart is not learned.
MANY = 250


@dataclass(frozen=True)
class Apart:
    """How far declared difficulties are off, and newcomers' means from each other by skill, in logits."""

    difficulties: float
    means: float

    @property
    def guess(self) -> float:
        """Log density: declared difficulties are usually off by a quarter of a logit, means by a third."""
        return -0.5 * float(np.log(self.difficulties / 0.25) ** 2 + np.log(self.means / 0.3) ** 2)


LOOSELY = Apart(0.3, 0.3)
EVERY_APART = tuple(starmap(Apart, product((0.03, 0.1, 0.2, 0.35, 0.6, 1.0), (0.05, 0.15, 0.35, 0.8))))

Hear = Callable[[float], Usefulness]


@dataclass(frozen=True)
class Settled:
    """Estimates after some steps: the fit, what was measured, the posterior of the P pairs, the prior,
    the log likelihood of the fit before the last step, how far what is declared lies apart from the truth, and
    evidence (P,) in attempts."""

    fit: Fit
    measured: Measured = field(repr=False)
    gain: FloatArray = field(repr=False)
    covariance: FloatArray = field(repr=False)
    prior: Prior = field(repr=False)
    log_likelihood: float
    apart: Apart
    evidence: FloatArray = field(repr=False)


@dataclass(frozen=True)
class Question:
    """What is fitted to what: log, catalogue, unknowns, and how peers are heard (None: nobody spoke)."""

    log: Columns
    catalogue: Catalogue
    unknowns: Unknowns
    hear: Hear | None

    def settle(self, fit: Fit, prior: Prior, *, steps: int, apart: Apart | None = None) -> Settled:
        """Return the estimates after `steps` passes over the log; how far what is declared lies apart is learned
        on the way where it is not given."""
        settled, given = None, apart
        for at in range(steps):
            sums = sums_of(self.log, fit, catalogue=self.catalogue, unknowns=self.unknowns)
            apart = given or self._apart(sums, prior)
            rest = self._rest(sums, apart)
            prior = priors.best(rest.measured, prior, self.hear)
            gain, covariance = rest.measured.posterior(prior)
            target = np.concatenate([gain, rest.given(gain)])
            now = self.unknowns.vector(fit)
            moved = self.unknowns.filled(fit, now + (1.0 if at == 0 else STEP) * (target - now))
            moved = replace(moved, covariance=spread_of_people(fit.covariance, sums, self.unknowns, at))
            settled = Settled(
                moved, rest.measured, gain, covariance, prior, sums.log_likelihood, apart, sums.evidence
            )
            fit = moved
        if settled is None:
            raise ValueError("settle: at least one step")
        return settled

    def _scaled(self, sums: Sums) -> tuple[FloatArray, FloatArray]:
        """Return curvature and slope, divided by how much more workers differ than the model says."""
        pairs = len(self.unknowns.pairs)
        within = np.diagonal(sums.curvature)[:pairs].sum()
        dispersion = max(1.0, float(np.diagonal(sums.between)[:pairs].sum() / max(within, 1e-9)))
        return sums.curvature / dispersion, sums.slope / dispersion

    def _rest(self, sums: Sums, apart: Apart) -> Rest:
        pairs = len(self.unknowns.pairs)
        curvature, slope = self._scaled(sums)
        centre, precision = self.around(apart)
        inner = curvature[pairs:, pairs:] + precision
        right = np.column_stack([curvature[pairs:, :pairs], slope[pairs:] + precision @ centre])
        solved: FloatArray = np.linalg.solve(inner, right).astype(np.float64)
        across = curvature[:pairs, pairs:]
        measured = Measured(
            self.unknowns.pairs,
            self.catalogue.family_codes,
            curvature[:pairs, :pairs] - across @ solved[:, :-1],
            slope[:pairs] - across @ solved[:, -1],
        )
        return Rest(measured, solved)

    def around(self, apart: Apart) -> tuple[FloatArray, FloatArray]:
        """Return prior means (R,) and precision (R, R) of all unknowns but the gains: difficulties around what
        is declared, newcomers' means around a common one that is hardly known itself."""
        unknowns = self.unknowns
        choosing, skills = unknowns.choosing.stop - unknowns.choosing.start, unknowns.skills
        centre = [self.catalogue.difficulty, np.full(skills, USUAL_MEAN), np.zeros(choosing)]
        means = np.linalg.inv(apart.means**2 * np.eye(skills) + MEAN_ERROR**2)
        precision = block_diag(
            np.eye(unknowns.types) / apart.difficulties**2, means, np.eye(choosing) / CHOOSING_DEVIATION**2
        )
        return np.concatenate(centre), precision

    def _apart(self, sums: Sums, prior: Prior) -> Apart:
        """Return how far what is declared lies apart from the truth where the answers are likeliest, the gains
        integrated out (empirical Bayes)."""
        unknowns, pairs = self.unknowns, len(self.unknowns.pairs)
        if unknowns.size - pairs > MANY:
            return LOOSELY
        curvature, slope = self._scaled(sums)
        spread = prior.covariance(unknowns.pairs, self.catalogue.family_codes)
        mean = prior.mean[unknowns.pairs[:, 0], unknowns.pairs[:, 1]]
        across = curvature[pairs:, :pairs]
        mixed = np.eye(pairs) + curvature[:pairs, :pairs] @ spread
        through: FloatArray = across @ spread @ np.linalg.inv(mixed)
        inner = curvature[pairs:, pairs:] - through @ across.T
        pull = slope[pairs:] - across @ mean - through @ (slope[:pairs] - curvature[:pairs, :pairs] @ mean)
        return max(EVERY_APART, key=lambda each: each.guess + _evidence(inner, pull, *self.around(each)))


@dataclass(frozen=True)
class Rest:
    """Everything but the gains, integrated out: what is measured of the gains, and the solution of the others
    by the gains and alone (others, P + 1)."""

    measured: Measured
    solved: FloatArray

    def given(self, gain: FloatArray) -> FloatArray:
        """Return the best values of all others at these gains."""
        best: FloatArray = self.solved[:, -1] - self.solved[:, :-1] @ gain
        return best


def _evidence(inner: FloatArray, pull: FloatArray, centre: FloatArray, precision: FloatArray) -> float:
    """Return the log marginal likelihood of pull'x - x' inner x / 2 with x ~ N(centre, precision^-1)."""
    whole = inner + precision
    away = pull + precision @ centre
    heights = np.linalg.slogdet(precision)[1] - np.linalg.slogdet(whole)[1]
    return 0.5 * float(heights + away @ np.linalg.solve(whole, away) - centre @ precision @ centre)


def around_others(question: Question, settled: Settled) -> tuple[FloatArray, FloatArray]:
    """Return prior mean (U,) and precision (U, U) of gains and all others as they were settled."""
    pairs, prior = question.unknowns.pairs, settled.prior
    centre, precision = question.around(settled.apart)
    spread = prior.covariance(pairs, question.catalogue.family_codes)
    whole = block_diag(np.linalg.inv(spread + 1e-9 * np.eye(len(pairs))), precision)
    return np.concatenate([prior.mean[pairs[:, 0], pairs[:, 1]], centre]), whole


def spread_of_people(covariance: FloatArray, sums: Sums, unknowns: Unknowns, step: int) -> FloatArray:
    """Return a better covariance (K, K) of newcomers' skills, from how workers' own scores spread.

    With g_w a worker's score by the population mean and I its information, E[g g'] = I + I (S - S0) I when
    S is the truth: solved for equal variances and one shared correlation, then (from the third step on) one
    step of expectation-maximisation for the rest (Dempster, Laird and Rubin 1977).
    """
    means, skills = unknowns.means, unknowns.skills
    information = sums.curvature[means, means] / max(sums.workers, 1)
    away = (sums.between[means, means] - sums.curvature[means, means]) / max(sums.workers, 1)
    shapes = (np.eye(skills), np.ones((skills, skills)))
    left = np.array([[np.sum((a @ information) * (b @ information).T) for b in shapes] for a in shapes])
    right = np.array([np.sum(shape * away) for shape in shapes])
    own, shared = np.clip(np.linalg.lstsq(left, right, rcond=None)[0], -0.4, 0.4)
    alike = own * shapes[0] + shared * shapes[1]
    better = covariance + alike
    if step >= 2:
        better = better + better @ (away - information @ alike @ information) @ better
    values, vectors = np.linalg.eigh((better + better.T) / 2.0)
    kept: FloatArray = (vectors * np.maximum(values, 0.05)) @ vectors.T
    return kept
