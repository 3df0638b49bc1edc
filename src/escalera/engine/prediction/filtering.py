"""A filtered belief of each worker as the log goes by: general ability plus one deviation for each skill.

An extended Kalman step for every known score with a diagonal covariance, so that a row costs little:
m += v (y - p) / (1 + g S), v -= g v^2 / (1 + g S), where g = p (1 - p) and S is the sum of the v
(West, Harrison and Migon 1985). A row's skills count with equal parts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from escalera.engine.prediction import loops
from escalera.engine.prediction.attempts import Attempts, Floats
from escalera.engine.prediction.kernels import Kernels


@dataclass(frozen=True)
class Drift:
    """Prior variances and their growth from row to row, all on the logit scale squared."""

    ability: float = 0.6
    ability_step: float = 0.002
    skill: float = 0.6
    skill_step: float = 0.02


def run(attempts: Attempts, ease: Floats, drift: Drift, kernels: Kernels) -> Floats:
    """Belief before each row, (4, N): ability mean and variance, mean and variance over the row's skills.

    Rows lie worker by worker; `ease` (N,) is the logit without the worker.
    """
    skill = narrow(attempts.skill)
    places = int(skill.max(initial=-1)) + 1
    held = np.zeros((loops.BELIEVED, len(attempts)))
    kernels.believe(
        attempts.worker,
        attempts.skill_starts,
        skill,
        attempts.score,
        ease,
        np.array((drift.ability, drift.ability_step, drift.skill, drift.skill_step)),
        np.zeros(places),
        np.zeros(places),
        np.full(places, -1),
        held.ravel(),
    )
    return held


def narrow(codes: np.ndarray) -> np.ndarray:
    """The same groups under codes that are not far beyond their number, so that state can lie in an array."""
    if codes.size and codes.max() > 4 * codes.size + 100_000:
        return np.unique(codes, return_inverse=True)[1]
    return codes
