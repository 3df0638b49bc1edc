"""What fitting learns about categories, rung by rung: easiness, then situations on top of the belief.

Rungs are fitted one on top of another, so a row must never be described by a ladder that has seen its worker:
nested out-of-fold encodings leak the answer (a trial did: .86 in training, .77 on new workers).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from escalera.engine.prediction import contexts, effects, filtering
from escalera.engine.prediction.attempts import Attempts, Floats, Ints, Singles
from escalera.engine.prediction.contexts import Index, Places
from escalera.engine.prediction.effects import Effects, Names
from escalera.engine.prediction.kernels import Kernels
from escalera.engine.prediction.meetings import Meetings

SLOW = filtering.Drift()
Code = tuple[Names, Ints]


@dataclass(frozen=True)
class Ladder:
    everyone: float
    skills: Effects
    task_type: Effects
    item: Effects  # as met, whoever did it
    free_item: Effects  # with the workers' abilities taken out
    met: (
        Singles  # (C + 1, 2) effect and log support of each situation of an Index, the last of an unknown one
    )
    by_ability: Singles  # (5 I + 1, 2) the same for each item under each class of ability

    def typical(self, attempts: Attempts) -> Floats:
        """Worker-free logit of skills and task type, (N,)."""
        return self.everyone + self.skills.of(attempts.skill_set()) + self.task_type.of(attempts.task_type)

    def ease(self, attempts: Attempts) -> Floats:
        """Worker-free logit with the item, abilities taken out, (N,)."""
        return self.typical(attempts) + self.free_item.of(attempts.item)


@dataclass(frozen=True)
class Coded:
    """A log whose rows lie worker by worker, with the place of each row's categories among the known ones."""

    attempts: Attempts
    meetings: Meetings
    skills: Code
    task_type: Code
    item: Code
    worker: Code
    worker_skills: Code
    index: Index
    places: Places  # (K, N)

    @classmethod
    def of(cls, attempts: Attempts, meetings: Meetings, keys: Ints) -> Coded:
        """Code a log, given the keys of its situations (K, N)."""
        skills, worker = effects.named(attempts.skill_set()), effects.named(attempts.worker)
        both = effects.named(worker[1] * (len(skills[0]) + 1) + skills[1])
        kinds, item = effects.named(attempts.task_type), effects.named(attempts.item)
        return cls(attempts, meetings, skills, kinds, item, worker, both, *Index.of(keys))


def fit(log: Coded, rows: Ints, kernels: Kernels) -> Ladder:
    """Learn every rung from the given rows, all of known score."""
    score = log.attempts.score[rows]
    mean = float(np.clip(score.mean(), 0.005, 0.995))
    everyone = float(np.log(mean / (1 - mean)))
    logit = np.full(rows.size, everyone)
    skills, logit = _rung(log.skills, rows, score, logit, 4.0)
    kinds, logit = _rung(log.task_type, rows, score, logit, 4.0)
    item, _ = _rung(log.item, rows, score, logit, 2.0)
    free = _freed(log, rows, score, logit, item)
    nothing = np.zeros((1, 2), dtype=np.float32)
    bare = Ladder(everyone, skills, kinds, item, free, nothing, nothing)
    ease = bare.ease(log.attempts)
    belief = filtering.run(log.attempts, log.meetings, ease, SLOW, kernels)
    held = (ease + belief[0] + belief[2])[rows]
    met = _met(log, rows, score, held)
    classes = contexts.by_ability(log.item[0], log.attempts.item[rows], belief[0, rows])
    by_ability = _table(classes, 5 * len(log.item[0]), score, held, contexts.RIDGE["item by ability"])
    return Ladder(everyone, skills, kinds, item, free, met, by_ability)


def _rung(code: Code, rows: Ints, score: Floats, logit: Floats, ridge: float) -> tuple[Effects, Floats]:
    """The effects of a category, and the logit with them."""
    names, mine = code[0], code[1][rows]
    effect, support = effects.fit(mine, len(names), score, logit, ridge=ridge)
    return Effects(names, effect, support), logit + effect[mine]


def _freed(log: Coded, rows: Ints, score: Floats, logit: Floats, item: Effects) -> Effects:
    """Item effects with ability taken out: a Rasch model, fitted by turns with the workers' effects."""
    for _ in range(3):
        base = logit + item.effect[log.item[1][rows]]
        able = _rung(log.worker_skills, rows, score, _rung(log.worker, rows, score, base, 1.5)[1], 1.5)[1]
        item = _rung(log.item, rows, score, logit + able - base, 2.0)[0]
    return item


def _met(log: Coded, rows: Ints, score: Floats, held: Floats) -> Singles:
    """Effect and log support of each situation, on top of what is held of the worker."""
    starts, met = log.index.starts, np.zeros((log.index.keys.size + 1, 2), dtype=np.float32)
    for kind, ridge in enumerate(list(contexts.RIDGE.values())[: len(log.places)]):
        begin, end = int(starts[kind]), int(starts[kind + 1])
        met[begin:end] = _table(log.places[kind, rows] - begin, end - begin, score, held, ridge)[:-1]
    return met


def _table(code: Ints | Places, size: int, score: Floats, held: Floats, ridge: float) -> Singles:
    effect, support = effects.fit(code, size, score, held, ridge=ridge)
    return np.column_stack((effect, np.log1p(support))).astype(np.float32)
