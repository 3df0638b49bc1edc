"""A filtered belief of each worker while the log goes by: general ability plus one deviation for each skill.

An extended Kalman step for every known score (DESIGN section 8), with a diagonal covariance, so that a row costs a
few multiplications: m += v (y - p) / (1 + g S), v -= g v^2 / (1 + g S), g = p (1 - p), S = sum of v (West 1985).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

import numpy as np

from escalera.engine.prediction.attempts import Attempts, Floats


@dataclass(frozen=True)
class Drift:
    """Prior variances and their growth from row to row, all on the logit scale squared."""

    ability: float = 0.6
    ability_step: float = 0.002
    skill: float = 0.6
    skill_step: float = 0.02


def run(attempts: Attempts, order: Floats, ease: Floats, drift: Drift) -> Floats:
    """Belief before each row, (N, 4): ability mean and variance, mean and variance over the row's skills."""
    believed = np.empty((len(attempts), 4))
    workers, scores, eases = attempts.worker.tolist(), attempts.score.tolist(), ease.tolist()
    starts, skills = attempts.skill_starts.tolist(), attempts.skill.tolist()
    worker, mean, variance = None, 0.0, 0.0
    states: dict[int, tuple[float, float]] = {}
    newcomer = (0.0, drift.skill)
    for row in order.tolist():
        if workers[row] != worker:
            worker, mean, variance, states = workers[row], 0.0, drift.ability, {}
        mine = skills[starts[row] : starts[row + 1]]
        held = [states.get(skill, newcomer) for skill in mine]
        count = len(held)
        skill_mean = sum([m for m, _ in held]) / count
        skill_variance = sum([v for _, v in held]) / (count * count)
        believed[row] = mean, variance, skill_mean, skill_variance
        score = scores[row]
        if score != score:
            continue
        p = 1.0 / (1.0 + exp(-max(-30.0, min(30.0, eases[row] + mean + skill_mean))))
        g = p * (1.0 - p)
        scale = 1.0 / (1.0 + g * (variance + skill_variance))
        step, shrink = (score - p) * scale, g * scale
        mean += variance * step
        variance += drift.ability_step - shrink * variance * variance
        for skill, (m, v) in zip(mine, held, strict=True):
            part = v / count
            states[skill] = (m + part * step, v + drift.skill_step - shrink * part * part)
    return believed
