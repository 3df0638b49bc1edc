"""How well an hour's pay is foretold, walking forward through real timings: python -m bench.pay

Reads learning/crowdtruth_timing of the shared data (ESCALERA_SHARED_DATA, or ../shared/data beside the
project). Pay is constant within a task type there, so a wage is wrong by |seconds / foretold - 1|. The peers
walk the same rows in the same order.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench import report
from escalera.engine import Attempt, Catalogue, TaskType, pay
from escalera.engine.catalogue import FloatArray, IntArray
from escalera.engine.log import columns
from escalera.engine.pay import Forecasts, forecasting
from escalera.engine.pay.durations import Z_INTERVAL
from escalera.lab import pay_evaluation, timing
from escalera.lab.pay_evaluation import PayEvaluation
from escalera.lab.timing import TimedLog

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FILE = "learning/crowdtruth_timing.csv.gz"
CHOSEN_ON = 0.4  # the first part of time, on which the model's spreads were chosen
UNKNOWN = 60.0
DONE_BEFORE = ((0, 0), (1, 1), (2, 2), (3, 4), (5, 9), (10, 19), (20, 10_000))

Peer = Callable[[TimedLog, int], Forecasts]


def measure(*, short: bool, seed: int) -> report.Section:
    """Measure ours and the peers on the same rows; `short` refits the slowest peer less often."""
    log = timing.read([_path()])
    ours = pay_evaluation.foretell(log)
    found = {name: peer(log, 400 if short else 25) for name, peer in PEERS.items()}
    found["log-normal, same loss"] = _with_our_loss(found["log-normal"])
    measured = {name: pay_evaluation.measure(log, forecasts) for name, forecasts in found.items()}
    return report.Section(
        "pay",
        "Duration and pay: hourly wages foretold, walking forward",
        seed,
        _figures(pay_evaluation.measure(log, ours), measured),
        notes=_notes(log, ours),
        plots=[
            report.Plot(
                "practice",
                lambda axes: _draw(axes, log, {"ours": ours, **found}),
                alt="Share of wages foretold within 75 % by how often the worker had done the task type",
            )
        ],
    )


def _path() -> Path:
    shared = Path(os.environ.get("ESCALERA_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not (shared / FILE).is_file():
        raise report.CannotMeasure(f"{FILE} of the shared data is not here; set ESCALERA_SHARED_DATA")
    return shared / FILE


def _figures(ours: PayEvaluation, peers: dict[str, PayEvaluation]) -> list[report.Figure]:
    def of(name: str) -> dict[str, float]:
        return {peer: getattr(measured, name) for peer, measured in peers.items()}

    apart = {
        peer: abs(measured.coverage_80 - 0.8)
        for peer, measured in peers.items()
        if np.isfinite(measured.coverage_80) and measured.coverage_80
    }
    return [
        report.Figure("wages within 75 %", ours.within_75, 0.87, "higher", peers=of("within_75")),
        report.Figure(
            "wages within 75 %, first attempt at a design",
            ours.within_75_cold,
            0.70,
            "higher",
            peers=of("within_75_cold"),
        ),
        report.Figure("median absolute percentage error", ours.mdape, 0.33, "lower", peers=of("mdape")),
        report.Figure(
            "80 % interval: distance of its coverage from 80 %",
            abs(ours.coverage_80 - 0.8),
            0.03,
            "lower",
            peers=apart,
            note=f"covers {ours.coverage_80:.4f}",
        ),
        report.Figure("rows foretold", float(ours.rows), None, "higher"),
    ]


def _notes(log: TimedLog, ours: Forecasts) -> list[str]:
    began = replace(log.timings, asked=log.timings.told - log.timings.seconds)
    strict = pay_evaluation.measure(log, pay.forecast(began))
    later = log.timings.asked > np.quantile(log.timings.asked, CHOSEN_ON)
    held = pay_evaluation.measure(replace(log, paid=later), ours)
    return [
        _said("On the last three fifths of the rows", held),
        "The spreads were searched on the first two fifths and on algebra05; the effect of a first attempt and"
        " the loss were settled with the figures of all rows in sight.",
        _said("With only what was known when an attempt began (handed in less its seconds)", strict),
        "The number said is the one with the least expected loss under the forecast: the relative error, and"
        " 1.5 where that is above 75 %.",
        "within_75 of .864, cold .665 and error .336 are the figures of a plain empirical-Bayes log-normal"
        " given with the task; the peer of that name here is `pay.fit_durations`, fitted again and again.",
    ]


def _said(when: str, found: PayEvaluation) -> str:
    return (
        f"{when}: within 75 % {found.within_75:.4f}, first attempts {found.within_75_cold:.4f}, error "
        f"{found.mdape:.4f}, interval {found.coverage_80:.4f}, {found.rows:,} rows."
    )


def log_normal(log: TimedLog, every: int) -> Forecasts:
    """`pay.fit_durations` on all earlier rows, fitted again after `every` rows."""
    timings, order = log.timings, np.argsort(log.timings.asked, kind="stable")
    kinds = [str(code) for code in range(int(timings.task_type.max()) + 1)]
    catalogue = Catalogue.of(skills=["any"], task_types=[TaskType(name, {"any": 1.0}) for name in kinds])
    times, found = _times_before(timings.pair, order), np.zeros((len(timings), 3))
    for start in range(0, len(timings), every):
        past = [
            Attempt(str(timings.worker[n]), kinds[timings.task_type[n]], None, float(timings.seconds[n]))
            for n in order[:start]
        ]
        fitted = pay.fit_durations(columns(past, catalogue), catalogue)
        for n in order[start : start + every]:
            found[n] = fitted.seconds(
                int(timings.task_type[n]), worker=str(timings.worker[n]), times_before=int(times[n])
            )
    return Forecasts(*found.T, np.zeros(len(timings), dtype=np.int64))


def _with_our_loss(plain: Forecasts) -> Forecasts:
    """The same forecasts, but the number said is the one with the least expected loss, as ours is."""
    scale = np.log(plain.high / plain.low) / (2.0 * Z_INTERVAL)
    return replace(plain, seconds=plain.seconds * np.exp(forecasting.shift(scale)))


def median_of_type(log: TimedLog, every: int) -> Forecasts:
    """The median of all earlier attempts at the type."""
    return _medians(log, [log.timings.task_type])


def own_median(log: TimedLog, every: int) -> Forecasts:
    """The median of the worker's earlier attempts at the type; of everybody's where there are none."""
    return _medians(log, [log.timings.pair, log.timings.task_type])


PEERS: dict[str, Peer] = {
    "log-normal": log_normal,
    "median of the worker": own_median,
    "median of the type": median_of_type,
}


def _medians(log: TimedLog, groups: list[IntArray]) -> Forecasts:
    seconds, seen = log.timings.seconds, [dict[int, list[float]]() for _ in groups]
    said = np.full(seconds.size, UNKNOWN)
    for n in np.argsort(log.timings.asked, kind="stable"):
        earlier = [
            past[int(group[n])] for group, past in zip(groups, seen, strict=True) if int(group[n]) in past
        ]
        if earlier:
            said[n] = np.median(earlier[0])
        for group, past in zip(groups, seen, strict=True):
            past.setdefault(int(group[n]), []).append(float(seconds[n]))
    nothing = np.full(seconds.size, np.inf)
    return Forecasts(said, nothing, -nothing, np.zeros(seconds.size, dtype=np.int64))


def _times_before(group: IntArray, order: IntArray) -> IntArray:
    times, seen = np.zeros(group.size, dtype=np.int64), dict[int, int]()
    for n in order:
        times[n] = seen.get(int(group[n]), 0)
        seen[int(group[n])] = int(times[n]) + 1
    return times


def _draw(axes: Axes, log: TimedLog, found: dict[str, Forecasts]) -> None:
    order = np.argsort(log.timings.asked, kind="stable")
    times = _times_before(log.timings.pair, order)
    names = [f"{a}" if a == b else f"{a}-{b}" if b < 10_000 else f"{a}+" for a, b in DONE_BEFORE]
    for name, forecasts in found.items():
        right: FloatArray = np.abs(log.timings.seconds / forecasts.seconds - 1.0) <= 0.75
        axes.plot(names, [right[(times >= a) & (times <= b)].mean() for a, b in DONE_BEFORE], label=name)
    axes.set_title("Hourly wages foretold within 75 %")
    axes.set_xlabel("how often the worker had done the task type before")
    axes.set_ylabel("share of attempts")
    axes.legend()


if __name__ == "__main__":
    report.main(measure)
