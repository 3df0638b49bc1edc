"""Ways of choosing the next task that the tutor is compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np

from escalera.engine.catalogue import Catalogue, FloatArray
from escalera.engine.log import Recommendation
from escalera.engine.simulation.world import Person


class Policy(Protocol):
    """Chooses for one person; made anew for each."""

    def choose(self, person: Person, *, rng: np.random.Generator) -> int:
        """Return the catalogue row to do next. Only an oracle may look at the person's true skills."""

    def hear(self, row: int, score: float, seconds: float) -> None:
        """Hear what came of it."""


class Weighted:
    """Chooses at random with fixed weights (T,)."""

    def __init__(self, weights: FloatArray) -> None:
        total = float(weights.sum())
        self._share = weights / total if total > 0 else np.full(weights.size, 1.0 / weights.size)

    def choose(self, person: Person, *, rng: np.random.Generator) -> int:
        return int(rng.choice(self._share.size, p=self._share))

    def hear(self, row: int, score: float, seconds: float) -> None:
        pass


class Reward:
    """Takes the best paid a minute, time taken as a third of the allotted, among relevant types not just
    done."""

    def __init__(self, catalogue: Catalogue, relevant: FloatArray) -> None:
        hourly = catalogue.pay / (catalogue.seconds / 3.0)
        self._order = np.argsort(-(hourly + 1e-9) * (relevant > 0))
        self._at = 0

    def choose(self, person: Person, *, rng: np.random.Generator) -> int:
        lately = person.done[-5:]
        return next(int(row) for row in self._order if int(row) not in lately)

    def hear(self, row: int, score: float, seconds: float) -> None:
        pass


class Mastery:
    """Teaches one goal skill after another, prerequisites first, each until an Elo estimate says mastered.

    Elo in logits with the step of Pelanek (2016); a type of the skill whose success is nearest .7 is chosen.
    """

    def __init__(self, catalogue: Catalogue, target: FloatArray, *, certain: float = 0.7) -> None:
        self._catalogue, self._order = catalogue, _in_order(catalogue, target)
        self._elo = np.full(target.size, -1.5)
        self._tries = np.zeros(target.size)
        self._target = np.where(np.isfinite(target), target, -0.3)
        self._certain = certain

    def choose(self, person: Person, *, rng: np.random.Generator) -> int:
        lacking = [skill for skill in self._order if self._elo[skill] < self._target[skill] + self._certain]
        skill = lacking[0] if lacking else int(rng.choice(self._order))
        rows = np.flatnonzero(self._catalogue.weights[:, skill] >= 0.5)
        if not rows.size:
            rows = np.flatnonzero(self._catalogue.weights[:, skill] > 0)
        if not rows.size:
            return int(rng.integers(len(self._catalogue.task_types)))
        away = np.abs(self._elo[skill] - self._catalogue.difficulty[rows] - 0.85)
        nearest = rows[away <= away.min() + 0.5]
        return int(rng.choice(nearest))

    def hear(self, row: int, score: float, seconds: float) -> None:
        weights, chance = self._catalogue.weights[row], self._catalogue.chance[row]
        ability = 1.0 / (1.0 + np.exp(self._catalogue.difficulty[row] - weights @ self._elo))
        step = 1.8 / (1.0 + 0.05 * self._tries)
        self._elo = self._elo + step * weights * (score - chance - (1 - chance) * ability)
        self._tries = self._tries + weights


class Oracle:
    """Knows the truth and takes the type with the most useful gain a minute now; a hidden prerequisite
    counts too."""

    def __init__(self, target: FloatArray) -> None:
        self._target = target

    def choose(self, person: Person, *, rng: np.random.Generator) -> int:
        world = person.world
        aim = self._target.copy()
        for skill in np.flatnonzero(person.skills < aim)[::-1]:
            for earlier in np.flatnonzero(world.needs[skill]):
                aim[earlier] = max(aim[earlier], world.gate_level + 0.4)
        lacking = np.maximum(aim - person.skills, 0.0)
        useful = [np.minimum(person.gain(row), lacking).sum() for row in range(len(world.gains))]
        return int(np.argmax(np.array(useful) / world.catalogue.seconds))

    def hear(self, row: int, score: float, seconds: float) -> None:
        pass


def baselines(
    catalogue: Catalogue, goal: Mapping[str, float], claims: Sequence[Recommendation]
) -> dict[str, Policy]:
    """Return a fresh policy of each kind by name; all but the oracle, which `oracle` makes."""
    target = catalogue.target(goal)
    relevant = catalogue.weights[:, np.isfinite(target)].sum(axis=1)
    popular = np.zeros(len(catalogue.task_types))
    for claim in claims:
        if claim.skill in goal:
            popular[catalogue.type_at(claim.task_type)] += 1.0
    return {
        "random": Weighted(np.ones(len(catalogue.task_types))),
        "random among relevant": Weighted((relevant > 0).astype(np.float64)),
        "peer popularity": Weighted(popular**2),
        "greedy by reward": Reward(catalogue, relevant),
        "mastery with prerequisites": Mastery(catalogue, target),
    }


def oracle(catalogue: Catalogue, goal: Mapping[str, float]) -> Policy:
    """Return the policy that knows the truth, one step ahead."""
    return Oracle(catalogue.target(goal))


def _in_order(catalogue: Catalogue, target: FloatArray) -> list[int]:
    order: list[int] = []

    def visit(skill: int) -> None:
        if skill in order:
            return
        for earlier in np.flatnonzero(catalogue.prerequisites[skill]):
            visit(int(earlier))
        order.append(skill)

    for skill in np.flatnonzero(np.isfinite(target)):
        visit(int(skill))
    return order
