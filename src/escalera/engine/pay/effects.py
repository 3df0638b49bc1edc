"""What makes an attempt longer or shorter: effects in log seconds, kept in one array of means and one of
variances, and where in them each attempt finds its own."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import FloatArray, IntArray
from escalera.engine.pay.timings import Timings

TYPE, WORKER, PAIR, ITEM, SLOPE, PACE, FIRST = range(7)


@dataclass(frozen=True)
class Spread:
    """Prior deviations of the effects in log seconds, and how quickly they may change.

    Chosen on the first two fifths of CrowdTruth's timings and on the times between two steps of algebra05
    (docs/algorithms/pay.md).
    """

    usual: float = 60.0  # median seconds when nothing at all is known
    first_type: float = 1.0
    type: float = 0.8
    worker: float = 0.35
    pair: float = 0.15  # a worker on one type
    item: float = 0.3
    slope: float = -0.1
    slope_spread: float = 0.03
    pace: float = 0.12
    first: float = 0.2  # a worker's first attempt at a type
    pace_kept: float = 0.9
    type_drift: float = 0.0001  # variance added by each attempt
    pair_drift: float = 0.001
    noise: float = 0.5
    noise_weight: float = 10.0  # attempts that the prior of a type's noise counts for
    worker_weight: float = 3.0
    worker_memory: float = 0.98
    first_weight: float = 20.0
    tails: float = 4.0  # degrees of freedom of the noise


USUAL = Spread()


@dataclass(frozen=True)
class Effects:
    """Prior mean and variance of E effects, both (E,), and which seven concern each row, at (N, 7), in the
    order TYPE, WORKER, PAIR, ITEM, SLOPE, PACE, FIRST."""

    mean: FloatArray = field(repr=False)
    variance: FloatArray = field(repr=False)
    at: IntArray = field(repr=False)


def effects_of(timings: Timings, spread: Spread = USUAL) -> Effects:
    """Return the effects of a log before anything is known."""
    kind, pair = timings.task_type, timings.pair
    codes = kind, timings.worker, pair, timings.item, kind, pair, np.zeros_like(kind)
    many = [int(code.max(initial=-1)) + 1 for code in codes]
    start = np.concatenate([[0], np.cumsum(many)[:-1]])
    deviations = (
        spread.type,
        spread.worker,
        spread.pair,
        spread.item,
        spread.slope_spread,
        spread.pace,
        spread.first,
    )
    centres = np.log(spread.usual), 0.0, 0.0, 0.0, spread.slope, 0.0, 0.0
    return Effects(
        mean=np.repeat(centres, many),
        variance=np.repeat(np.square(deviations), many),
        at=np.stack(codes, axis=1) + start,
    )
