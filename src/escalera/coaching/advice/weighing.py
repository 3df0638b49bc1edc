"""Bridge to engine.advice: what came of the moments in which a tip was chosen, and back."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from escalera.engine import advice

Z_90 = 1.6448536269514722


@dataclass(frozen=True)
class Measured:
    """A tip's effect at a place: mean and deviation on the score and on the log of the seconds, how often shown."""

    score: float
    score_deviation: float
    log_seconds: float
    log_seconds_deviation: float
    shown: int = 0
    goes: bool = False


@dataclass(frozen=True)
class Outcome:
    """A moment at a place: which tip (None: none), what came of it and what was expected before."""

    place: str
    tip: str | None
    score: float
    expected: float
    seconds: float
    usual_s: float


@dataclass(frozen=True)
class Chosen:
    tip: str | None
    propensity: float


def choose(tips: Mapping[str, Measured], *, seed: int) -> Chosen:
    """Which of the tips to show, or none: by what each is worth, with a share for each and for none."""
    names, known = list(tips), list(tips.values())
    parts = np.array([[m.score, m.score_deviation, m.log_seconds, m.log_seconds_deviation] for m in known])
    worth = advice.Worth(
        mean=parts[:, 0] - advice.TIME * parts[:, 2],
        deviation=np.hypot(parts[:, 1], advice.TIME * parts[:, 3]),
        shown=np.array([m.shown for m in known]),
    )
    choice = advice.choose(worth, range(len(names)), rng=np.random.default_rng(seed))
    return Chosen(None if choice.tip == advice.NONE else names[choice.tip], choice.propensity)


def promising(tips: Mapping[str, Measured], most: int) -> dict[str, Measured]:
    """The tips that may do most, by mean and one deviation: what nobody has seen yet comes before what is known to do
    little, and leaves once it is known."""
    if len(tips) <= most:
        return dict(tips)
    chosen = sorted(tips, key=lambda name: (-hope(tips[name]), name))[:most]
    return {name: tips[name] for name in tips if name in set(chosen)}


def hope(one: Measured) -> float:
    worth = one.score - advice.TIME * one.log_seconds
    return worth + math.hypot(one.score_deviation, advice.TIME * one.log_seconds_deviation)


def best(tips: Mapping[str, Measured]) -> str | None:
    """What did most so far, where nothing is chosen by chance."""
    return max(tips, key=lambda name: tips[name].score - advice.TIME * tips[name].log_seconds, default=None)


def untried(votes: tuple[int, int] = (0, 0)) -> Measured:
    """What is thought of a tip that nobody was shown yet."""
    return _untried(votes)


@cache
def _untried(votes: tuple[int, int]) -> Measured:
    return estimate([], {("", ""): votes})[("", "")]


def estimate(
    seen: Sequence[Outcome], arms: Mapping[tuple[str, str], tuple[int, int]]
) -> dict[tuple[str, str], Measured]:
    """The effect of each (tip, place) against none there, from all outcomes together; votes are a weak prior."""
    names = list(arms)
    places = {
        place: at
        for at, place in enumerate(dict.fromkeys([*(p for _, p in names), *(o.place for o in seen)]))
    }
    number = {name: at for at, name in enumerate(names)}
    engine_arms = advice.Arms(
        place=np.array([places[place] for _, place in names], dtype=np.int64),
        places=len(places),
        votes=np.array([arms[name] for name in names], dtype=np.int64).reshape(-1, 2),
    )
    at = [places[one.place] for one in seen]
    arm = [advice.NONE if one.tip is None else number[(one.tip, one.place)] for one in seen]

    def column(name: str) -> np.ndarray:
        return np.array([getattr(one, name) for one in seen], dtype=float)

    score = advice.effects(advice.scores(at, arm, column("score"), column("expected")), engine_arms)
    seconds = advice.effects(advice.log_seconds(at, arm, column("seconds"), column("usual_s")), engine_arms)
    goes = advice.Worth.of(score, seconds).gone
    return {
        name: Measured(
            score=float(score.mean[k]),
            score_deviation=float(score.deviation[k]),
            log_seconds=float(seconds.mean[k]),
            log_seconds_deviation=float(seconds.deviation[k]),
            shown=int(score.shown[k]),
            goes=bool(goes[k]),
        )
        for k, name in enumerate(names)
    }
