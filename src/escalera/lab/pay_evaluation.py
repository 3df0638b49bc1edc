"""How well pay an hour is foretold, walking forward in time: what `escalera pay evaluate` prints."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from escalera.engine import pay
from escalera.engine.pay import Forecasts, forecasting, walking
from escalera.lab import timing
from escalera.lab.tables import BadLog
from escalera.lab.timing import TimedLog

FEWEST_ROWS = 50
ROWS_TO_COMPILE = 200_000  # compiling takes as long as walking through so many rows in plain Python


class TooFewTimings(BadLog):
    """A log with so few timed and paid attempts that shares of them would mean nothing."""


@dataclass(frozen=True)
class PayEvaluation:
    """Of `rows` hourly wages, each foretold from attempts finished before it: the share within 75 % of the
    true one, the same for a worker's first attempt at a task type, the median absolute percentage error, and
    the share inside the 80 % interval. The error of a wage is |seconds / foretold seconds - 1|."""

    within_75: float
    within_75_cold: float
    mdape: float
    coverage_80: float
    rows: int

    def as_json(self) -> dict[str, float | int]:
        return asdict(self)


@dataclass(frozen=True)
class Walked:
    """An evaluation with what it was made from."""

    evaluation: PayEvaluation
    log: TimedLog
    forecasts: Forecasts

    @property
    def remarks(self) -> list[str]:
        """What a reader of the figures has to know about the log."""
        log, known = self.log, self.forecasts.attempts
        thin = int(np.count_nonzero((known < pay.FEWEST_FOR_INTERVAL) & log.paid))
        said = {
            "submit": "at is read as the moment of handing in; time is walked in its order",
            "start": "at is read as the moment of beginning; an attempt is known when its seconds are over",
            "order": "some rows have no time, so the order of the rows is the order of time",
        }
        remarks = [said[log.at]]
        if thin:
            remarks.append(f"{thin} rows were foretold with fewer than 5 timed attempts of their task type")
        if log.untimed:
            remarks.append(f"{log.untimed} rows without seconds were passed over")
        if not log.paid.all():
            remarks.append(f"{np.count_nonzero(~log.paid)} rows without pay taught time but are not counted")
        if log.skipped:
            remarks.append(f"{len(log.skipped)} rows could not be read and were passed over")
        return remarks


def evaluate(
    paths: Sequence[Path | str],
    *,
    at: Literal["start", "submit"] | None = None,
    skip_bad: bool = False,
) -> Walked:
    """Foretell every row of the logs from the rows before it, and measure. Raises BadLog, TooFewTimings."""
    log = timing.read([Path(path) for path in paths], at=at, skip_bad=skip_bad)
    counted = int(np.count_nonzero(log.paid))
    if counted < FEWEST_ROWS:
        kind = "timed" if log.paid.all() else "timed and paid"
        raise TooFewTimings(
            f"{', '.join(map(str, paths))}: {counted} {kind} attempts; at least {FEWEST_ROWS} are needed to "
            "say how well pay is foretold"
        )
    forecasts = foretell(log)
    return Walked(measure(log, forecasts), log, forecasts)


def foretell(log: TimedLog) -> Forecasts:
    """Return the forecasts of a log, compiled where that pays and Numba is installed."""
    if len(log.timings) < ROWS_TO_COMPILE:
        return pay.forecast(log.timings)
    try:
        numba: Any = import_module("numba")
    except ImportError:
        return pay.forecast(log.timings)
    compiled = numba.njit(walking.walked), numba.njit(forecasting.quantiles)
    return pay.forecast(log.timings, kernel=compiled[0], conformal=compiled[1])


def measure(log: TimedLog, forecasts: Forecasts) -> PayEvaluation:
    """Compare forecasts with what happened on the rows that have a wage."""
    seconds, cold = log.timings.seconds[log.paid], log.timings.first_of_pair[log.paid]
    error = np.abs(seconds / forecasts.seconds[log.paid] - 1.0)
    inside = (seconds >= forecasts.low[log.paid]) & (seconds <= forecasts.high[log.paid])
    return PayEvaluation(
        within_75=_share(error <= forecasting.WRONG),
        within_75_cold=_share(error[cold] <= forecasting.WRONG),
        mdape=round(float(np.median(error)), 6),
        coverage_80=_share(inside),
        rows=int(seconds.size),
    )


def write_forecasts(path: Path, walked: Walked) -> None:
    """One line a timed row, in the order read: its line, seconds, what was foretold, and on how much."""
    log, found = walked.log, walked.forecasts
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("line", "seconds", "foretold", "low", "high", "attempts_known"))
        columns = log.line, log.timings.seconds, found.seconds, found.low, found.high, found.attempts
        for line, *numbers, known in zip(*(column.tolist() for column in columns), strict=True):
            rows.writerow((line, *(f"{number:.6g}" for number in numbers), known))


def _share(holds: NDArray[np.bool_]) -> float:
    return round(float(holds.mean()), 6) if holds.size else float("nan")
