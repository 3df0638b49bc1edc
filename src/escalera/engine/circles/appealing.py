"""What appeals do to circles, beside no appeal, and so which to show.

The outcome of a call is the share of members who did something within its days. An appeal's effect is the
difference to calls with none: first over all circles, then drawn towards what was seen in this one,

    effect of a in c ~ N(effect of a, BETWEEN^2),    effect of a ~ N(0, PRIOR^2)                             (1)

so that a warm appeal that works elsewhere and hurts here goes here. Choosing is `advice.choosing` (Thompson 1933).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.advice.choosing import Worth
from escalera.engine.advice.values import NONE
from escalera.engine.catalogue import FloatArray, IntArray

PRIOR, BETWEEN = 0.2, 0.1  # deviations of effects, in shares of members
NOISE = 0.3  # deviation of one outcome


@dataclass(frozen=True)
class Calls:
    """N earlier calls: circle (N,), appeal (N,) with NONE for no appeal, acted (N,) share of members in [0, 1]."""

    circle: IntArray = field(repr=False)
    appeal: IntArray = field(repr=False)
    acted: FloatArray = field(repr=False)


def worth(calls: Calls, *, circle: int, appeals: int) -> Worth:
    """Return what each of A appeals is worth in a circle, as `advice.choose` takes it: mean, deviation, shown (A,)."""
    everywhere = np.ones(calls.circle.size, dtype=bool)
    here = calls.circle == circle
    shown = np.bincount(calls.appeal[calls.appeal >= 0], minlength=appeals)
    mean, variance = _updated(np.zeros(appeals), np.full(appeals, PRIOR**2), calls, everywhere)
    mean, variance = _updated(mean, variance + BETWEEN**2, calls, here)
    return Worth(mean, np.sqrt(variance), shown)


def _updated(
    mean: FloatArray, variance: FloatArray, calls: Calls, some: np.ndarray
) -> tuple[FloatArray, FloatArray]:
    """Effects after the calls marked in `some`, by normal updating; without calls of none nothing is compared."""
    none = some & (calls.appeal == NONE)
    mean, variance = mean.copy(), variance.copy()
    if not none.any():
        return mean, variance
    for appeal in range(mean.size):
        those = some & (calls.appeal == appeal)
        if those.any():
            found = calls.acted[those].mean() - calls.acted[none].mean()
            doubt = NOISE**2 * (1.0 / those.sum() + 1.0 / none.sum())
            weight = variance[appeal] / (variance[appeal] + doubt)
            mean[appeal] += weight * (found - mean[appeal])
            variance[appeal] *= 1.0 - weight
    return mean, variance
