"""Made-up programmes in which people are offered ways to learn, period after period: who gets there when.

The worlds are not drawn from the engine's model: effects multiply a person's own pace, lie apart instead of being
normal, reach only who takes the way up, and stop at the goal; progress is seen with the belief's noise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from escalera.engine import ways
from escalera.engine.catalogue import BoolArray, FloatArray, IntArray

FACTORS = 4  # far from the goal, many hours a week, writes in English, helped or asked before
FAR, MANY, ENGLISH, BEFORE = range(FACTORS)
PERIODS, ENTERING, WEEKS = 20, 12, 4
TAKEN_UP, LEAVES = 0.7, 0.04
PACE, PACE_SPREAD, LUCK, SEEN_WITH = 0.03, 0.4, 0.35, 0.008  # levels an hour
Offer = Callable[[IntArray, np.random.Generator], tuple[IntArray, FloatArray]]


@dataclass(frozen=True)
class World:
    """multiplies (K, W): what taking a way up does to the pace of a kind, 0 for nothing; alone is nothing."""

    multiplies: FloatArray = field(repr=False)


@dataclass(frozen=True)
class Crowd:
    """People with what luck brings them, the same under each way of offering."""

    factors: IntArray = field(repr=False)  # (N, F), without FAR
    pace: FloatArray = field(repr=False)
    missing: FloatArray = field(repr=False)  # levels missing to the goal
    hours: FloatArray = field(repr=False)  # a period
    enters: IntArray = field(repr=False)
    takes_up: BoolArray = field(repr=False)  # (N, T)
    luck: FloatArray = field(repr=False)  # (N, T)
    noise: FloatArray = field(repr=False)  # (N, T)
    leaves: BoolArray = field(repr=False)  # (N, T)
    drift: FloatArray = field(repr=False)  # (T,)


@dataclass(frozen=True)
class Lived:
    """weeks (N,) to job-ready, the most there were where somebody never got there; first (N,) kind at the start;
    seen the periods; truth (rows, W) what each row would have shown under each way."""

    weeks: FloatArray = field(repr=False)
    first: IntArray = field(repr=False)
    seen: ways.Periods = field(repr=False)
    truth: FloatArray = field(repr=False)
    found: ways.Effects | None = field(repr=False, default=None)


def differs(rng: np.random.Generator) -> World:
    """The best way differs by kind: each way suits one side of some factors and not the other."""
    table, kinds = np.zeros((1 << FACTORS, len(ways.WAYS))), ways.kinds(FACTORS)
    for way in range(1, len(ways.WAYS)):
        by, other = rng.choice(FACTORS, size=2, replace=False)
        suits = kinds[:, by] == rng.integers(2)
        table[:, way] = np.where(suits, 0.5, -0.1) + np.where(kinds[:, other] == 1, 0.1, -0.1)
        table[:, way] += rng.choice((-0.1, 0.1), size=len(kinds))
    return World(table)


def same(rng: np.random.Generator) -> World:
    """No way does anything."""
    return World(np.zeros((1 << FACTORS, len(ways.WAYS))))


def hurts(rng: np.random.Generator) -> World:
    """Circles hurt who has few hours, and help the others a little; the broker helps everybody a little."""
    table = np.zeros((1 << FACTORS, len(ways.WAYS)))
    few = ways.kinds(FACTORS)[:, MANY] == 0
    table[:, ways.WAYS.index("circle")] = np.where(few, -0.5, 0.2)
    table[:, ways.WAYS.index("broker")] = 0.1
    return World(table)


def crowd(people: int, rng: np.random.Generator) -> Crowd:
    factors = rng.random((people, FACTORS)) < (0.5, 0.4, 0.2, 0.4)
    many, shape = factors[:, MANY], (people, PERIODS)
    return Crowd(
        factors=factors.astype(np.int64),
        pace=PACE * np.exp(rng.normal(0.0, PACE_SPREAD, people)) * np.where(many, 0.9, 1.1),
        missing=rng.uniform(0.4, 2.2, people),
        hours=np.where(many, rng.uniform(10, 24, people), rng.uniform(4, 10, people)),
        enters=rng.integers(ENTERING, size=people),
        takes_up=rng.random(shape) < TAKEN_UP,
        luck=np.exp(rng.normal(-0.5 * LUCK**2, LUCK, shape)),
        noise=rng.normal(0.0, SEEN_WITH, shape),
        leaves=rng.random(shape) < LEAVES,
        drift=1.0 + 0.1 * np.sin(np.arange(PERIODS) / 2.0) + rng.normal(0.0, 0.03, PERIODS),
    )


def live(
    world: World, people: Crowd, *, way: int | None, seed: int, learns: bool = False, knows: bool = False
) -> Lived:
    """Offer everybody one way, or (None) ways by the same chance; or what the engine `learns` from wave to wave;
    or, as if one could, what the world `knows` to be best for each kind."""
    rng = np.random.default_rng(seed)
    missing, many = people.missing.copy(), len(people.pace)
    gone, weeks = np.zeros(many, dtype=bool), np.full(many, float(PERIODS * WEEKS))
    rows: list[tuple[Any, ...]] = []
    truth: list[FloatArray] = []
    found = ways.effects(_periods([]), factors=FACTORS) if learns else None
    for at in range(PERIODS):
        here = np.flatnonzero((people.enters <= at) & ~gone & (missing > 0))
        factors = people.factors[here].copy()
        factors[:, FAR] = missing[here] > 1.0
        kind = ways.kind_of(factors)
        offered, shares = _offer(found, kind, way, rng)
        if knows:
            offered = world.multiplies.argmax(axis=1)[kind]
        speeds = 1.0 + people.takes_up[here, at][:, None] * world.multiplies[kind]
        speeds *= (people.pace[here] * people.luck[here, at] * people.drift[at])[:, None]
        walked = np.minimum(speeds * people.hours[here][:, None], missing[here][:, None])
        shown = walked / people.hours[here][:, None] + people.noise[here, at][:, None]
        mine = np.arange(here.size), offered
        rows.append((factors, offered, shares, shown[mine], np.full(here.size, at), here))
        truth.append(shown)
        part = missing[here] / (speeds[mine] * people.hours[here])
        there = part <= 1.0
        weeks[here[there]] = WEEKS * (at - people.enters[here] + part)[there]
        missing[here] = np.where(there, 0.0, missing[here] - walked[mine])
        gone |= people.leaves[:, at] & (people.enters <= at)
        if learns:
            found = ways.effects(_periods(rows), factors=FACTORS)
    first = people.factors.copy()
    first[:, FAR] = people.missing > 1.0
    return Lived(weeks, ways.kind_of(first), _periods(rows), np.concatenate(truth), found)


def _offer(
    found: ways.Effects | None, kind: IntArray, way: int | None, rng: np.random.Generator
) -> tuple[IntArray, FloatArray]:
    many = len(ways.WAYS)
    if way is not None:
        return np.full(kind.size, way), np.tile(np.eye(many)[way], (kind.size, 1))
    if found is None:
        return rng.integers(many, size=kind.size), np.full((kind.size, many), 1.0 / many)
    by_kind = np.array([ways.shares(found, at, rng=rng) for at in range(1 << FACTORS)])
    shares = by_kind[kind]
    drawn = (rng.random(kind.size)[:, None] > shares.cumsum(axis=1)).sum(axis=1)
    return np.minimum(drawn, many - 1), shares


def _periods(rows: list[tuple[Any, ...]]) -> ways.Periods:
    if not rows:
        none = np.zeros(0, dtype=np.int64)
        return ways.Periods(
            np.zeros((0, FACTORS), dtype=np.int64),
            none,
            np.zeros((0, len(ways.WAYS))),
            np.zeros(0),
            none,
            none,
        )
    return ways.Periods(*(np.concatenate(part) for part in zip(*rows, strict=True)))
