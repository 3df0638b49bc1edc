"""Mastery learning: one skill after another, prerequisites first, until an Elo estimate says mastered."""

from __future__ import annotations

import numpy as np

from escalera.engine.catalogue import BoolArray, Catalogue, FloatArray, IntArray
from escalera.engine.simulation.baselines.elo import Elo
from escalera.engine.simulation.policies import Baseline

FITTING = 0.85


class Mastery(Baseline):
    """Teaches one goal skill after another in order of (declared) prerequisites, each until mastered.

    The estimate is `Elo`; a type of the skill whose success is nearest .7 is chosen. Prerequisites
    are to be mastered a quarter of the scale lower. When all is believed mastered, any goal skill's.
    """

    def __init__(
        self, catalogue: Catalogue, target: FloatArray, *, certain: float = 0.7, workers: int = 1
    ) -> None:
        self._catalogue = catalogue
        self._aim = wanted_levels(catalogue, target) + certain
        self._order = in_order(catalogue, target)
        self._elo = Elo(catalogue, workers)
        self._about = about(catalogue)

    def pick(self, who: IntArray, *, rng: np.random.Generator) -> IntArray:
        """Return a fitting row of the first skill that is not mastered, for each."""
        lacking = self._elo.skills[who][:, self._order] < self._aim[self._order]
        first = np.where(
            lacking.any(axis=1), lacking.argmax(axis=1), rng.integers(len(self._order), size=who.size)
        )
        skill = np.array(self._order)[first]
        away = np.abs(self._elo.skills[who, skill][:, None] - self._catalogue.difficulty - FITTING)
        away = np.where(self._about[skill], away, np.inf)
        near = away <= away.min(axis=1, keepdims=True) + 0.5
        rows: IntArray = np.argmax(near * rng.random(near.shape), axis=1)
        return rows

    def told(self, who: IntArray, rows: IntArray, scores: FloatArray, seconds: FloatArray) -> None:
        """Move the Elo estimates."""
        self._elo.told(who, rows, scores)


def about(catalogue: Catalogue) -> BoolArray:
    """Return which types (K, T) are mainly about each skill; any that touch it where none is, all where
    none does."""
    share = catalogue.weights.T
    rows: BoolArray = share >= 0.5
    rows = np.where(rows.any(axis=1, keepdims=True), rows, share > 0)
    return np.where(rows.any(axis=1, keepdims=True), rows, True)


def wanted_levels(catalogue: Catalogue, target: FloatArray, *, step: float = 1.5) -> FloatArray:
    """Return the level (K,) wanted of each skill in logits: the goal's, and `step` lower for each declared
    prerequisite; -inf where nothing is wanted."""
    wanted = target.copy()
    for skill in reversed(in_order(catalogue, target)):
        for earlier in np.flatnonzero(catalogue.prerequisites[skill]):
            wanted[earlier] = max(wanted[earlier], wanted[skill] - step)
    return wanted


def in_order(catalogue: Catalogue, target: FloatArray) -> list[int]:
    """Return the goal's skills and their declared prerequisites, these first."""
    order: list[int] = []

    def visit(skill: int) -> None:
        if skill in order:
            return
        for earlier in np.flatnonzero(catalogue.prerequisites[skill]):
            visit(int(earlier))
        order.append(skill)

    for skill in np.flatnonzero(np.isfinite(target)):
        visit(int(skill))
    return order
