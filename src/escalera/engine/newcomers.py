"""Who comes: the population's skills and the types' difficulty, read off a fitted log.

An expectation-maximisation step (Dempster, Laird and Rubin 1977) for the covariance of workers' own skills,
and a ridge regression of the types' easiness on what they ask for: easiness_j = q_j . mu - b_j.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import numpy as np

from escalera.engine.belief import Belief, population
from escalera.engine.catalogue import Catalogue, FloatArray
from escalera.engine.change import Fit, Life, lives
from escalera.engine.log import Columns

STEPS = 3
MOST_LIVES = 2000
FEWEST_LIVES = 20
# How far declared difficulties are off, as a standard deviation in logits.
DECLARED_ERROR = 0.5


def meet(log: Columns, fit: Fit, catalogue: Catalogue) -> tuple[Belief, Catalogue]:
    """Return the newcomer's belief and the catalogue with difficulties corrected. Uses at most 2,000
    lives."""
    done = np.bincount(log.row[np.isfinite(log.score)], minlength=len(catalogue.task_types)).astype(
        np.float64
    )
    mean, difficulty = _mean_and_difficulty(fit.easiness, catalogue, done)
    prior = population(len(catalogue.skills), deviation=1.2).covariance
    seen = list(islice(lives(log, fit, catalogue=catalogue), MOST_LIVES))
    for _ in range(STEPS if len(seen) >= FEWEST_LIVES else 0):
        moments = np.zeros_like(prior)
        for life in seen:
            own, left = life.own_skills(life.response - predicted(life, fit), prior)
            moments += np.outer(own, own) + left
        prior = moments / len(seen)
    return (
        Belief(mean=mean, covariance=prior + 0.05 * np.eye(len(prior))),
        replace(catalogue, difficulty=difficulty),
    )


def predicted(life: Life, fit: Fit) -> FloatArray:
    """Return the linear predictor without the worker's own skills, (n,)."""
    grown = ((life.exposure @ fit.gains) * life.weights).sum(axis=1)
    result: FloatArray = grown + fit.easiness[life.rows] + fit.trend * life.time
    return result


def _mean_and_difficulty(
    easiness: FloatArray, catalogue: Catalogue, done: FloatArray
) -> tuple[FloatArray, FloatArray]:
    weights, offset = catalogue.weights, easiness + catalogue.difficulty
    trust = done / (done + 10.0)
    usual = population(len(catalogue.skills)).mean
    # Means spread about one logit around the usual; declared difficulties are off by DECLARED_ERROR.
    left = (weights * trust[:, None]).T @ weights / DECLARED_ERROR**2 + np.eye(usual.size)
    right = (weights * trust[:, None]).T @ offset / DECLARED_ERROR**2 + usual
    mean: FloatArray = np.linalg.solve(left, right).astype(np.float64)
    return mean, catalogue.difficulty - trust * 0.7 * np.clip(offset - weights @ mean, -2.0, 2.0)
