"""What fitting learns about categories, rung by rung: easiness, then effects of contexts on top of the belief.

Rungs are fitted one on top of another, so a row must never be described by a ladder that has seen its worker:
nested out-of-fold encodings leak the answer (a trial did: .86 in training, .77 on new workers).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from escalera.engine.prediction import effects, filtering
from escalera.engine.prediction.attempts import Attempts, Floats, Ints
from escalera.engine.prediction.effects import Effects
from escalera.engine.prediction.histories import Groups, Timeline

SLOW = filtering.Drift()
CONTEXT_RIDGE = {
    "item after": 4.0,
    "follows": 4.0,
    "follows after": 4.0,
    "skills after": 6.0,
    "practice": 6.0,
    "item after skill": 4.0,
    "item by ability": 4.0,
}


@dataclass(frozen=True)
class Ladder:
    everyone: float
    skills: Effects
    task_type: Effects
    item: Effects  # as met, whoever did it
    free_item: Effects  # with the workers' abilities taken out
    contexts: dict[str, Effects]

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
    keys = context_keys(timeline, belief[:, 0])
    held = ease + belief[:, 0] + belief[:, 2]
    contexts = {
        name: effects.fit(keys[name], score, held, ridge=ridge) for name, ridge in CONTEXT_RIDGE.items()
    }
    return Ladder(everyone, skills, kinds, item, free, contexts)


def _everyone(attempts: Attempts) -> float:
    mean = np.clip(np.nanmean(attempts.score), 0.005, 0.995)
    return float(np.log(mean / (1 - mean)))


def _freed(attempts: Attempts, logit: Floats, item: Effects) -> Effects:
    """Item effects with ability taken out, by turns with the workers' own effects (backfitting of a Rasch model)."""
    worker_skill = mixed(attempts.worker, attempts.skill_set())
    for _ in range(3):
        base = logit + item.of(attempts.item)
        worker = effects.fit(attempts.worker, attempts.score, base, ridge=1.5)
        ability = worker.of(attempts.worker)
        skill = effects.fit(worker_skill, attempts.score, base + ability, ridge=1.5)
        item = effects.fit(attempts.item, attempts.score, logit + ability + skill.of(worker_skill), ridge=2.0)
    return item


def context_keys(timeline: Timeline, ability: Floats) -> dict[str, Ints]:
    """One key a row for each kind of context, of earlier rows only."""
    attempts, worker = timeline.attempts, timeline.worker
    code = np.where(attempts.known, np.round(np.nan_to_num(attempts.score) * 2), 3.0)
    last = worker.lagged(code, 1, 4.0).astype(np.int64)
    skills = attempts.skill_set()
    last_item = worker.lagged_code(attempts.item)
    win = np.nan_to_num(attempts.score)
    fail = np.where(attempts.known, 1.0 - win, 0.0)
    edges = (0.5, 1.5, 2.5, 4.5, 8.5, 16.5)
    wins = bucket(timeline.over_skills(lambda g, p: g.total(win[p])), edges)
    fails = bucket(timeline.over_skills(lambda g, p: g.total(fail[p])), edges)
    skill_last = bucket(timeline.over_skills(lambda g, p: g.lagged(code[p], 1, 4.0)), (0.5, 1.5, 2.5, 3.5))
    return {
        "item after": mixed(attempts.item, last),
        "follows": mixed(last_item, attempts.item),
        "follows after": mixed(last_item, attempts.item, last),
        "skills after": mixed(worker.lagged_code(skills), skills, last),
        "practice": mixed(skills, wins, fails),
        "item after skill": mixed(attempts.item, skill_last),
        "item by ability": mixed(attempts.item, bucket(ability, (-0.6, -0.2, 0.2, 0.6))),
    }


def mixed(*columns: Ints) -> Ints:
    """One key for several integer columns."""
    key = np.zeros(columns[0].size, dtype=np.int64)
    for column in columns:
        key = (key ^ (column + np.int64(0x51ED27))) * np.int64(-7046029254386353131)
        key ^= key >> 31
    return key


def bucket(values: Floats, edges: tuple[float, ...]) -> Ints:
    return np.searchsorted(np.asarray(edges), values, side="right").astype(np.int64)
