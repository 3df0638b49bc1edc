"""A policy run over many simulated people: how long until each is ready for the job."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import BoolArray, FloatArray, IntArray
from escalera.engine.simulation.crowd import Crowd, Luck
from escalera.engine.simulation.person import AnyWorld
from escalera.engine.simulation.policies import Adviser, OneByOne, Policy

MOST_ATTEMPTS = 3000


@dataclass(frozen=True)
class Result:
    """Per person (N,): minutes to job-ready (inf where never), attempts made, money earned until then (or
    until they left or the budget was spent), and minutes spent, unpaid ones included."""

    minutes: FloatArray = field(repr=False)
    attempts: FloatArray = field(repr=False)
    earned: FloatArray = field(repr=False)
    spent: FloatArray = field(repr=False)

    @property
    def median_minutes(self) -> float:
        """Median minutes to job-ready of people who stay; inf when fewer than half get there in the budget.

        Who leaves for good is censored at that moment (Kaplan and Meier 1958), so that people's patience is not
        taken for a policy's speed; `ready` counts them as not ready.
        """
        return median_time(np.minimum(self.minutes, self.spent), happened=np.isfinite(self.minutes))

    @property
    def ready(self) -> float:
        """Share of people who became ready within the budget."""
        return float(np.isfinite(self.minutes).mean())

    @property
    def pay_per_hour(self) -> float:
        """Money earned an hour, all minutes of all people counted."""
        return float(self.earned.sum() / max(self.spent.sum() / 60.0, 1e-9))

    def regret(self, oracle: Result, *, budget_minutes: float) -> float:
        """Return the minutes a person loses on average against the oracle, both capped at the budget."""
        ours, theirs = (np.minimum(result.minutes, budget_minutes) for result in (self, oracle))
        return float((ours - theirs).mean())


def run(
    world: AnyWorld,
    goal: Mapping[str, float],
    policy: Callable[[], Policy],
    *,
    workers: int,
    budget_minutes: float,
    rng: np.random.Generator,
) -> Result:
    """Run a fresh policy for each of `workers` people until their true skills reach the goal or the budget
    is spent. The same rng state brings the same people and the same luck, whatever the policy."""
    *streams, own = rng.spawn(4)
    return _live(world, goal, OneByOne(policy, workers, rng=own), workers, budget_minutes, streams)


def run_together(
    world: AnyWorld,
    goal: Mapping[str, float],
    adviser: Adviser,
    *,
    workers: int,
    budget_minutes: float,
    rng: np.random.Generator,
) -> Result:
    """Run one adviser for `workers` people at once; else as `run`."""
    return _live(world, goal, adviser, workers, budget_minutes, rng.spawn(4))


def _live(
    world: AnyWorld,
    goal: Mapping[str, float],
    adviser: Adviser,
    workers: int,
    budget: float,
    streams: Sequence[np.random.Generator],
) -> Result:
    birth, luck, chance = streams[:3]
    target, crowd = world.catalogue.target(goal), world.crowd(workers, rng=birth)
    ready_at, everyone = np.full(workers, np.inf), np.arange(workers)
    busy = everyone
    for _ in range(MOST_ATTEMPTS):
        there = crowd.reached(busy, target)
        in_time = crowd.minutes[busy] <= budget
        ready_at[busy[there & in_time]] = crowd.minutes[busy[there & in_time]]
        busy = busy[~there & crowd.present[busy] & in_time]
        # Luck is drawn for everybody, so that it does not hang on who is still here.
        fortune = Luck.draw(workers, rng=luck)
        if not busy.size:
            break
        _step(crowd, busy, adviser, fortune.of(busy), chance)
    return Result(
        minutes=ready_at,
        attempts=crowd.tries.astype(np.float64),
        earned=crowd.earned,
        spent=crowd.minutes,
    )


def _step(crowd: Crowd, who: IntArray, adviser: Adviser, luck: Luck, rng: np.random.Generator) -> None:
    rows = adviser.advise(crowd, who, rng=rng)
    scores, seconds = crowd.attempt(who, rows, luck)
    adviser.told(who, rows, scores, seconds)


def median_time(until: FloatArray, *, happened: BoolArray) -> float:
    """Return the Kaplan-Meier median of times `until` (N,) something happened, or was last seen not to have;
    inf where fewer than half would ever see it."""
    order = np.lexsort((~happened, until))
    at_risk = np.arange(until.size, 0, -1)
    waiting = np.cumprod(1.0 - happened[order] / at_risk)
    half = np.flatnonzero(waiting <= 0.5)
    return float(until[order][half[0]]) if half.size else np.inf
