"""A filtered belief of each worker as the log goes by: general ability plus one deviation for each skill.

An extended Kalman step for every known score with a diagonal covariance, so that a row costs little:
m += v (y - p) / (1 + g S), v -= g v^2 / (1 + g S), where g = p (1 - p) and S is the sum of the v.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp

import numpy as np

from escalera.engine.prediction.attempts import Attempts, Floats, Ints

Held = tuple[float, float, float, float]


@dataclass(frozen=True)
class Drift:
    """Prior variances and their growth from row to row, all on the logit scale squared."""

    ability: float = 0.6
    ability_step: float = 0.002
    skill: float = 0.6
    skill_step: float = 0.02


def run(attempts: Attempts, order: Ints, ease: Floats, drift: Drift) -> Floats:
    """Belief before each row, (N, 4): ability mean and variance, mean and variance over the row's skills.

    `order` (N,) goes through the rows worker by worker; `ease` (N,) is the logit without the worker.
    """
    ordered = attempts.taken(order)
    steps = _one_skill if ordered.skill.size == len(ordered) else _many_skills
    flat = (number for held in steps(ordered, ease[order], drift) for number in held)
    believed = np.empty((len(attempts), 4))
    believed[order] = np.fromiter(flat, dtype=float, count=4 * len(attempts)).reshape(-1, 4)
    return believed


def _one_skill(attempts: Attempts, ease: Floats, drift: Drift) -> Iterator[Held]:
    """The case of one skill a row, unrolled: it is twice as fast, and by far the most common."""
    ability, ability_step, skill_step = drift.ability, drift.ability_step, drift.skill_step
    newcomer = (0.0, drift.skill)
    current, mean, variance = -1, 0.0, 0.0
    states: dict[int, tuple[float, float]] = {}
    columns = attempts.worker.tolist(), attempts.skill.tolist(), attempts.score.tolist(), ease.tolist()
    for worker, skill, score, base in zip(*columns, strict=True):
        if worker != current:
            current, mean, variance, states = worker, 0.0, ability, {}
        m, v = states.get(skill, newcomer)
        yield mean, variance, m, v
        if score == score:
            p = 1.0 / (1.0 + exp(-(base + mean + m)))
            g = p * (1.0 - p)
            scale = 1.0 / (1.0 + g * (variance + v))
            step, shrink = (score - p) * scale, g * scale
            mean += variance * step
            variance += ability_step - shrink * variance * variance
            states[skill] = (m + v * step, v + skill_step - shrink * v * v)


def _many_skills(attempts: Attempts, ease: Floats, drift: Drift) -> Iterator[Held]:
    """A row's skills count with equal parts."""
    newcomer = (0.0, drift.skill)
    current, mean, variance = -1, 0.0, 0.0
    states: dict[int, tuple[float, float]] = {}
    starts, skills = attempts.skill_starts.tolist(), attempts.skill.tolist()
    columns = attempts.worker.tolist(), attempts.score.tolist(), ease.tolist()
    for row, (worker, score, base) in enumerate(zip(*columns, strict=True)):
        if worker != current:
            current, mean, variance, states = worker, 0.0, drift.ability, {}
        mine = skills[starts[row] : starts[row + 1]]
        held = [states.get(skill, newcomer) for skill in mine]
        part = 1.0 / len(held)
        skill_mean = sum([m for m, _ in held]) * part
        skill_variance = sum([v for _, v in held]) * part * part
        yield mean, variance, skill_mean, skill_variance
        if score == score:
            p = 1.0 / (1.0 + exp(-(base + mean + skill_mean)))
            g = p * (1.0 - p)
            scale = 1.0 / (1.0 + g * (variance + skill_variance))
            step, shrink = (score - p) * scale, g * scale
            mean += variance * step
            variance += drift.ability_step - shrink * variance * variance
            for skill, (m, v) in zip(mine, held, strict=True):
                lean = v * part
                states[skill] = (m + lean * step, v + drift.skill_step - shrink * lean * lean)
