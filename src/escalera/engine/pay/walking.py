"""Walk through timed attempts in time: foretell each, learn from it when it is known.

log seconds = type + worker + worker on type + item + slope[type] log(1 + times done before) + pace + first
+ noise, where pace is how quick the worker has been on this type lately (an autoregression of first order)
and first concerns a worker's first attempt at a type. Effects are independent Gaussians moved by a Kalman
step whose gain is each effect's share of the variance (assumed-density filtering, Minka 2001, with diagonal
covariance). Noise is Student t, so that an attempt far out weighs less (scale mixture, Lange, Little and
Taylor 1989); its variance is a product of one for the type, one for the worker's last attempts, and one for
first attempts.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from escalera.engine.catalogue import BoolArray, FloatArray, IntArray
from escalera.engine.pay.effects import USUAL, Spread, effects_of
from escalera.engine.pay.timings import Timings

Walk = Callable[
    [IntArray, BoolArray, IntArray, FloatArray, FloatArray, FloatArray, tuple[float, ...]], FloatArray
]


def walk(timings: Timings, *, spread: Spread = USUAL, kernel: Walk | None = None) -> FloatArray:
    """Return location and scale of each row's log seconds when it is asked for, (N, 2).

    `kernel` is `walked` or a compiled version of it.
    """
    rows, told = timings.events
    effects = effects_of(timings, spread)
    log_seconds = np.log(timings.seconds)
    # fmt: off
    rules = (
        spread.pace_kept, spread.pace**2, spread.type_drift, spread.pair_drift, spread.first_type**2,
        spread.noise**2, spread.noise_weight, spread.worker_weight, spread.worker_memory, spread.first_weight,
        spread.tails,
    )
    # fmt: on
    return (kernel or walked)(rows, told, effects.at, effects.mean, effects.variance, log_seconds, rules)


def walked(
    rows: IntArray,
    told: BoolArray,
    effects: IntArray,
    mean: FloatArray,
    variance: FloatArray,
    log_seconds: FloatArray,
    rules: tuple[float, ...],
) -> FloatArray:
    """The loop of `walk` over plain arrays, one function so that Numba can compile it.

    rows and told (2 N,) are events, effects (N, 7) places in mean and variance (E,), which are overwritten.
    """
    (pace_kept, pace, type_drift, pair_drift, first_type, noise, noise_weight, worker_weight) = rules[:8]
    worker_memory, first_weight, tails = rules[8:]
    found, load, times = np.zeros((log_seconds.size, 2)), np.ones(7), np.zeros(mean.size)
    # Noise of a type, of a worker, of first attempts, of all: sums of squares, and the weight they rest on.
    squares, weights = np.zeros(mean.size), np.zeros(mean.size)
    own_squares, own_weights = np.full(mean.size, worker_weight), np.full(mean.size, worker_weight)
    first_squares, first_weights = first_weight, first_weight
    all_squares, all_weights = 5.0 * noise, 5.0
    types, sum_of_types = 0, 0.0
    for event in range(rows.size):
        n = rows[event]
        at = effects[n]
        kind, worker, pair = at[0], at[1], at[2]
        if weights[kind] == 0.0 and types:
            mean[kind] = sum_of_types / types
        elif weights[kind] == 0.0:
            variance[kind] = first_type
        first = times[pair] == 0.0
        load[4], load[6] = math.log1p(times[pair]), 1.0 if first else 0.0
        location, unsure = 0.0, 0.0
        for e in range(7):
            location += load[e] * mean[at[e]]
            unsure += load[e] ** 2 * variance[at[e]]
        of_type = (squares[kind] + noise_weight * all_squares / all_weights) / (weights[kind] + noise_weight)
        of_worker = own_squares[worker] / own_weights[worker]
        of_first = first_squares / first_weights if first else 1.0
        own_noise = of_type * of_worker * of_first
        if not told[event]:
            found[n, 0], found[n, 1] = location, math.sqrt(unsure + own_noise)
            continue

        surprise = log_seconds[n] - location
        trust = (tails + 1.0) / (tails + surprise**2 / (unsure + own_noise))
        if weights[kind] == 0.0:
            types += 1
        else:
            sum_of_types -= mean[kind]
        for e in range(7):
            gain = variance[at[e]] * load[e] / (unsure + own_noise / trust)
            mean[at[e]] += gain * surprise
            variance[at[e]] *= max(1.0 - gain * load[e], 1e-9)
        sum_of_types += mean[kind]
        variance[kind] += type_drift
        variance[pair] += pair_drift
        mean[at[5]] *= pace_kept
        variance[at[5]] = pace_kept**2 * variance[at[5]] + (1.0 - pace_kept**2) * pace
        times[pair] += 1.0

        # The part of the surprise that is noise, on the scale of the whole, of the type, of the worker.
        square = trust * surprise**2 * own_noise / (unsure + own_noise)
        all_squares += square / of_first
        all_weights += 1.0
        squares[kind] += square / (of_worker * of_first)
        weights[kind] += 1.0
        forgotten = (1.0 - worker_memory) * worker_weight
        own_squares[worker] = worker_memory * own_squares[worker] + forgotten + square / (of_type * of_first)
        own_weights[worker] = worker_memory * own_weights[worker] + forgotten + 1.0
        if first:
            first_squares += square / (of_type * of_worker)
            first_weights += 1.0
    return found
