"""How long the task types of a whole log take: log-normal seconds by task type and worker.

log seconds = type + worker + slope log(1 + times done before) + noise, the effects shrunk by empirical
Bayes (a two-way random-effects model, Searle et al. 1992, fitted by turns; the practice slope is the power
law of practice, Newell and Rosenbloom 1981). It needs no times of day; `escalera.engine.pay.walking` is
sharper where there are some.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import Catalogue, FloatArray, IntArray
from escalera.engine.log import Columns
from escalera.engine.pay.hourly import FEWEST_FOR_INTERVAL, HourlyPay, pay_an_hour

ROUNDS = 8
Z_INTERVAL = 1.2815515655446004
USUAL_NOISE = 0.6


@dataclass(frozen=True)
class Durations:
    """Fitted log seconds: usual (T,) by task type, spread_of_usual (T,) its deviation, worker effects by
    name, practice slope (negative: faster with practice), noise and between-worker deviations, attempts
    (T,)."""

    usual: FloatArray = field(repr=False)
    spread_of_usual: FloatArray = field(repr=False)
    workers: dict[str, float] = field(repr=False)
    slope: float = 0.0
    noise: float = USUAL_NOISE
    between: float = 0.3
    attempts: FloatArray = field(repr=False, default_factory=lambda: np.zeros(0))

    def seconds(
        self, row: int, *, worker: str | None = None, times_before: int = 0
    ) -> tuple[float, float, float]:
        """Return median, low and high (80 % interval) of the seconds of the next attempt at a type."""
        known = self.workers.get(worker) if worker is not None else None
        middle = float(self.usual[row]) + (known or 0.0) + self.slope * float(np.log1p(times_before))
        unknown = 0.0 if known is not None else self.between**2
        spread = float(np.sqrt(self.noise**2 + self.spread_of_usual[row] ** 2 + unknown))
        return _interval(middle, spread)

    def hourly(
        self,
        row: int,
        *,
        pay: float,
        worker: str | None = None,
        times_before: int = 0,
        unpaid_share: float = 0.0,
    ) -> HourlyPay:
        """Return pay an hour for a type; unpaid_share in [0, 1) is the share of the working day that
        nobody pays.

        Raises ValueError for a share out of range or negative pay.
        """
        seconds = self.seconds(row, worker=worker, times_before=times_before)
        return pay_an_hour(seconds, pay=pay, unpaid_share=unpaid_share, attempts=int(self.attempts[row]))


def fit_durations(log: Columns, catalogue: Catalogue) -> Durations:
    """Return durations fitted to the timed attempts of a log; types without any keep the declared seconds."""
    timed = np.isfinite(log.seconds) & (log.seconds > 0)
    row, worker, y = log.row[timed], log.worker[timed], np.log(log.seconds[timed])
    declared, types = np.log(catalogue.seconds), len(catalogue.task_types)
    if y.size < FEWEST_FOR_INTERVAL:
        nothing = np.zeros(types)
        return Durations(declared, np.full(types, USUAL_NOISE), {}, attempts=nothing)
    practice = np.log1p(_times_before(log)[timed])
    usual, people, slope = declared.copy(), np.zeros(len(log.workers)), 0.0
    noise, spread, between = USUAL_NOISE**2, USUAL_NOISE**2, 0.3**2
    for _ in range(ROUNDS):
        usual, left_usual = _shrunk(y - people[worker] - slope * practice, row, declared, noise, spread)
        people, left_people = _shrunk(
            y - usual[row] - slope * practice, worker, np.zeros_like(people), noise, between
        )
        slope = _slope(y - usual[row] - people[worker], practice, noise)
        residual = y - usual[row] - people[worker] - slope * practice
        noise = float(np.mean(residual**2)) + 1e-4
        many = np.bincount(row, minlength=types) > 0
        spread = float(np.mean((usual - declared)[many] ** 2 + left_usual[many])) + 1e-4
        between = float(np.mean(people**2 + left_people)) + 1e-4
    return Durations(
        usual=usual,
        spread_of_usual=np.sqrt(left_usual),
        workers=dict(zip(log.workers, people.tolist(), strict=True)),
        slope=slope,
        noise=float(np.sqrt(noise)),
        between=float(np.sqrt(between)),
        attempts=np.bincount(row, minlength=types).astype(np.float64),
    )


def usual_seconds(log: Columns, catalogue: Catalogue) -> FloatArray:
    """Return the expected seconds of each type, (T,), from a log; declared ones where nobody was timed."""
    fitted = fit_durations(log, catalogue)
    heavy = np.where(fitted.attempts > 0, np.exp(fitted.noise**2 / 2.0), 1.0)
    expected: FloatArray = np.where(fitted.attempts > 0, np.exp(fitted.usual) * heavy, catalogue.seconds)
    return expected


def _shrunk(
    values: FloatArray, group: IntArray, centre: FloatArray, noise: float, spread: float
) -> tuple[FloatArray, FloatArray]:
    many = np.bincount(group, minlength=centre.size)
    total = np.bincount(group, weights=values - centre[group], minlength=centre.size)
    precision = many / noise + 1.0 / spread
    return centre + total / noise / precision, 1.0 / precision


def _slope(values: FloatArray, practice: FloatArray, noise: float) -> float:
    """Return the practice slope with a prior of 0 +- 0.2."""
    return float(practice @ values / (practice @ practice + noise / 0.2**2))


def _times_before(log: Columns) -> FloatArray:
    """Return how often each row's worker had done its type before, (N,)."""
    pair = log.worker * (int(log.row.max(initial=0)) + 1) + log.row
    order = np.argsort(pair, kind="stable")
    start = np.r_[True, pair[order][1:] != pair[order][:-1]]
    first = np.maximum.accumulate(np.where(start, np.arange(pair.size), 0))
    times = np.empty(pair.size)
    times[order] = np.arange(pair.size) - first
    return times


def _interval(middle: float, spread: float) -> tuple[float, float, float]:
    low, high = np.exp(middle - Z_INTERVAL * spread), np.exp(middle + Z_INTERVAL * spread)
    return float(np.exp(middle)), float(low), float(high)
