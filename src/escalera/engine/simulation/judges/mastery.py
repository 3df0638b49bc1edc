"""A judge of Bayesian knowledge tracing: levels are known or not, learned at once, and forgotten.

Corbett and Anderson (1995), "Knowledge tracing: modeling the acquisition of procedural knowledge", with
forgetting, prerequisites between skills (Kaeser et al. 2017, "Dynamic Bayesian networks for student
modeling") and levels that build on each other. Nothing here is a logit; the catalogue's levels are honest.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import BoolArray, Catalogue, FloatArray, IntArray, difficulty_of
from escalera.engine.simulation.crowd import Crowd, Economy
from escalera.engine.simulation.making import make
from escalera.engine.simulation.person import AnyWorld

LEVELS = (0.3, 0.5, 0.7)
STEP = difficulty_of(LEVELS[1]) - difficulty_of(LEVELS[0])
# Share of the learning rate left while the level below or a prerequisite is missing.
TOO_EARLY = 0.15
RELEARNING = 3.0


@dataclass(frozen=True)
class MasteryWorld(AnyWorld):
    """The truth: each type is about one skill (main, (T,)) at one level (level, (T,)), and may also ask for a
    second skill (second, (T,), -1 = none) one level lower. learning (T,) is the chance to learn the level by one attempt,
    slip (T,) to miss it though known, guess the catalogue's chance. Level l > 0 of a skill needs level l - 1
    of the skills that `needs` (K, K) names. forgetting: chance to lose the highest level of a skill in an
    attempt at something else."""

    catalogue: Catalogue
    gains: FloatArray = field(repr=False)
    main: IntArray = field(repr=False)
    second: IntArray = field(repr=False)
    level: IntArray = field(repr=False)
    learning: FloatArray = field(repr=False)
    slip: FloatArray = field(repr=False)
    needs: BoolArray = field(repr=False)
    forgetting: float = 0.0002
    economy: Economy = field(default_factory=Economy)

    def crowd(self, workers: int, *, rng: np.random.Generator) -> Masters:
        """Return people nobody has met yet; who knows much of one skill tends to know more of others."""
        return Masters(self, workers, rng)


def mastery(*, rng: np.random.Generator) -> MasteryWorld:
    """Return a world of knowledge tracing with prerequisites and forgetting."""
    frame = make(rng=rng, levels=LEVELS, prerequisites=0.6, mislabelled=0.05, useless=0.0)
    main = frame.weights.argmax(axis=1)
    others = np.where(np.arange(frame.weights.shape[1]) == main[:, None], 0.0, frame.weights)
    second = np.where(others.max(axis=1) > 0, others.argmax(axis=1), -1)
    types = main.size
    useful = rng.random(types) >= 0.25
    learning = np.minimum(0.6, np.exp(rng.normal(np.log(0.16), 0.7, types))) * useful
    return MasteryWorld(
        catalogue=frame.catalogue,
        gains=(learning * STEP)[:, None] * np.eye(frame.weights.shape[1])[main],
        main=main,
        second=second,
        level=np.tile(np.arange(len(LEVELS)), types // len(LEVELS)),
        learning=learning,
        slip=rng.uniform(0.05, 0.15, types),
        needs=frame.needs,
        economy=Economy(leaving=0.0005),
    )


class Masters(Crowd):
    """People who know levels or don't: `known` (N, K, L)."""

    def __init__(self, world: MasteryWorld, workers: int, rng: np.random.Generator) -> None:
        types, skills = world.gains.shape
        super().__init__(
            world.catalogue,
            world.economy,
            pace=np.exp(rng.normal(0.0, 0.3, workers)),
            slope=np.full(types, 0.14),
        )
        self.world = world
        height = 0.6 * rng.normal(size=(workers, 1)) + 0.8 * rng.normal(size=(workers, skills))
        self.known = height[:, :, None] > np.array([0.3, 1.2, 2.2])
        self._once = self.known.copy()
        self._rate = np.exp(rng.normal(0.0, 0.3, workers))

    @property
    def skills(self) -> FloatArray:  # type: ignore[override]
        """Highest level known in logits (N, K), half a step above its difficulty."""
        heights: FloatArray = difficulty_of(LEVELS[0]) + STEP * (self.known.sum(axis=2) - 0.5)
        return heights

    def knows(self, who: IntArray) -> FloatArray:
        world, known = self.world, self.known[who]
        able = known[:, world.main, world.level]
        lower = known[:, world.second, np.maximum(world.level - 1, 0)]
        able = able & (lower | (world.second < 0))
        right: FloatArray = np.where(able, 1.0 - world.slip, self.catalogue.chance)
        return right

    def gains(self, who: IntArray) -> FloatArray:
        chances = self._chances(who) * STEP
        gained = np.zeros((*chances.shape, self.known.shape[1]))
        gained[:, np.arange(chances.shape[1]), self.world.main] = chances
        return gained

    def usual(self, who: IntArray) -> FloatArray:
        usual: FloatArray = self.world.gains * self._rate[who][:, None, None]
        return usual

    def lacking(self, who: IntArray, target: FloatArray) -> FloatArray:
        depth, known = self.known.shape[2], self.known[who].sum(axis=2)
        asked = np.broadcast_to(_levels_asked(target), known.shape).copy()
        for skill in range(target.size - 1, -1, -1):
            # While level l is open, level l - 1 of what it needs is wanted.
            wanted = np.where(known[:, skill] < asked[:, skill], asked[:, skill] - 1, 0)
            for earlier in np.flatnonzero(self.world.needs[skill]):
                asked[:, earlier] = np.maximum(asked[:, earlier], np.minimum(wanted, depth))
        lacking: FloatArray = STEP * np.maximum(asked - known, 0).astype(np.float64)
        return lacking

    def reached(self, who: IntArray, target: FloatArray) -> BoolArray:
        there: BoolArray = np.all(self.known[who].sum(axis=2) >= _levels_asked(target), axis=1)
        return there

    def _chances(self, who: IntArray) -> FloatArray:
        """The chance (M, T) to learn the type's level by one attempt now."""
        world, known = self.world, self.known[who]
        new = ~known[:, world.main, world.level]
        again = np.where(self._once[who][:, world.main, world.level], RELEARNING, 1.0)
        ready = np.where(self._open(known)[:, world.main, world.level], 1.0, TOO_EARLY)
        chance: FloatArray = np.minimum(world.learning * self._rate[who, None] * again, 0.9) * new * ready
        return chance

    def _open(self, known: BoolArray) -> BoolArray:
        """Which levels (M, K, L) can be learned: the one below is known, and so is what they need."""
        below = np.concatenate([np.ones_like(known[:, :, :1]), known[:, :, :-1]], axis=2)
        # [m, s, r, l]: does s not need r, or is level l of r known?
        met: BoolArray = (known[:, None, :, :] | ~self.world.needs[None, :, :, None]).all(axis=2)  # type: ignore[assignment]
        met = np.concatenate([np.ones_like(met[:, :, :1]), met[:, :, :-1]], axis=2)
        return below & met

    def _learn(self, who: IntArray, rows: IntArray, right: BoolArray, luck: FloatArray) -> None:
        chance = self._chances(who)[np.arange(who.size), rows]
        skill, level = self.world.main[rows], self.world.level[rows]
        learned = luck < chance
        # Learning a level in one leap brings those below with it.
        for lower in range(self.known.shape[2]):
            at = learned & (lower <= level)
            self.known[who[at], skill[at], lower] = True
            self._once[who[at], skill[at], lower] = True
        self._forget(who, skill, luck)

    def _forget(self, who: IntArray, skill: IntArray, luck: FloatArray) -> None:
        skills = self.known.shape[1]
        # One uniform serves all skills: each is compared with its own shift of it.
        own = (luck[:, None] + np.arange(skills) / skills * 0.618034 + 0.37) % 1.0
        lost = (own < self.world.forgetting) & (np.arange(skills) != skill[:, None])
        for at, which in zip(*np.nonzero(lost), strict=True):
            height = int(self.known[who[at], which].sum())
            if height:
                self.known[who[at], which, height - 1] = False


def _levels_asked(target: FloatArray) -> IntArray:
    """How many levels (K,) a target in logits asks for: all up to the first that is as hard."""
    difficulty = np.array([difficulty_of(level) for level in LEVELS])
    asked: IntArray = np.where(
        np.isfinite(target), np.minimum(np.searchsorted(difficulty, target - 1e-9) + 1, len(LEVELS)), 0
    )
    return asked
