"""Chance with fixed weights: random, random among relevant, and what peers recommend most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from escalera.engine.catalogue import Catalogue, FloatArray, IntArray
from escalera.engine.log import Recommendation
from escalera.engine.simulation.policies import Baseline


class Weighted(Baseline):
    """Chooses at random with fixed weights (T,), evenly where all are zero."""

    def __init__(self, weights: FloatArray) -> None:
        total = float(weights.sum())
        self._share = weights / total if total > 0 else np.full(weights.size, 1.0 / weights.size)

    def pick(self, who: IntArray, *, rng: np.random.Generator) -> IntArray:
        """Return a row for each, drawn."""
        return rng.choice(self._share.size, size=who.size, p=self._share)


def relevance(catalogue: Catalogue, goal: Mapping[str, float]) -> FloatArray:
    """Return the declared share (T,) of each type that is about the goal's skills."""
    wanted = np.isfinite(catalogue.target(goal))
    share: FloatArray = catalogue.weights[:, wanted].sum(axis=1)
    return share


def popularity(
    catalogue: Catalogue, goal: Mapping[str, float], claims: Sequence[Recommendation]
) -> FloatArray:
    """Return how often (T,) peers say that a type taught a skill of the goal."""
    votes = np.zeros(len(catalogue.task_types))
    for claim in claims:
        if claim.skill in goal:
            votes[catalogue.type_at(claim.task_type)] += 1.0 if claim.taught else -1.0
    popular: FloatArray = np.maximum(votes, 0.0)
    return popular
