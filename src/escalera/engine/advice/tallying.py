"""What came of all showings, in sums by tip and by place without one: all that the posterior needs of them.

Equation (1) of `effects` is linear and Gaussian, so these sums are sufficient (Fisher 1922): outcomes can be added
as they come and nothing has to be forgotten, and each look at them costs as much as there are tips.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.advice.values import NONE, Arms, Outcomes
from escalera.engine.catalogue import FloatArray, IntArray

# Expected scores are about so much; sums around it lose no digits.
CENTRE = 0.5


@dataclass(frozen=True)
class Tally:
    """Sums over outcomes in C = T + J cells: those of each tip, then those at each place who were shown none.

    With w = 1 / noise_n, x = expected - CENTRE, y = value - expected, `sums` (7, C) are of 1, w, w x, w x x, w y,
    w x y, w y y; expected is the sum of x, noises that of the logs of noise_n, both over all.
    """

    sums: FloatArray = field(repr=False)
    expected: float
    noises: float

    @classmethod
    def none_yet(cls, arms: Arms) -> Tally:
        """Return the tally of nothing."""
        return cls(np.zeros((7, len(arms) + arms.places)), 0.0, 0.0)

    @classmethod
    def of(cls, seen: Outcomes, arms: Arms) -> Tally:
        """Return the sums of some outcomes. Raises ValueError where a tip was shown at a place not its own."""
        told = seen.arm != NONE
        if (arms.place[seen.arm[told]] != seen.place[told]).any():
            raise ValueError("a tip was shown at a place that is not its own")
        cell = np.where(told, seen.arm, len(arms) + seen.place)
        w, x, y = 1.0 / seen.noise, seen.expected - CENTRE, seen.value - seen.expected
        columns = (np.ones(w.size), w, w * x, w * x * x, w * y, w * x * y, w * y * y)
        sums = np.stack([np.bincount(cell, column, len(arms) + arms.places) for column in columns])
        return cls(sums.astype(float), float(x.sum()), float(np.log(seen.noise).sum()))

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.sums + other.sums, self.expected + other.expected, self.noises + other.noises)

    @property
    def many(self) -> int:
        """How many outcomes."""
        return round(float(self.sums[0].sum()))

    def shown(self, tips: int) -> IntArray:
        """How often each of the tips was shown, (T,)."""
        often: IntArray = self.sums[0, :tips].round().astype(np.int64)
        return often

    def centred(self) -> FloatArray:
        """Return the sums (7, C) with x around the mean of all."""
        n, w, wx, wxx, wy, wxy, wyy = self.sums
        mean = self.expected / max(self.many, 1)
        return np.stack([n, w, wx - mean * w, wxx - 2.0 * mean * wx + mean**2 * w, wy, wxy - mean * wy, wyy])
