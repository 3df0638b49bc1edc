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
from escalera.engine.prediction.meetings import Meetings, scratch


@dataclass(frozen=True)
class Drift:
    """Prior variances and their growth from row to row, all on the logit scale squared."""

    ability: float = 0.6
    ability_step: float = 0.002
    skill: float = 0.6
    skill_step: float = 0.02


def run(attempts: Attempts, meetings: Meetings, ease: Floats, drift: Drift, kernels: Kernels) -> Floats:
    """Belief before each row, (4, N): ability mean and variance, mean and variance over the row's skills.

    Rows lie worker by worker; `ease` (N,) is the logit without the worker.
    """
    held = np.zeros((loops.BELIEVED, len(attempts)))
    kernels.believe(
        meetings.worker,
        attempts.skill_starts,
        meetings.skill,
        attempts.score,
        ease,
        np.array((drift.ability, drift.ability_step, drift.skill, drift.skill_step)),
        scratch(meetings.skill, 1).ravel(),
        scratch(meetings.skill, 1).ravel(),
        held,
    )
    return held
