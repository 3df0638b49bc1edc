"""A world with known truth: what tasks really teach, what needs what, and how people tire, learn and
leave.

Built with what studies report: pay near 2 to 3 USD an hour with a third of time unpaid (Hara et al. 2018),
speed moves more than score with practice, a share of task types teaches nothing, declared labels are partly
wrong, repetition pays less and differently for each worker. The gain's form (a tent over the chance of
success, a worker's own rate, a soft gate on hidden prerequisites, boredom) is on purpose not the tutor's.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import BoolArray, Catalogue, FloatArray, difficulty_of

UNPAID_SHARE = 1.0 / 3.0


@dataclass(frozen=True)
class World:
    """The truth behind a catalogue of T types and K skills.

    gains (T, K) in logits an attempt at its best; weights (T, K) what items really ask for; needs (K, K)
    hidden prerequisites [s, r]; start (2,) mean and deviation of newcomers' skills in logits; dropout the
    chance to leave after an attempt; useless rows of gains are all zero.
    """

    catalogue: Catalogue
    gains: FloatArray = field(repr=False)
    weights: FloatArray = field(repr=False)
    needs: BoolArray = field(repr=False)
    start: tuple[float, float] = (-1.2, 1.0)
    gate_level: float = -1.0
    gate_floor: float = 0.15
    dropout: float = 0.0


def make(
    *,
    rng: np.random.Generator,
    skills: int = 10,
    families: int = 14,
    levels: tuple[float, ...] = (0.3, 0.55, 0.8),
    prerequisites: float = 0.5,
    declared: bool = False,
    useless: float = 0.3,
    mislabelled: float = 0.1,
    chance: float = 0.2,
    dropout: float = 0.0,
) -> World:
    """Return a random world: families x levels task types.

    prerequisites is the chance of a skill to need an earlier one, which the catalogue says only when
    `declared`; useless the share of types that teach nothing; mislabelled the share whose declared skill is
    wrong.
    """
    count = families * len(levels)
    main = np.repeat(
        np.concatenate([np.arange(skills), rng.integers(skills, size=max(0, families - skills))])[:families],
        len(levels),
    )
    weights = _weights(main, skills, rng)
    needs = _needs(skills, prerequisites, rng)
    said = weights.copy()
    for row in np.flatnonzero(rng.random(count) < mislabelled):
        said[row] = np.roll(weights[row], rng.integers(1, skills))
    seconds = np.exp(rng.normal(np.log(90.0), 0.5, count))
    pay = np.where(
        rng.random(count) < 0.5, seconds / 3600.0 * np.exp(rng.normal(np.log(3.6), 0.5, count)), 0.0
    )
    catalogue = Catalogue(
        skills=tuple(f"skill-{at}" for at in range(skills)),
        task_types=tuple(f"family-{at // len(levels)}-{at % len(levels) + 1}" for at in range(count)),
        families=tuple(f"family-{at // len(levels)}" for at in range(count)),
        weights=said,
        difficulty=np.array([difficulty_of(level) for level in levels] * families),
        chance=np.full(count, chance),
        seconds=seconds,
        pay=pay,
        prerequisites=needs if declared else np.zeros_like(needs),
    )
    strength = np.exp(rng.normal(np.log(0.3), 0.7, count)) * (rng.random(count) >= useless)
    return World(
        catalogue=catalogue, gains=strength[:, None] * weights, weights=weights, needs=needs, dropout=dropout
    )


def _weights(main: FloatArray, skills: int, rng: np.random.Generator) -> FloatArray:
    weights = np.zeros((main.size, skills))
    weights[np.arange(main.size), main] = 1.0
    for row in np.flatnonzero(rng.random(main.size) < 0.4):
        other, share = rng.integers(skills), rng.uniform(0.2, 0.5)
        weights[row] *= 1.0 - share
        weights[row, other] += share
    return weights


def _needs(skills: int, chance: float, rng: np.random.Generator) -> BoolArray:
    needs = np.zeros((skills, skills), dtype=np.bool_)
    for skill in range(1, skills):
        if rng.random() < chance:
            needs[skill, rng.integers(skill)] = True
    return needs


@dataclass
class Person:
    """One simulated worker: true skills (K,), how fast they learn, how soon they are bored, what they did."""

    world: World
    skills: FloatArray
    rate: float
    boredom: float
    pace: float
    done: list[int] = field(default_factory=list)
    minutes: float = 0.0
    earned: float = 0.0

    @classmethod
    def born(cls, world: World, *, rng: np.random.Generator) -> Person:
        """Return somebody new: skills share a general ability; rate and pace are log-normal around 1."""
        mean, deviation = world.start
        general, own = rng.normal(), rng.normal(size=len(world.catalogue.skills))
        return cls(
            world=world,
            skills=mean + deviation * (0.5 * general + 0.87 * own),
            rate=float(np.exp(rng.normal(0.0, 0.3))),
            boredom=float(rng.uniform(0.1, 0.6)),
            pace=float(np.exp(rng.normal(0.0, 0.3))),
        )

    def attempt(self, row: int, *, rng: np.random.Generator) -> tuple[float, float]:
        """Do one task: return score (0 or 1) and seconds; skills, minutes and earnings move on."""
        catalogue = self.world.catalogue
        ability = self.success(row)
        score = float(rng.random() < catalogue.chance[row] + (1 - catalogue.chance[row]) * ability)
        slope = (1 + self.done.count(row)) ** -0.15
        seconds = float(catalogue.seconds[row] * self.pace * slope * np.exp(rng.normal(0.0, 0.3)))
        self.skills = self.skills + self.gain(row)
        self.done.append(row)
        self.minutes += seconds / 60.0 / (1.0 - UNPAID_SHARE * (catalogue.pay[row] > 0))
        self.earned += float(catalogue.pay[row]) * score
        return score, seconds

    def success(self, row: int) -> float:
        """Return the true chance to know the answer (guessing aside)."""
        z = float(self.world.weights[row] @ self.skills) - float(self.world.catalogue.difficulty[row])
        return float(1.0 / (1.0 + np.exp(-z)))

    def gain(self, row: int) -> FloatArray:
        """Return the true gain (K,) of one attempt now."""
        tent = max(0.05, 1.0 - abs(self.success(row) - 0.65) / 0.5)
        fresh = 1.0 / (1.0 + self.boredom * self.done[-8:].count(row))
        gain: FloatArray = self.world.gains[row] * tent * fresh * self.rate * self.gate()
        return gain

    def gate(self) -> FloatArray:
        """Return the share of gains (K,) that prerequisites let through."""
        world = self.world
        met = 1.0 / (1.0 + np.exp(-4.0 * (self.skills - world.gate_level)))
        lowest = np.where(world.needs, met[None, :], 1.0).min(axis=1)
        share: FloatArray = world.gate_floor + (1.0 - world.gate_floor) * lowest
        return share

    def reached(self, target: FloatArray) -> bool:
        """Return whether the true skills have reached the target (K,) in logits."""
        return bool(np.all(self.skills >= target))
