"""Turns sums into estimates: a few Gauss-Newton steps, each with the prior and the population learned anew.

Step: with A, b the sums and D^-1 the precision of all priors, x = (A + D^-1)^-1 (b + D^-1 prior). The
dispersion phi = trace of the workers' own squared scores over the trace of A (at least 1) divides A and b:
where workers differ more than the model says, everything is known less well (Liang and Zeger 1986).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from escalera.engine import prior as priors
from escalera.engine.catalogue import Catalogue, FloatArray
from escalera.engine.following import Sums, sums_of
from escalera.engine.log import Columns
from escalera.engine.prior import Measured, Prior, Usefulness
from escalera.engine.unknowns import Fit, Unknowns

# How far declared difficulties are off at first, and newcomers' means and spread, in logits.
DECLARED_ERROR = 0.5
USUAL_MEAN, MEAN_ERROR = -1.5, 1.0
CHOOSING_DEVIATION = 0.5
STEP = 0.7

Hear = Callable[[float], Usefulness]


@dataclass(frozen=True)
class Settled:
    """Estimates after some steps: the fit, what was measured, the posterior of the P pairs, the prior,
    the log likelihood of the fit before the last step, and how far declared difficulties are off (logits), and
    evidence (P,) in attempts."""

    fit: Fit
    measured: Measured = field(repr=False)
    gain: FloatArray = field(repr=False)
    covariance: FloatArray = field(repr=False)
    prior: Prior = field(repr=False)
    log_likelihood: float
    error: float
    evidence: FloatArray = field(repr=False)


@dataclass(frozen=True)
class Question:
    """What is fitted to what: log, catalogue, unknowns, and how peers are heard (None: nobody spoke)."""

    log: Columns
    catalogue: Catalogue
    unknowns: Unknowns
    hear: Hear | None

    def settle(self, fit: Fit, prior: Prior, *, steps: int, error: float = DECLARED_ERROR) -> Settled:
        """Return the estimates after `steps` passes over the log."""
        settled = None
        for at in range(steps):
            sums = sums_of(self.log, fit, catalogue=self.catalogue, unknowns=self.unknowns)
            rest = self._rest(sums, error)
            prior = priors.best(rest.measured, prior, self.hear)
            gain, covariance = rest.measured.posterior(prior)
            target = np.concatenate([gain, rest.given(gain)])
            now = self.unknowns.vector(fit)
            moved = self.unknowns.filled(fit, now + (1.0 if at == 0 else STEP) * (target - now))
            moved = replace(moved, covariance=spread_of_people(fit.covariance, sums, self.unknowns, at))
            settled = Settled(
                moved, rest.measured, gain, covariance, prior, sums.log_likelihood, error, sums.evidence
            )
            error = self._difficulty_error(moved, rest, covariance)
            fit = moved
        if settled is None:
            raise ValueError("settle: at least one step")
        return settled

    def _rest(self, sums: Sums, error: float) -> Rest:
        pairs = len(self.unknowns.pairs)
        within = np.diagonal(sums.curvature)[:pairs].sum()
        dispersion = max(1.0, float(np.diagonal(sums.between)[:pairs].sum() / max(within, 1e-9)))
        curvature, slope = sums.curvature / dispersion, sums.slope / dispersion
        centre, precision = self.around(error)
        inner = curvature[pairs:, pairs:] + np.diag(precision)
        right = np.column_stack([curvature[pairs:, :pairs], slope[pairs:] + precision * centre])
        solved: FloatArray = np.linalg.solve(inner, right).astype(np.float64)
        across = curvature[:pairs, pairs:]
        measured = Measured(
            self.unknowns.pairs,
            self.catalogue.family_codes,
            curvature[:pairs, :pairs] - across @ solved[:, :-1],
            slope[:pairs] - across @ solved[:, -1],
        )
        return Rest(measured, solved, np.diagonal(np.linalg.inv(inner)).astype(np.float64))

    def around(self, error: float) -> tuple[FloatArray, FloatArray]:
        """Return prior means and precisions of all unknowns but the gains."""
        unknowns = self.unknowns
        choosing = unknowns.choosing.stop - unknowns.choosing.start
        centre = [self.catalogue.difficulty, np.full(unknowns.skills, USUAL_MEAN), np.zeros(choosing)]
        precision = [
            np.full(unknowns.types, error**-2.0),
            np.full(unknowns.skills, MEAN_ERROR**-2.0),
            np.full(choosing, CHOOSING_DEVIATION**-2.0),
        ]
        return np.concatenate(centre), np.concatenate(precision)

    def _difficulty_error(self, fit: Fit, rest: Rest, covariance: FloatArray) -> float:
        types = self.unknowns.types
        through = rest.solved[:types, :-1]
        unsure = rest.variance[:types] + np.einsum("ij,jk,ik->i", through, covariance, through)
        square = np.mean((fit.difficulty - self.catalogue.difficulty) ** 2 + unsure)
        return float(np.clip(np.sqrt(square), 0.1, 1.0))


@dataclass(frozen=True)
class Rest:
    """Everything but the gains, integrated out: what is measured of the gains, the solution of the others
    by the gains and alone (others, P + 1), and the others' variance at given gains."""

    measured: Measured
    solved: FloatArray
    variance: FloatArray

    def given(self, gain: FloatArray) -> FloatArray:
        """Return the best values of all others at these gains."""
        best: FloatArray = self.solved[:, -1] - self.solved[:, :-1] @ gain
        return best


def around_others(question: Question, settled: Settled) -> tuple[FloatArray, FloatArray]:
    """Return prior mean (U,) and precision (U, U) of gains and all others as they were settled."""
    pairs, prior = question.unknowns.pairs, settled.prior
    centre, precision = question.around(settled.error)
    spread = prior.covariance(pairs, question.catalogue.family_codes)
    whole = np.diag(np.concatenate([np.zeros(len(pairs)), precision]))
    whole[: len(pairs), : len(pairs)] = np.linalg.inv(spread + 1e-9 * np.eye(len(pairs)))
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
