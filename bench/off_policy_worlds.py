"""What off-policy evaluation is tried on: newcomers of simulated worlds, and policies that choose for all of
them at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from escalera.engine import simulation
from escalera.engine.log import Columns
from escalera.engine.off_policy import Windows
from escalera.engine.simulation.crowd import Luck

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LONGEST = 5
OUTCOMES = ("score", "minutes", "reached")
AT_ONCE = 20_000


@dataclass(frozen=True)
class Trial:
    """A world, and the skill that counts as reached above a threshold (logits), as two in five newcomers are."""

    world: simulation.World
    skill: int
    threshold: float

    @property
    def level(self) -> Ints:
        """0, 1, 2 for the easiest, middle and hardest types, (T,)."""
        return np.unique(self.world.catalogue.difficulty, return_inverse=True)[1]

    @property
    def types(self) -> int:
        return len(self.world.catalogue.task_types)


# A policy gives each of N people a chance for each type, (N, T), from the score of their last answer (NaN before
# the first).
Policy = Callable[[Trial, Floats], Floats]


@dataclass(frozen=True)
class Lived:
    """N newcomers' decisions under one policy: rows, propensities, scores and seconds (N, 5); whether the skill is
    reached after each (N, 5)."""

    row: Ints = field(repr=False)
    propensity: Floats = field(repr=False)
    score: Floats = field(repr=False)
    seconds: Floats = field(repr=False)
    reached: Floats = field(repr=False)

    def outcome(self, name: str, horizon: int) -> Floats:
        """An outcome of the first decisions, a part for each: (N, horizon)."""
        if name == "score":
            return self.score[:, :horizon] / horizon
        if name == "minutes":
            return self.seconds[:, :horizon] / 60.0
        parts = np.zeros((len(self.row), horizon))
        parts[:, -1] = self.reached[:, horizon - 1]
        return parts

    def windows(self, horizon: int, types: int) -> Windows:
        people = len(self.row)
        columns = Columns(
            workers=tuple(map(str, range(people))),
            worker=np.repeat(np.arange(people), LONGEST),
            row=self.row.ravel(),
            score=self.score.ravel(),
            seconds=self.seconds.ravel(),
            propensity=self.propensity.ravel(),
        )
        place = LONGEST * np.arange(people)[:, None] + np.arange(horizon)
        return Windows(columns, place, np.arange(people), types)

    def target(self, trial: Trial, policy: Policy) -> Floats:
        """What another policy would have chosen at each of these decisions, (N, 5, T)."""
        before = np.column_stack([np.full(len(self.row), np.nan), self.score[:, :-1]])
        return np.stack([policy(trial, before[:, at]) for at in range(LONGEST)], axis=1)


def trial(seed: list[int]) -> Trial:
    rng = np.random.default_rng(seed)
    world = simulation.make(rng=rng, skills=4, families=6, useless=0.2)
    start = world.crowd(20_000, rng=rng).skills[:, 0]
    return Trial(world, 0, float(np.quantile(start, 0.6)))


def live(trial: Trial, policy: Policy, people: int, *, rng: np.random.Generator) -> Lived:
    """Let newcomers live through five decisions of a policy."""
    parts = [_crowd(trial, policy, min(AT_ONCE, people - begun), rng) for begun in range(0, people, AT_ONCE)]
    names = Lived.__dataclass_fields__
    return Lived(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})


def _crowd(trial: Trial, policy: Policy, people: int, rng: np.random.Generator) -> Lived:
    crowd, who = trial.world.crowd(people, rng=rng), np.arange(people)
    columns: list[tuple[NDArray, ...]] = []
    score = np.full(people, np.nan)
    for _ in range(LONGEST):
        share = policy(trial, score)
        row = (share.cumsum(axis=1) < rng.random((people, 1))).sum(axis=1).clip(max=trial.types - 1)
        score, seconds = crowd.attempt(who, row, Luck.draw(people, rng=rng))
        reached = (crowd.skills[:, trial.skill] >= trial.threshold).astype(float)
        columns.append((row, share[who, row], score, seconds, reached))
    return Lived(*(np.column_stack(column) for column in zip(*columns, strict=True)))


def uniform(trial: Trial, score: Floats) -> Floats:
    return np.full((score.size, trial.types), 1.0 / trial.types)


def explores(trial: Trial, score: Floats) -> Floats:
    """Half by chance, half easy types after a miss and hard ones after a success."""
    return 0.5 * uniform(trial, score) + 0.5 * _fitting(trial, score)


def prefers_easy(trial: Trial, score: Floats) -> Floats:
    """Easy types four times as often as hard ones, middling ones twice."""
    weight = np.array([4.0, 2.0, 1.0])[trial.level]
    return np.tile(weight / weight.sum(), (score.size, 1))


def quicker_half(trial: Trial, score: Floats) -> Floats:
    """The quicker half of the types, and nothing else."""
    seconds = trial.world.catalogue.seconds
    weight = (seconds <= np.median(seconds)).astype(float)
    return np.tile(weight / weight.sum(), (score.size, 1))


def follows_success(trial: Trial, score: Floats) -> Floats:
    """Seven of ten times an easy type after a miss and a hard one after a success."""
    return 0.3 * uniform(trial, score) + 0.7 * _fitting(trial, score)


def _fitting(trial: Trial, score: Floats) -> Floats:
    wanted = np.where(np.isnan(score), -1, np.where(score >= 0.5, 2, 0))
    share = np.where(wanted[:, None] < 0, 1.0, trial.level[None, :] == wanted[:, None])
    return share / share.sum(axis=1, keepdims=True)


LOGGING: Mapping[str, Policy] = {"by chance": uniform, "half by chance": explores}
TARGETS: Mapping[str, Policy] = {
    "prefers easy types": prefers_easy,
    "only the quicker half": quicker_half,
    "follows success": follows_success,
}
