"""What one answer tells, and how much of a gain arrives, when skills are known as a Gaussian only.

All expectations over a logit are 11-point Gauss-Hermite sums, so they are exact for every width that occurs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from escalera.engine.catalogue import FloatArray
from escalera.engine.unknowns import Fit

_NODES, _MASS = np.polynomial.hermite_e.hermegauss(11)
_MASS = _MASS / _MASS.sum()


@dataclass(frozen=True)
class Answer:
    """An answer against its prediction, all (B,): pull (derivative of its log probability by the logit),
    the expected square of that (information), the share of the logit's variance left, and its log
    likelihood."""

    pull: FloatArray
    information: FloatArray
    left: FloatArray
    log_likelihood: FloatArray


def answer(level: FloatArray, spread: FloatArray, score: FloatArray, chance: FloatArray) -> Answer:
    """Return what answers tell about logits N(level, spread), all (B,); an unknown score tells nothing."""
    known = np.isfinite(score)
    right = np.where(known, score, 0.0)
    odds = np.exp(np.clip(level[:, None] + np.sqrt(spread)[:, None] * _NODES, -30.0, 30.0))
    wrong = (1.0 - chance)[:, None] / (1.0 + odds)
    moments = wrong @ np.stack([_MASS, _MASS * _NODES, _MASS * _NODES**2], axis=1)
    missed = np.clip(moments[:, 0], 1e-6, 1.0 - 1e-6)
    deviation = np.sqrt(spread)
    if_wrong, if_right = moments[:, 1] / missed, -moments[:, 1] / (1.0 - missed)
    left_wrong = moments[:, 2] / missed - if_wrong**2
    left_right = (1.0 - moments[:, 2]) / (1.0 - missed) - if_right**2
    left = np.clip(right * left_right + (1.0 - right) * left_wrong, 0.02, 1.5)
    return Answer(
        pull=known * (right * if_right + (1.0 - right) * if_wrong) / deviation,
        information=known * moments[:, 1] ** 2 / (missed * (1.0 - missed)) / spread,
        left=np.where(known, left, 1.0),
        log_likelihood=known * (right * np.log1p(-missed) + (1.0 - right) * np.log(missed)),
    )


@dataclass(frozen=True)
class Arrival:
    """How much of a gain arrives at logits N(level, spread): its expectation (B,), slope by the level (B,),
    and the variance left beside the slope (B,)."""

    share: FloatArray
    slope: FloatArray
    left: FloatArray


def arrival(level: FloatArray, spread: FloatArray, fit: Fit) -> Arrival:
    """Return the zone's expectation over what is not known of the worker; level, spread (B,) in logits."""
    form, deviation = fit.form, np.sqrt(spread)
    away = level[:, None] + deviation[:, None] * _NODES - form.zone_peak
    width = np.where(away < 0.0, form.zone_width, form.zone_right)
    zone = form.zone_floor + (1.0 - form.zone_floor) * np.exp(-0.5 * (away / width) ** 2)
    share, slope = zone @ _MASS, zone @ (_MASS * _NODES) / deviation
    left = np.maximum(zone**2 @ _MASS - share**2 - slope**2 * spread, 0.0)
    return Arrival(share, slope, left)


def gate(mean: FloatArray, covariance: FloatArray, fit: Fit) -> FloatArray:
    """Return the share of gains that needed skills let through, (B, K); needs are probabilities."""
    if not fit.needs.any():
        return np.ones_like(mean)
    unmet = 1.0 - met(mean, covariance, fit)
    held = (1.0 - fit.form.gate_floor) * fit.needs[None] * unmet[:, None, :]
    share: FloatArray = np.prod(1.0 - held, axis=2)
    return share


def met(mean: FloatArray, covariance: FloatArray, fit: Fit) -> FloatArray:
    """Return how likely each skill is there for those that need it, (B, K)."""
    variance = np.diagonal(covariance, axis1=1, axis2=2)
    away = (mean - fit.form.gate_level) / np.sqrt(1.0 + 6.3 * variance)
    likely: FloatArray = 1.0 / (1.0 + np.exp(-4.0 * away))
    return likely
