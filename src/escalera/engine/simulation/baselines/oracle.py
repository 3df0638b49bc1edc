"""The yardstick: knows everything about everybody, one step ahead."""

from __future__ import annotations

import numpy as np

from escalera.engine.catalogue import FloatArray, IntArray
from escalera.engine.simulation.crowd import Crowd
from escalera.engine.simulation.person import Person


class Oracle:
    """Takes the type that saves most of the time left, a minute, by its true expected gains and what they
    make possible.

    A logit of skill s is worth the minutes that the best type for s needs for it when nothing stands in the
    way; what a prerequisite lacks counts as lacking until it holds nothing back, so it is unlocked first when
    that pays: progress = sum_s min(gain_s, lacking_s) / rate_s, over the true minutes of the attempt.
    """

    def __init__(self, target: FloatArray) -> None:
        self._target = target

    def advise(self, crowd: Crowd, who: IntArray, *, rng: np.random.Generator) -> IntArray:
        """Return the best row (M,) for each."""
        minutes = crowd.all_minutes(who)[:, :, None]
        rate = np.maximum((crowd.usual(who) / minutes).max(axis=1), 1e-9)
        lacking = crowd.lacking(who, self._target)
        useful = np.minimum(crowd.prospects(who), lacking[:, None, :]) / minutes
        rows: IntArray = np.argmax((useful / rate[:, None, :]).sum(axis=2), axis=1)
        return rows

    def told(self, who: IntArray, rows: IntArray, scores: FloatArray, seconds: FloatArray) -> None:
        """Need not hear anything."""

    def choose(self, person: Person, *, rng: np.random.Generator) -> int:
        """As `Policy.choose`."""
        return int(self.advise(person.crowd, person.who, rng=rng)[0])

    def hear(self, row: int, score: float, seconds: float) -> None:
        """As `Policy.hear`."""
