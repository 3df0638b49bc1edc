"""Worlds of logits with known truth: what tasks really teach, what needs what, how people tire and forget.

A share of task types teaches nothing, declared labels are partly wrong, repetition pays less and differently
for each worker, a skill may need another first, and task types may work for some kinds of workers only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from escalera.engine.catalogue import BoolArray, Catalogue, FloatArray, IntArray
from escalera.engine.simulation.crowd import Crowd, Economy
from escalera.engine.simulation.person import AnyWorld

# So far above the gate's level (logits) a prerequisite holds little back.
UNLOCKED = 0.4

Shape = Literal["tent", "bell", "flat", "threshold", "harder"]

# The share of a gain that arrives, from the logit z of knowing the answer.
SHAPES: dict[Shape, Callable[[FloatArray], FloatArray]] = {
    "tent": lambda z: np.maximum(0.05, 1.0 - np.abs(1.0 / (1.0 + np.exp(-z)) - 0.65) / 0.5),
    "bell": lambda z: np.exp(-0.5 * ((z - 0.5) / 1.4) ** 2),
    "flat": np.ones_like,
    "threshold": lambda z: np.where(z > -1.0, 1.0, 0.1),
    "harder": lambda z: 1.0 / (1.0 + np.exp(z - 1.0)),
}


@dataclass(frozen=True)
class World(AnyWorld):
    """The truth behind a catalogue of T types and K skills.

    gains (T, K) in logits an attempt at its best; weights (T, K) what items really ask for; needs (K, K)
    hidden prerequisites [s, r], r < s; start: mean and deviation of newcomers' skills in logits; a skill whose
    prerequisite is below gate_level learns gate_floor of the gain. boredom: each worker's own loss by
    repetition lies between the two, `family_boredom` of it by other types of the family. forgetting: share of
    what was gained that an attempt at something else takes away. jump: size in logits of the steps in which
    skills grow (0 = smoothly). factor (C, T) multiplies gains for each latent kind of worker, drawn with
    `share` (C,). slope (T,): seconds fall as practice ** -slope.
    """

    catalogue: Catalogue
    gains: FloatArray = field(repr=False)
    weights: FloatArray = field(repr=False)
    needs: BoolArray = field(repr=False)
    start: tuple[float, float] = (-1.2, 1.0)
    gate_level: float = -1.0
    gate_floor: float = 0.15
    economy: Economy = field(default_factory=Economy)
    boredom: tuple[float, float] = (0.1, 0.6)
    family_boredom: float = 0.2
    forgetting: float = 0.0
    jump: float = 0.0
    shape: Shape = "tent"
    rates: float = 0.3
    factor: FloatArray | None = field(default=None, repr=False)
    share: tuple[float, ...] = (1.0,)
    slope: FloatArray | None = field(default=None, repr=False)

    def crowd(self, workers: int, *, rng: np.random.Generator) -> Learners:
        """Return people nobody has met yet; their skills share a general ability."""
        return Learners(self, workers, rng)


class Learners(Crowd):
    """People whose skills are logits; see `World`."""

    def __init__(self, world: World, workers: int, rng: np.random.Generator) -> None:
        types, skills = world.gains.shape
        slope = np.full(types, 0.15) if world.slope is None else world.slope
        mean, deviation = world.start
        general, own = rng.normal(size=(workers, 1)), rng.normal(size=(workers, skills))
        pace = np.exp(rng.normal(0.0, 0.3, workers))
        super().__init__(world.catalogue, world.economy, pace=pace, slope=slope)
        self.world = world
        self.skills = mean + deviation * (0.6 * general + 0.8 * own)
        self._born = self.skills.copy()
        self._needs = np.argwhere(world.needs).tolist()
        self.rate = np.exp(rng.normal(0.0, world.rates, workers))
        self.boredom = rng.uniform(*world.boredom, workers)
        self.kind = rng.choice(len(world.share), size=workers, p=world.share)
        factor = np.ones((1, types)) if world.factor is None else world.factor
        self._power = factor[self.kind] * self.rate[:, None]

    def knows(self, who: IntArray) -> FloatArray:
        known = 1.0 / (1.0 + np.exp(-self._z(who)))
        right: FloatArray = self.catalogue.chance + (1.0 - self.catalogue.chance) * known
        return right

    def gains(self, who: IntArray) -> FloatArray:
        arrives = self._power[who] * SHAPES[self.world.shape](self._z(who)) * self.fresh(who)
        gained: FloatArray = self.world.gains * arrives[:, :, None] * self.gate(who)[:, None, :]
        return gained

    def usual(self, who: IntArray) -> FloatArray:
        usual: FloatArray = self.world.gains * self._power[who][:, :, None]
        return usual

    def lacking(self, who: IntArray, target: FloatArray) -> FloatArray:
        aim = np.broadcast_to(target, (who.size, target.size)).copy()
        skills, needs = self.skills[who], self.world.needs
        for skill in range(target.size - 1, -1, -1):
            wanted = np.where(skills[:, skill] < aim[:, skill], self.world.gate_level + UNLOCKED, -np.inf)
            for earlier in np.flatnonzero(needs[skill]):
                aim[:, earlier] = np.maximum(aim[:, earlier], wanted)
        lacking: FloatArray = np.maximum(aim - skills, 0.0)
        return lacking

    def reached(self, who: IntArray, target: FloatArray) -> BoolArray:
        there: BoolArray = np.all(self.skills[who] >= target, axis=1)
        return there

    def gate(self, who: IntArray) -> FloatArray:
        """Return the share of gains (M, K) that prerequisites let through."""
        met = 1.0 / (1.0 + np.exp(-4.0 * (self.skills[who] - self.world.gate_level)))
        lowest = np.ones_like(met)
        for skill, earlier in self._needs:
            lowest[:, skill] = np.minimum(lowest[:, skill], met[:, earlier])
        share: FloatArray = self.world.gate_floor + (1.0 - self.world.gate_floor) * lowest
        return share

    def fresh(self, who: IntArray) -> FloatArray:
        """Return the share of gains (M, T) that repetition leaves."""
        lately = self.lately[who]
        same = self.world.family_boredom
        again = (1.0 - same) * lately + same * (lately @ self._same_family)
        share: FloatArray = 1.0 / (1.0 + self.boredom[who, None] * again)
        return share

    def _z(self, who: IntArray) -> FloatArray:
        z: FloatArray = self.skills[who] @ self.world.weights.T - self.catalogue.difficulty
        return z

    def _learn(self, who: IntArray, rows: IntArray, right: BoolArray, luck: FloatArray) -> None:
        one = np.arange(who.size)
        z = (self.world.weights[rows] * self.skills[who]).sum(axis=1) - self.catalogue.difficulty[rows]
        arrives = self._power[who, rows] * SHAPES[self.world.shape](z) * self.fresh(who)[one, rows]
        gained = self.world.gains[rows] * arrives[:, None] * self.gate(who)
        if self.world.jump:
            chance = gained.max(axis=1) / self.world.jump
            gained = gained * ((luck < chance) / np.maximum(chance, 1e-9))[:, None]
        if self.world.forgetting:
            idle = self.world.weights[rows] < 0.05
            over = np.maximum(self.skills[who] - self._born[who], 0.0)
            gained = gained - self.world.forgetting * over * idle
        self.skills[who] += gained
