"""What fitting learns about categories, rung by rung: easiness, then situations on top of the belief.

Rungs are fitted one on top of another, so a row must never be described by a ladder that has seen its worker:
nested out-of-fold encodings leak the answer (a trial did: .86 in training, .77 on new workers).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from escalera.engine.prediction import contexts, effects, filtering
from escalera.engine.prediction.attempts import Attempts, Floats
from escalera.engine.prediction.contexts import mixed
from escalera.engine.prediction.effects import Effects
from escalera.engine.prediction.histories import Timeline

SLOW = filtering.Drift()


@dataclass(frozen=True)
class Ladder:
    everyone: float
    skills: Effects
    task_type: Effects
    item: Effects  # as met, whoever did it
    free_item: Effects  # with the workers' abilities taken out
    situations: dict[str, Effects]

    def typical(self, attempts: Attempts) -> Floats:
        """Worker-free logit of skills and task type, (N,)."""
        return self.everyone + self.skills.of(attempts.skill_set()) + self.task_type.of(attempts.task_type)

    def ease(self, attempts: Attempts) -> Floats:
        """Worker-free logit with the item, abilities taken out, (N,)."""
        return self.typical(attempts) + self.free_item.of(attempts.item)


def fit(timeline: Timeline) -> Ladder:
    """Learn every rung from the timeline's attempts."""
    attempts = timeline.attempts
    score, everyone = attempts.score, _everyone(attempts)
    logit = np.full(len(attempts), everyone)
    skills = effects.fit(attempts.skill_set(), score, logit, ridge=4.0)
    logit = logit + skills.of(attempts.skill_set())
    kinds = effects.fit(attempts.task_type, score, logit, ridge=4.0)
    logit = logit + kinds.of(attempts.task_type)
    item = effects.fit(attempts.item, score, logit, ridge=2.0)
    free = _freed(attempts, logit, item)
    bare = Ladder(everyone, skills, kinds, item, free, {})
    ease = bare.ease(attempts)
    belief = filtering.run(attempts, timeline.order, ease, SLOW)
    keys = contexts.keys(timeline, belief[:, 0])
    held = ease + belief[:, 0] + belief[:, 2]
    situations = {
        name: effects.fit(keys[name], score, held, ridge=ridge) for name, ridge in contexts.RIDGE.items()
    }
    return Ladder(everyone, skills, kinds, item, free, situations)


def _everyone(attempts: Attempts) -> float:
    mean = np.clip(np.nanmean(attempts.score), 0.005, 0.995)
    return float(np.log(mean / (1 - mean)))


def _freed(attempts: Attempts, logit: Floats, item: Effects) -> Effects:
    """Item effects with ability taken out: a Rasch model, fitted by turns with the workers' effects."""
    worker_skill = mixed(attempts.worker, attempts.skill_set())
    for _ in range(3):
        base = logit + item.of(attempts.item)
        worker = effects.fit(attempts.worker, attempts.score, base, ridge=1.5)
        ability = worker.of(attempts.worker)
        skill = effects.fit(worker_skill, attempts.score, base + ability, ridge=1.5)
        item = effects.fit(attempts.item, attempts.score, logit + ability + skill.of(worker_skill), ridge=2.0)
    return item
