"""Bridge to engine.ways: what is known of people becomes kinds, periods become effects and effects offers."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from escalera.engine import ways
from escalera.engine.catalogue import LOGITS_PER_LEVEL, difficulty_of
from escalera.engine.normal import upper_tail
from escalera.learning import tracing
from escalera.people.models import Person

FACTORS = ("far", "many_hours", "english", "before")
WAYS = ways.WAYS
STEADY = 1e-6
Known = Mapping[str, bool]


@dataclass(frozen=True)
class Chosen:
    """The way offered, and the chance of each."""

    way: str
    shares: dict[str, float]


@dataclass(frozen=True)
class Lived:
    """A period as the engine sees it; value in levels an hour."""

    person: int
    wave: int
    known: Known
    way: str
    shares: Mapping[str, float]
    value: float


@dataclass(frozen=True)
class Helped:
    """The way that helped people like somebody: against what, by how much an hour, how surely, how many took it."""

    way: str
    against: str
    more: float
    low: float
    high: float
    sure: float
    people: int


@dataclass(frozen=True)
class Compared:
    """A way against alone, in levels an hour, with its 90 % interval; None: too few to tell."""

    way: str
    more: float | None
    low: float | None
    high: float | None


def missing(person: Person, required: Mapping[str, float]) -> dict[str, float]:
    """Levels that we expect to be missing of each skill that is trained here.

    E max(0, b - theta) of the belief, so that becoming surer alone does not count as progress.
    """
    known = tracing.belief_about(person)
    found = {}
    for skill, level in required.items():
        if skill in known.skills:
            at = known.skills.index(skill)
            deviation = max(float(known.belief.deviation[at]), STEADY)
            z = (difficulty_of(level) - float(known.belief.mean[at])) / deviation
            density = math.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi)
            short = deviation * (z * float(upper_tail(np.array(-z))) + density)
            found[skill] = short / LOGITS_PER_LEVEL
    return found


@cache
def nothing_known() -> dict[str, Any]:
    """Before anybody took part."""
    return estimate([])


def estimate(lived: Sequence[Lived]) -> dict[str, Any]:
    """The effects in plain values, as they are kept."""
    found = ways.effects(_periods(lived), factors=len(FACTORS))
    return {
        "factors": list(FACTORS),
        "mean": found.mean.tolist(),
        "covariance": found.covariance.tolist(),
        "people": found.seen.tolist(),
        "stopped": [[WAYS[way] for way in np.flatnonzero(row)] for row in ways.stopped(found)],
    }


def choose(effects: Mapping[str, Any], known: Known, *, seed: int) -> Chosen:
    """Which way to offer somebody."""
    choice = ways.choose(_effects(effects), kind(known), rng=np.random.default_rng(seed))
    shares = dict(zip(WAYS, map(float, choice.shares), strict=True))
    return Chosen(WAYS[choice.way], shares)


def kind(known: Known) -> int:
    return int(ways.kind_of(np.array([known[name] for name in FACTORS])))


def kinds() -> list[Known]:
    """What is known of the people of each kind, in its order."""
    return [dict(zip(FACTORS, map(bool, row), strict=True)) for row in ways.kinds(len(FACTORS))]


def best(effects: Mapping[str, Any], known: Known) -> Helped | None:
    """The way that helped people like somebody most. None: evidence does not stand yet."""
    found, here = _effects(effects), kind(known)
    stands = ways.best(found, here)
    if stands is None:
        return None
    way, sure = stands
    others = [other for other in np.argsort(-found.mean[here]) if other != way]
    against = ways.ALONE if way != ways.ALONE else int(others[0])
    more = float(found.mean[here, way] - found.mean[here, against])
    spread = found.covariance[here]
    deviation = math.sqrt(
        max(float(spread[way, way] + spread[against, against] - 2 * spread[way, against]), 0.0)
    )
    return Helped(
        way=WAYS[way],
        against=WAYS[against],
        more=more,
        low=more - ways.Z_90 * deviation,
        high=more + ways.Z_90 * deviation,
        sure=sure,
        people=int(found.seen[here, way]),
    )


def by_kind(effects: Mapping[str, Any], known: Known) -> list[Compared]:
    """Each way against alone for one kind."""
    found, here = _effects(effects), kind(known)
    low, high = found.interval
    return [
        Compared(way, float(found.mean[here, at]), float(low[here, at]), float(high[here, at]))
        for at, way in enumerate(WAYS)
    ]


def of_kind(effects: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """What the choice for one kind stands on, for the ledger."""
    found, here = _effects(effects), kind(known)
    return {
        "mean": dict(zip(WAYS, found.mean[here].round(5).tolist(), strict=True)),
        "deviation": dict(zip(WAYS, found.deviation[here].round(5).tolist(), strict=True)),
        "people": dict(zip(WAYS, found.seen[here].tolist(), strict=True)),
        "stopped": list(effects["stopped"][here]),
    }


def overall(lived: Sequence[Lived]) -> list[Compared]:
    """Each way against alone for everybody who took part, by the chances that were kept."""
    found = ways.overall(_periods(lived))
    low, high = found.interval
    return [
        Compared(way, float(found.mean[at]), float(low[at]), float(high[at]))
        if math.isfinite(found.deviation[at])
        else Compared(way, None, None, None)
        for at, way in enumerate(WAYS)
    ]


def _effects(kept: Mapping[str, Any]) -> ways.Effects:
    return ways.Effects(
        np.array(kept["mean"]), np.array(kept["covariance"]), np.array(kept["people"], dtype=np.int64)
    )


def _periods(lived: Sequence[Lived]) -> ways.Periods:
    return ways.Periods(
        factors=np.array([[one.known[name] for name in FACTORS] for one in lived], dtype=np.int64).reshape(
            -1, len(FACTORS)
        ),
        way=np.array([WAYS.index(one.way) for one in lived], dtype=np.int64),
        shares=np.array([[one.shares[way] for way in WAYS] for one in lived]).reshape(-1, len(WAYS)),
        value=np.array([one.value for one in lived], dtype=float),
        wave=np.array([one.wave for one in lived], dtype=np.int64),
        person=np.array([one.person for one in lived], dtype=np.int64),
    )
