"""What the tutor is compared with: every simple or published way of choosing the next task, given a fair
fight: each may use the catalogue, the goal, the log and the peers' claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from escalera.engine.catalogue import Catalogue
from escalera.engine.log import Attempt, Recommendation
from escalera.engine.simulation.baselines.bandits import Thompson, UpperBound
from escalera.engine.simulation.baselines.mastery import Mastery
from escalera.engine.simulation.baselines.oracle import Oracle
from escalera.engine.simulation.baselines.paid import Hourly, Reward
from escalera.engine.simulation.baselines.tracing import WeakestFirst
from escalera.engine.simulation.baselines.weighted import Weighted, popularity, relevance
from escalera.engine.simulation.baselines.zpdes import Zpdes
from escalera.engine.simulation.policies import Baseline

__all__ = [
    "Hourly",
    "Mastery",
    "Oracle",
    "Reward",
    "Thompson",
    "UpperBound",
    "WeakestFirst",
    "Weighted",
    "Zpdes",
    "baselines",
    "oracle",
]


def baselines(
    catalogue: Catalogue,
    goal: Mapping[str, float],
    claims: Sequence[Recommendation] = (),
    log: Sequence[Attempt] = (),
    *,
    workers: int = 1,
) -> dict[str, Baseline]:
    """Return a fresh one of each by name, for `workers` people; all but the oracle, which `oracle` makes."""
    target, history = catalogue.target(goal), list(log)
    relevant = relevance(catalogue, goal)
    return {
        "random": Weighted(np.ones(len(catalogue.task_types))),
        "random among relevant": Weighted((relevant > 0).astype(np.float64)),
        "peer popularity": Weighted(popularity(catalogue, goal, claims)),
        "greedy by reward": Reward(catalogue, relevant, workers=workers),
        "highest hourly pay": Hourly(catalogue, relevant, history, workers=workers),
        "mastery with prerequisites": Mastery(catalogue, target, workers=workers),
        "BKT weakest first": WeakestFirst(catalogue, target, history, workers=workers),
        "ZPDES": Zpdes(catalogue, goal, workers=workers),
        "Thompson, flat prior": Thompson(catalogue, goal, workers=workers),
        "UCB": UpperBound(catalogue, goal, history, workers=workers),
    }


def oracle(catalogue: Catalogue, goal: Mapping[str, float]) -> Oracle:
    """Return the policy that knows the truth, one step ahead."""
    return Oracle(catalogue.target(goal))
