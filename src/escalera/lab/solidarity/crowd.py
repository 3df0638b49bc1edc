"""Simulated people who may be shown tips and get help from each other."""

from __future__ import annotations

import numpy as np

from escalera.engine.catalogue import BoolArray, FloatArray, IntArray
from escalera.engine.simulation import World
from escalera.engine.simulation.world import Learners

# A conversation takes so many minutes of both; without an hour in common the asker waits as well.
TALK, APART = 8.0, 10.0
# What solved help moves the skill of who asked, about as much as three attempts at their best, and what teaching
# moves that of who helped, in logits. Both are guesses (docs/algorithms/advice.md, Doubts).
HELPED, TAUGHT = 0.8, 0.05


class Lifted(Learners):
    """People of a world of logits. `odds` and `quick` (N,) are what the tip that each sees now does to the log
    odds of being right (and, by its power, to what the attempt teaches) and to log seconds; `helped` is what
    solved help moves a skill, in logits."""

    def __init__(
        self, world: World, workers: int, rng: np.random.Generator, *, helped: float = HELPED
    ) -> None:
        super().__init__(world, workers, rng)
        self._helped = helped
        self.odds, self.quick = np.zeros(workers), np.zeros(workers)
        self.helping = rng.normal(0.0, 0.5, workers)
        self.start = rng.integers(24, size=workers)
        self.given = np.zeros(workers)
        tongues = [frozenset({"es"}), frozenset({"en"}), frozenset({"es", "en"})]
        self.languages = [tongues[at] for at in rng.choice(3, size=workers, p=(0.6, 0.1, 0.3))]
        self.hours = [frozenset((int(at) + more) % 24 for more in range(8)) for at in self.start]

    def seconds(self, who: IntArray, rows: IntArray) -> FloatArray:
        faster: FloatArray = super().seconds(who, rows) * np.exp(self.quick[who])
        return faster

    def _right(self, who: IntArray, rows: IntArray) -> FloatArray:
        chance = self.catalogue.chance[rows]
        z = (self.world.weights[rows] * self.skills[who]).sum(axis=1) - self.catalogue.difficulty[rows]
        right: FloatArray = chance + (1.0 - chance) / (1.0 + np.exp(-z - self.odds[who]))
        return right

    def _learn(self, who: IntArray, rows: IntArray, right: BoolArray, luck: FloatArray) -> None:
        before = self.skills[who]
        super()._learn(who, rows, right, luck)
        gained = self.skills[who] - before
        self.skills[who] = before + gained * np.exp(self.odds[who])[:, None]

    def talk(self, asks: int, helps: int, *, row: int, luck: float) -> bool:
        """Let one person help another with a type; return whether it was solved. It takes the time of both."""
        skill = int(self.world.weights[row].argmax())
        ahead = (self.skills[helps, skill] - self.catalogue.difficulty[row]) / 6.0
        solved = luck < 1.0 / (1.0 + np.exp(-(4.0 * ahead + 1.0 + self.helping[helps])))
        self.minutes[asks] += TALK + (APART if not self.hours[asks] & self.hours[helps] else 0.0)
        self.minutes[helps] += TALK
        self.given[helps] += 1
        if solved:
            gate = self.gate(np.array([asks]))[0, skill]
            self.skills[asks, skill] += self._helped * gate
            self.skills[helps, skill] += TAUGHT
        return bool(solved)
