"""A judge whose gains break our form: insight comes from failing first, skills move in steps, harder is
always better, repetition helps before it hurts, and families get in each other's way.

After Kapur (2008, "Productive failure"), Siegler's overlapping waves (1996) for steps, proactive
interference (Underwood 1957), and massed practice that helps at first (Schmidt and Bjork 1992).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import BoolArray, Catalogue, FloatArray, IntArray
from escalera.engine.simulation.crowd import Crowd, Economy
from escalera.engine.simulation.making import make
from escalera.engine.simulation.person import AnyWorld

JUMP = 0.9
WITHOUT_FAILURE = 0.2
BY_FAILING = 0.1
# What repetition within the last eight attempts does: it helps up to the third, then hurts.
REPEATED = np.array([0.6, 1.0, 1.3, 1.3, 0.8, 0.5, 0.3, 0.2, 0.1])
INTERFERENCE = 0.12


@dataclass(frozen=True)
class InsightWorld(AnyWorld):
    """The truth: power (T,) is the share of a step that an insight at a type brings, weights (T, K) what items
    ask for and teach, harder (T,) the factor that grows with the level, rival (T,) the skill whose open
    progress an attempt disturbs."""

    catalogue: Catalogue
    gains: FloatArray = field(repr=False)
    weights: FloatArray = field(repr=False)
    power: FloatArray = field(repr=False)
    rival: IntArray = field(repr=False)
    economy: Economy = field(default_factory=Economy)

    def crowd(self, workers: int, *, rng: np.random.Generator) -> Puzzlers:
        """Return people nobody has met yet."""
        return Puzzlers(self, workers, rng)


def insight(*, rng: np.random.Generator) -> InsightWorld:
    """Return a world of insights."""
    frame = make(rng=rng, prerequisites=0.0, mislabelled=0.1, useless=0.25, strength=0.45, spread=0.5)
    levels = (
        frame.catalogue.difficulty.argsort(kind="stable").argsort() * 3 // len(frame.catalogue.difficulty)
    )
    power = frame.gains.sum(axis=1) * np.array([0.6, 1.0, 1.5])[levels]
    family = frame.catalogue.family_codes
    rivals = rng.integers(frame.weights.shape[1], size=int(family.max()) + 1)
    return InsightWorld(
        catalogue=frame.catalogue,
        gains=0.35 * JUMP * power[:, None] * frame.weights,
        weights=frame.weights,
        power=power,
        rival=rivals[family],
        economy=Economy(leaving=0.0005),
    )


class Puzzlers(Crowd):
    """People who puzzle: `open_progress` (N, K) is the share of the next step that is done, `puzzled` (N, T)
    whether the last attempt at the type's family failed."""

    def __init__(self, world: InsightWorld, workers: int, rng: np.random.Generator) -> None:
        types, skills = world.gains.shape
        super().__init__(
            world.catalogue,
            world.economy,
            pace=np.exp(rng.normal(0.0, 0.3, workers)),
            slope=np.full(types, 0.14),
        )
        self.world = world
        general, own = rng.normal(size=(workers, 1)), rng.normal(size=(workers, skills))
        self.skills = -1.1 + 0.6 * general + 0.8 * own
        self.rate = np.exp(rng.normal(0.0, 0.3, workers))
        self.open_progress = np.zeros((workers, skills))
        self.puzzled = np.zeros((workers, types), dtype=np.bool_)

    def knows(self, who: IntArray) -> FloatArray:
        z = self.skills[who] @ self.world.weights.T - self.catalogue.difficulty
        right: FloatArray = self.catalogue.chance + (1.0 - self.catalogue.chance) / (1.0 + np.exp(-z))
        return right

    def gains(self, who: IntArray) -> FloatArray:
        right = self.knows(who)
        insight = right * self._insight(who) + (1.0 - right) * BY_FAILING
        gained: FloatArray = JUMP * (self._amount(who) * insight)[:, :, None] * self.world.weights
        gained[:, np.arange(right.shape[1]), self.world.rival] -= (
            JUMP * INTERFERENCE * self.open_progress[who][:, self.world.rival]
        )
        return gained

    def prospects(self, who: IntArray) -> FloatArray:
        """As `Crowd.prospects`: failing now makes the next success an insight."""
        right = self.knows(who)
        later = (1.0 - right) * ~self.puzzled[who] * 0.6 * right * (1.0 - WITHOUT_FAILURE)
        hoped: FloatArray = JUMP * (self._amount(who) * later)[:, :, None] * self.world.weights
        return self.gains(who) + hoped

    def usual(self, who: IntArray) -> FloatArray:
        usual: FloatArray = (
            0.5 * JUMP * self.rate[who][:, None, None] * self.world.power[:, None] * self.world.weights
        )
        return usual

    def lacking(self, who: IntArray, target: FloatArray) -> FloatArray:
        steps = np.ceil(np.maximum(target - self.skills[who], 0.0) / JUMP - 1e-9)
        lacking: FloatArray = np.where(steps > 0, JUMP * (steps - self.open_progress[who]), 0.0)
        return lacking

    def reached(self, who: IntArray, target: FloatArray) -> BoolArray:
        there: BoolArray = np.all(self.skills[who] >= target, axis=1)
        return there

    def _insight(self, who: IntArray) -> FloatArray:
        share: FloatArray = np.where(self.puzzled[who], 1.0, WITHOUT_FAILURE)
        return share

    def _amount(self, who: IntArray) -> FloatArray:
        repeated = (self.lately[who] @ self._same_family).astype(int)
        amount: FloatArray = self.world.power * self.rate[who, None] * REPEATED[repeated]
        return amount

    def _learn(self, who: IntArray, rows: IntArray, right: BoolArray, luck: FloatArray) -> None:
        one = np.arange(who.size)
        insight = np.where(right, self._insight(who)[one, rows], BY_FAILING)
        progress = self.open_progress[who]
        progress[one, self.world.rival[rows]] *= 1.0 - INTERFERENCE
        progress += (self._amount(who)[one, rows] * insight)[:, None] * self.world.weights[rows]
        steps = np.floor(progress)
        self.skills[who] += JUMP * steps
        self.open_progress[who] = progress - steps
        family = self._same_family[rows] > 0
        self.puzzled[who] = np.where(family, ~right[:, None], self.puzzled[who])
