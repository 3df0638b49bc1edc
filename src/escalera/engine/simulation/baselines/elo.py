"""Running estimates of what many people can do, for baselines that need one."""

from __future__ import annotations

import numpy as np

from escalera.engine.catalogue import Catalogue, FloatArray, IntArray

NEWCOMER = -1.2


class Elo:
    """Skills (N, K) in logits by Elo with the decreasing step of Pelanek (2016, "Applications of the Elo
    rating system in adaptive educational systems"), on the declared weights."""

    def __init__(self, catalogue: Catalogue, workers: int) -> None:
        self._catalogue = catalogue
        self.skills = np.full((workers, len(catalogue.skills)), NEWCOMER)
        self._tries = np.zeros_like(self.skills)

    def surprise(self, who: IntArray, rows: IntArray, scores: FloatArray) -> FloatArray:
        """Return score minus expected score (M,)."""
        weights, chance = self._catalogue.weights[rows], self._catalogue.chance[rows]
        z = (weights * self.skills[who]).sum(axis=1) - self._catalogue.difficulty[rows]
        surprise: FloatArray = scores - chance - (1.0 - chance) / (1.0 + np.exp(-z))
        return surprise

    def told(self, who: IntArray, rows: IntArray, scores: FloatArray) -> None:
        """Move the estimates."""
        weights = self._catalogue.weights[rows]
        step = 1.8 / (1.0 + 0.05 * self._tries[who])
        self.skills[who] += step * weights * self.surprise(who, rows, scores)[:, None]
        self._tries[who] += weights
