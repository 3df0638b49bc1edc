"""The normal distribution's tail without importing SciPy (its import costs more than a page)."""

from __future__ import annotations

import numpy as np

from escalera.engine.catalogue import FloatArray

# z(.8): a skill counts as reached when its mean lies this many deviations above the level.
Z_READY = 0.8416212335729143
READY = 0.8


def above(threshold: FloatArray, *, mean: FloatArray, deviation: FloatArray) -> FloatArray:
    """Return P(X > threshold) for normal X elementwise; absolute error below 2e-7.

    Abramowitz and Stegun (1964), formula 7.1.26.
    """
    return upper_tail((threshold - mean) / deviation)


def upper_tail(z: FloatArray) -> FloatArray:
    """Return P(Z > z) of the standard normal, elementwise; infinities allowed."""
    x = np.minimum(np.abs(z), 40.0) / np.sqrt(2.0)
    t = 1.0 / (1.0 + 0.3275911 * x)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    tail = 0.5 * series * np.exp(-(x**2))
    result: FloatArray = np.where(z >= 0, tail, 1.0 - tail)
    return result
