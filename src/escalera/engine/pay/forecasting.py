"""From location and scale of log seconds to what is said: one number and an 80 % interval.

The number is the one with the least expected loss under a Student t forecast, where the loss is the relative
error |seconds / said - 1|, and an error past 75 % counts as 1.5: pay an hour that is wrong by so much misleads
a choice, however wrong it is. The interval's ends are quantiles of the standardised errors so far, moved by
one step after each attempt (adaptive conformal inference, Gibbs and Candes 2021, on quantiles).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import BoolArray, FloatArray, IntArray
from escalera.engine.pay.effects import USUAL, Spread
from escalera.engine.pay.timings import Timings
from escalera.engine.pay.walking import Walk, walk

WRONG = 0.75
Conformal = Callable[[IntArray, BoolArray, FloatArray], FloatArray]
_SCALES = np.geomspace(0.02, 4.0, 80)
_SHIFTS = np.linspace(-0.3, 0.9, 121)


@dataclass(frozen=True)
class Forecasts:
    """What was foretold of N attempts: seconds, low and high (80 %), all (N,) and positive, and how many
    timed attempts of the type were known then, attempts (N,)."""

    seconds: FloatArray = field(repr=False)
    low: FloatArray = field(repr=False)
    high: FloatArray = field(repr=False)
    attempts: IntArray = field(repr=False)


def forecast(
    timings: Timings,
    *,
    spread: Spread = USUAL,
    kernel: Walk | None = None,
    conformal: Conformal | None = None,
) -> Forecasts:
    """Return the forecast of every row from the rows told before it was asked for.

    `kernel` and `conformal` are compiled versions of `walking.walked` and `quantiles`; the result is the same.
    """
    if not len(timings):
        return Forecasts(np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(0, dtype=np.int64))
    location, scale = walk(timings, spread=spread, kernel=kernel).T
    rows, told = timings.events
    ends = (conformal or quantiles)(rows, told, (np.log(timings.seconds) - location) / scale)
    said = np.exp(location + shift(scale))
    low = np.exp(location + scale * ends[:, 0])
    high = np.exp(location + scale * ends[:, 1])
    return Forecasts(said, np.minimum(low, said), np.maximum(high, said), _known_of_type(timings))


def next_attempt(
    timings: Timings, *, worker: int, task_type: int, item: int, now: float, spread: Spread = USUAL
) -> tuple[tuple[float, float, float], int]:
    """Return seconds, low and high (80 %) of an attempt that would begin now, and on how many timed attempts
    of the type that rests.

    Codes that no row has (one more than the highest) stand for somebody or something new. Nothing is said
    about pay: see `pay_an_hour`, and below five attempts say that too little is known.
    """
    one = np.ones(1, dtype=np.int64)
    asked = Timings(
        worker=np.append(timings.worker, one * worker),
        task_type=np.append(timings.task_type, one * task_type),
        item=np.append(timings.item, one * item),
        seconds=np.append(timings.seconds, 1.0),
        asked=np.append(timings.asked, now),
        told=np.append(timings.told, np.inf),
    )
    found = forecast(asked, spread=spread)
    seconds = float(found.seconds[-1]), float(found.low[-1]), float(found.high[-1])
    return seconds, int(found.attempts[-1])


def quantiles(rows: IntArray, told: BoolArray, errors: FloatArray) -> FloatArray:
    """Return the 10 % and 90 % quantile of the standardised errors known when each row is asked, (N, 2).

    rows and told (2 N,) are events as in `Timings.events`, errors (N,).
    """
    low, high, known = -1.53, 1.53, 0
    ends = np.zeros((errors.size, 2))
    for event in range(rows.size):
        n = rows[event]
        if not told[event]:
            ends[n, 0], ends[n, 1] = low, high
            continue
        step = max(0.05, 1.0 / (known + 10.0) ** 0.5)
        low += step * (0.1 - (1.0 if errors[n] < low else 0.0))
        high += step * (0.9 - (1.0 if errors[n] < high else 0.0))
        known += 1
    return ends


def shift(scale: FloatArray) -> FloatArray:
    """Return by how much the number said lies above the location, in log seconds, for scales (N,)."""
    moved: FloatArray = np.interp(np.log(scale), np.log(_SCALES), _BEST)
    return moved


def _best_shifts() -> FloatArray:
    nodes = student_4((np.arange(100) + 0.5) / 100)
    best = []
    for scale in _SCALES:
        error = np.abs(np.exp(scale * nodes - _SHIFTS[:, None]) - 1.0)
        best.append(_SHIFTS[np.argmin(np.where(error > WRONG, 2.0 * WRONG, error).mean(axis=1))])
    return np.convolve(np.pad(best, 2, mode="edge"), np.full(5, 0.2), mode="valid")


def student_4(probability: FloatArray) -> FloatArray:
    """Return quantiles of Student's t with 4 degrees of freedom (closed form, Shaw 2006, eq. 36)."""
    alpha = 4.0 * probability * (1.0 - probability)
    root = np.cos(np.arccos(np.sqrt(alpha)) / 3.0) / np.sqrt(alpha)
    return np.sign(probability - 0.5) * 2.0 * np.sqrt(np.maximum(root - 1.0, 0.0))


def _known_of_type(timings: Timings) -> IntArray:
    """Return how many attempts of its type are told before each row is asked, (N,)."""
    known = np.zeros(len(timings), dtype=np.int64)
    for kind in np.unique(timings.task_type):
        of_kind = np.flatnonzero(timings.task_type == kind)
        known[of_kind] = np.searchsorted(np.sort(timings.told[of_kind]), timings.asked[of_kind], side="left")
    return known


_BEST = _best_shifts()
