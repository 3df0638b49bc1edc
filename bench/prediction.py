"""Next-answer prediction: ours beside Best-LR, pyBKT, DKT, simpleKT and AKT, on the same rows.

Ours and Best-LR are fitted in this run; the others' predictions were made once and are kept in
bench/peers/kept (`--retrain` makes them anew, which takes hours). Intervals resample test workers.
Times are of the processor, since others may be using the machine.
"""

from __future__ import annotations

import gzip
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import numpy as np

from bench import prediction_plots, report, resampling, sequence_head
from bench.peers import deep, kept, shared_logs
from bench.report import Figure, Section
from escalera.engine.prediction import Attempts
from escalera.lab import best_lr, evaluation, logs
from escalera.lab.measures import Measures

OURS, FAST, DEEP, SIMPLE, FORGETS = (
    "Escalera",
    "Escalera, fast",
    "Escalera, --deep",
    "Best-LR",
    "pyBKT, forgetting",
)
KEPT = {
    "pyBKT": "pybkt",
    FORGETS: "pybkt-forgets",
    "DKT": "dkt",
    "simpleKT": "simplekt",
    "AKT": "akt",
    DEEP: deep.NAME,
}
NEURAL = ("DKT", "simpleKT", "AKT")
RETRAIN = (
    ["sh", "bench/peers/environment.sh"],
    [sys.executable, "-m", "bench.peers.run_pybkt"],
    [sys.executable, "-m", "bench.peers.train"],
    [sys.executable, "-m", "bench.peers.deep"],
)
SHORT_WORKERS = 60  # of the training log and, a quarter of it, of the test log


@dataclass
class Compared:
    """Every model's predictions of the scored rows of one test log, and seconds of processor spent."""

    log: str
    score: np.ndarray
    worker: np.ndarray
    predictions: dict[str, np.ndarray] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def measures(self) -> dict[str, Measures]:
        return {name: Measures.of(self.score, p) for name, p in self.predictions.items()}


def measure(*, short: bool, seed: int) -> Section:
    """Compare on both shared logs; `short`: on some workers of one. Raises CannotMeasure."""
    try:
        folder = shared_logs.folder()
    except FileNotFoundError as absent:
        raise report.CannotMeasure(str(absent)) from None
    figures: list[Figure] = []
    plots, notes = [], []
    for log in shared_logs.NAMES[:1] if short else shared_logs.NAMES:
        with _files(folder, log, short=short) as (paths, rows):
            compared = compare(log, paths, rows)
        spread = resampling.spread(
            compared.predictions,
            compared.score,
            compared.worker,
            rng=np.random.default_rng(seed),
            repeats=100 if short else resampling.REPEATS,
        )
        found = figures_of(compared, spread)
        figures += [replace(figure, floor=None) for figure in found] if short else found
        plots += [
            prediction_plots.bars(log, spread),
            prediction_plots.calibration(log, compared.score, compared.predictions),
        ]
        notes += compared.notes
    if short:
        notes.append(f"short: ours learned from {SHORT_WORKERS} workers, the others from all; no floors")
    else:
        figures.append(sequence_head.figure(seed=seed))
    return Section("prediction", "Prediction of the next answer", seed, figures, notes, plots)


@contextmanager
def _files(folder: Path, log: str, *, short: bool) -> Iterator[tuple[list[Path], np.ndarray | None]]:
    """Paths of the training and the test log, and which rows of the test file they hold (None: all)."""
    paths = [folder / f"{log}_{part}.csv.gz" for part in ("train", "test")]
    if not short:
        yield paths, None
        return
    with tempfile.TemporaryDirectory() as aside:
        train, test = (Path(aside) / f"{part}.csv" for part in ("train", "test"))
        _excerpt(paths[0], train, SHORT_WORKERS)
        yield [train, test], _excerpt(paths[1], test, SHORT_WORKERS // 4)


def _excerpt(whole: Path, part: Path, workers: int) -> np.ndarray:
    """Write the rows of the first workers, and return their places among the rows of the whole."""
    lines = gzip.decompress(whole.read_bytes()).decode().splitlines(keepends=True)
    names = [line.split(",", 1)[0] for line in lines[1:]]
    chosen = set(list(dict.fromkeys(names))[:workers])
    rows = [row for row, name in enumerate(names) if name in chosen]
    part.write_text("".join([lines[0], *(lines[row + 1] for row in rows)]), encoding="utf-8")
    return np.array(rows)


def compare(log: str, paths: Sequence[Path], rows: np.ndarray | None) -> Compared:
    """Fit ours and Best-LR, and set the kept predictions of the same test rows beside them."""
    words = logs.Vocabulary()
    train, test = (logs.read([path], words).attempts for path in paths)
    known = test.known
    compared = Compared(log, test.score[known], test.worker[known])
    for name, fast in ((OURS, False), (FAST, True)):
        p, compared.seconds[name] = ours(paths, fast=fast)
        compared.predictions[name] = p[known]
    p, compared.seconds[SIMPLE] = _best_lr(train, test)
    compared.predictions[SIMPLE] = p[known]
    for name, model in KEPT.items():
        try:
            making, p = kept.read(model, log)
        except FileNotFoundError:
            compared.missing.append(name)
            continue
        compared.predictions[name] = (p if rows is None else p[rows])[known]
        compared.seconds[name] = making.cpu_seconds
        compared.notes.append(
            f"{log}, {name}: `{making.command}`, seed {making.seed}, commit {making.commit}, "
            f"{making.cpu_seconds:.0f} s CPU{'; ' + making.note if making.note else ''}"
        )
    if compared.missing:
        compared.notes.append(f"{log}: no kept predictions of {', '.join(compared.missing)}")
    return compared


def ours(paths: Sequence[Path], *, fast: bool) -> tuple[np.ndarray, float]:
    """Predictions of `escalera engine evaluate`, and seconds of processor to fit and predict."""
    times: dict[str, float] = {}

    def note(stage: str, share: float) -> None:
        times[stage] = time.process_time()

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "predictions.csv"
        evaluation.evaluate([paths[0]], [paths[1]], predictions=out, fast=fast, report=note)
        return deep.probabilities(out), times["predicting"] - times["reading test"]


def _best_lr(train: Attempts, test: Attempts) -> tuple[np.ndarray, float]:
    began = time.process_time()
    p = best_lr.predict(train, test)
    return p, time.process_time() - began


def figures_of(compared: Compared, spread: resampling.Spread) -> list[Figure]:
    """What is compared on one log; floors are those of the whole log."""
    log, found = compared.log, compared.measures()
    peers = [name for name in found if name not in (OURS, FAST, DEEP)]
    floors = {"assistments09": (0.779, 0.418, 0.012, 0.011), "algebra05": (0.818, None, None, None)}[log]

    def figure(
        what: str, measure: str, floor: float | None, better: Literal["higher", "lower"] = "higher"
    ) -> Figure:
        others = {name: getattr(found[name], measure) for name in peers}
        return Figure(f"{what}, {log}", getattr(found[OURS], measure), floor, better, peers=others)

    figures = [
        figure("AUC", "auc", floors[0]),
        figure("RMSE", "rmse", floors[1], "lower"),
        figure("ECE", "ece", floors[2], "lower"),
        *gains(spread, log, SIMPLE, floors[3]),
        *gains(spread, log, FORGETS, 0.05),
    ]
    figures += seconds(compared, found) if log == "assistments09" else []
    return figures + with_deep(compared, spread, found)


def gains(spread: resampling.Spread, log: str, peer: str, floor: float | None) -> list[Figure]:
    """The difference in AUC, and the lower end of its interval."""
    what = f"AUC over {peer}, {log}"
    if peer not in spread.names:
        return [Figure(what, np.nan, floor, "higher", note="no kept predictions")]
    gain, low, high = spread.difference(OURS, peer)
    note = f"95 % interval over workers {low:+.4f} to {high:+.4f}"
    return [
        Figure(what, gain, floor, "higher", note=note),
        Figure(f"{what}: lower end of the interval", low, 0.0, "higher"),
    ]


def seconds(compared: Compared, found: dict[str, Measures]) -> list[Figure]:
    """What fitting and predicting takes, and what the fast mode gives for a tenth of pyBKT's time."""
    log, spent = compared.log, compared.seconds
    peers = {name: took for name, took in spent.items() if name not in (OURS, FAST, DEEP)}
    note = "CPU, compiling, fitting and predicting"
    tenth = spent.get(FORGETS, np.nan) / 10
    return [
        Figure(f"time, {log}", spent[OURS], 120.0, "lower", "s", peers, note),
        Figure(f"fast mode: AUC, {log}", found[FAST].auc, 0.775, "higher"),
        Figure(
            f"fast mode: time, {log}",
            spent[FAST],
            38.0,
            "lower",
            "s",
            peers,
            f"{note}; a tenth of pyBKT's with forgetting is {tenth:.0f} s",
        ),
    ]


def with_deep(compared: Compared, spread: resampling.Spread, found: dict[str, Measures]) -> list[Figure]:
    """The sequence head blended in: at least as good as every neural peer."""
    what = f"with --deep: AUC, {compared.log}"
    peers = {name: found[name].auc for name in NEURAL if name in found}
    if DEEP not in found:
        return [
            Figure(what, np.nan, max(peers.values(), default=None), "higher", peers=peers, note="not kept")
        ]
    gain, low, high = spread.difference(DEEP, OURS)
    note = f"over ours without it {gain:+.4f} ({low:+.4f} to {high:+.4f})"
    return [
        Figure(what, found[DEEP].auc, max(peers.values(), default=None), "higher", peers=peers, note=note)
    ]


def retrain() -> None:
    """Make all kept predictions anew."""
    for command in RETRAIN:
        subprocess.run(command, cwd=Path(__file__).parents[1], check=True)


if __name__ == "__main__":
    if "--retrain" in sys.argv:
        sys.argv.remove("--retrain")
        retrain()
    report.main(measure)
