"""The judges: worlds that policies are compared in, and that nobody tunes on.

Each seed makes another instance: another world, and another goal in it that the oracle reaches in a
realistic time. Job-ready is tested on the true state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from escalera.engine.log import Attempt, Recommendation
from escalera.engine.simulation.baselines import oracle
from escalera.engine.simulation.histories import random_log, recommendations
from escalera.engine.simulation.judges.insight import insight
from escalera.engine.simulation.judges.logits import hidden_prerequisites, kinds_and_labels
from escalera.engine.simulation.judges.mastery import mastery
from escalera.engine.simulation.person import AnyWorld
from escalera.engine.simulation.running import run_together

BUDGET = 2400.0
REALISTIC = (150.0, 500.0)
GOAL_SKILLS = 4
ATTEMPTS_EACH = 45
CLAIMS = 400


@dataclass(frozen=True)
class Judge:
    """A way of making worlds, the levels its goals ask for, and the share of bad peers in it."""

    name: str
    what: str
    world: Callable[..., AnyWorld]
    levels: tuple[float, ...]
    bad: float


JUDGES = {
    judge.name: judge
    for judge in (
        Judge(
            "hidden prerequisites",
            "our form: prerequisites nobody declared, boredom, a third of bad peers, pay",
            hidden_prerequisites,
            (0.55, 0.65),
            0.33,
        ),
        Judge(
            "kinds and labels",
            "three latent kinds of workers, a quarter of the types labelled with wrong skills",
            kinds_and_labels,
            (0.55, 0.65),
            0.2,
        ),
        Judge(
            "mastery",
            "knowledge tracing: levels known or not, prerequisites, forgetting",
            mastery,
            (0.5, 0.7),
            0.25,
        ),
        Judge(
            "insight",
            "gains break our form: failing first, steps, harder is better, families interfere",
            insight,
            (0.55, 0.65),
            0.25,
        ),
    )
}


@dataclass(frozen=True)
class Instance:
    """One seeded world of a judge with a goal: skills to levels."""

    judge: Judge
    seed: int
    draw: int
    world: AnyWorld
    goal: Mapping[str, float]

    def history(self, attempts: int) -> tuple[list[Attempt], list[Recommendation]]:
        """Return a log of about so many random attempts (45 a worker) and what peers who made them say."""
        rng = self.stream("history", attempts)
        log = random_log(self.world, workers=round(attempts / ATTEMPTS_EACH), attempts=ATTEMPTS_EACH, rng=rng)
        return log, recommendations(self.world, log, count=CLAIMS, bad=self.judge.bad, rng=rng)

    def stream(self, *purpose: object) -> np.random.Generator:
        """Return chance of its own for each purpose, the same each time."""
        return np.random.default_rng([self.seed, *" ".join(map(str, (self.judge.name, *purpose))).encode()])


def instance(name: str, seed: int, *, draw: int | None = None) -> Instance:
    """Return the judge's instance of a seed: the first draw whose goal the oracle reaches in REALISTIC minutes.

    `draw` is its number where it is known already. Raises KeyError for an unknown judge.
    """
    for number in range(200) if draw is None else (draw,):
        drawn = _drawn(JUDGES[name], seed, number)
        if draw is not None or _realistic(drawn):
            return drawn
    raise RuntimeError(f"{name}: no realistic instance for seed {seed}")


def _drawn(judge: Judge, seed: int, draw: int) -> Instance:
    rng = np.random.default_rng([seed, draw, *judge.name.encode()])
    world = judge.world(rng=rng)
    chosen = rng.choice(world.catalogue.skills, size=GOAL_SKILLS, replace=False)
    goal = {str(skill): float(rng.choice(judge.levels)) for skill in chosen}
    return Instance(judge, seed, draw, world, goal)


def _realistic(drawn: Instance) -> bool:
    adviser = oracle(drawn.world.catalogue, drawn.goal)
    rng = drawn.stream("realistic", drawn.draw)
    few = run_together(drawn.world, drawn.goal, adviser, workers=40, budget_minutes=BUDGET, rng=rng)
    return REALISTIC[0] <= few.median_minutes <= REALISTIC[1]
