"""How likely help succeeds, by levels: logistic(slope (helper's level - level) + at_equal) + the helper's effect.

4 and 1 are guesses until closed requests refit them (`refitting`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

# In double or single precision: many pairs are looked at in single.
Real = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Success:
    """slope in logits a level, at_equal in logits where helper and request are at one level; the deviations
    say how sure that is (0: taken as given)."""

    slope: float = 4.0
    at_equal: float = 1.0
    slope_deviation: float = 0.0
    at_equal_deviation: float = 0.0

    def chance(self, ahead: Real, effect: Real | float = 0.0) -> Real:
        """Return the chance of success for helpers who are `ahead` levels (any shape) of the request; the
        effect in logits is the helper's own."""
        logit = self.slope * ahead + (self.at_equal + effect)
        # Below -80 float32 can't hold the power, and no chance is left anyway.
        likely: Real = 1.0 / (1.0 + np.exp(-np.maximum(logit, -80.0)))
        return likely


USUAL = Success()


def taught(ahead: Real) -> Real:
    """Return in [0, 1] how much both are expected to learn when the helper is `ahead` levels of the request.

    The mean of two sides. Who asks learns most from somebody about a quarter ahead, who still remembers the step
    (near peers: Whitman 1988; the zone of proximal development). Who helps learns by teaching most at the edge
    of what they can do, and little from what is far below (Roscoe and Chi 2007). Widths are ours.
    """
    asking = np.exp(-0.5 * ((ahead - 0.25) / 0.2) ** 2)
    teaching = np.exp(-0.5 * (ahead / 0.25) ** 2)
    both: Real = 0.5 * (asking + teaching)
    return both
