"""How a fit grows with the log: seconds, processor seconds and memory from 0.1 to 100 million made attempts, and
whether one process, two processes and a dask cluster give the same model.

    python -m bench.scale [--short] [--most ROWS] [--logs FOLDER]

--most leaves out longer logs (100 million rows take 1 GB on disk, and 7 GB more while they are fitted). Logs are made
in a temporary folder and removed, or kept in FOLDER with what was measured on them, so that a second run goes on there.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes

from bench import made_logs, report
from escalera.lab import fitting, models
from escalera.lab.bulk import crews

SIZES = (100_000, 1_000_000, 10_000_000, 100_000_000)
SMALL = 20_000
GB = 2**30


@dataclass(frozen=True)
class Run:
    """One fit with two processes: wall and processor seconds, the most memory that all its processes held at
    once (their resident sizes added up, so shared pages count twice), and the machine's load meanwhile."""

    rows: int
    seconds: float
    cpu_seconds: float
    peak_gb: float
    load: float


def measure(*, short: bool, seed: int, most: int = SIZES[-1], logs: Path | None = None) -> report.Section:
    folder = logs or Path(tempfile.mkdtemp(prefix="escalera-scale-"))
    try:
        figures = _same(folder, seed)
        runs = [] if short else [_measured(folder, rows, seed) for rows in SIZES if rows <= most]
    finally:
        if logs is None:
            shutil.rmtree(folder)
    return report.Section(
        name="scale",
        title="Fitting long logs",
        seed=seed,
        figures=figures + _figures(runs),
        notes=_notes(runs),
        plots=[report.Plot("growth", partial(_draw, runs), _alt(runs))] if runs else [],
    )


def _same(folder: Path, seed: int) -> list[report.Figure]:
    """Fit a small log with each crew and compare the models."""
    log = _log(folder, SMALL, seed)
    alone = fitting.fit(fitting.Task([log], folder / "alone.npz"))
    with closing(crews.Processes(2)) as crew:
        two = fitting.fit(fitting.Task([log], folder / "two.npz"), crew)
    figures = [_figure("two processes", difference(alone, two))]
    try:
        from distributed import LocalCluster
    except ImportError:
        return figures
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        closing(crews.Cluster(cluster.scheduler_address)) as crew,
    ):
        dask = fitting.fit(fitting.Task([log], folder / "dask.npz"), crew)
    return [*figures, _figure("a dask cluster", difference(alone, dask))]


def _figure(whose: str, apart: float) -> report.Figure:
    return report.Figure(
        f"largest difference of {whose} from one process", apart, 1e-8, "lower", note="20,000 rows"
    )


def difference(one: models.Model, other: models.Model) -> float:
    """Return the largest difference between any two numbers of two models; infinity where names differ."""
    left, right = (np.load(io.BytesIO(models.to_bytes(model))) for model in (one, other))
    if left.files != right.files:
        return float("inf")
    apart = 0.0
    for name in left.files:
        a, b = left[name], right[name]
        if a.dtype.kind in "US" or a.shape != b.shape:
            apart = apart if np.array_equal(a, b) else float("inf")
        elif a.size:
            apart = max(apart, float(np.nanmax(np.abs(a.astype(float) - b.astype(float)), initial=0.0)))
    return apart


def _log(folder: Path, rows: int, seed: int) -> Path:
    place = folder / f"attempts-{rows}"
    if not (place / "whole").exists():
        made_logs.write(place, rows, seed=seed)
        (place / "whole").touch()
    return place


def _measured(folder: Path, rows: int, seed: int) -> Run:
    kept = folder / f"measured-{rows}.json"
    if not kept.exists():
        kept.write_text(json.dumps(asdict(_run(_log(folder, rows, seed), rows))))
    return Run(**json.loads(kept.read_text()))


def _run(log: Path, rows: int) -> Run:
    out = log.with_suffix(".npz")
    command = [
        sys.executable,
        "-m",
        "escalera",
        "engine",
        "fit",
        str(log),
        "--out",
        str(out),
        "--processes",
        "2",
    ]
    before, began, peak, loads = _children(), time.perf_counter(), 0, []
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:
        while running.poll() is None:
            peak = max(peak, sum(_resident(pid) for pid in _family(running.pid)))
            loads.append(os.getloadavg()[0])
            time.sleep(0.2)
    if running.returncode:
        raise RuntimeError(f"the fit of {rows:,} rows failed")
    seconds = time.perf_counter() - began
    return Run(rows, seconds, _children() - before, peak / GB, float(np.median(loads)))


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _family(pid: int) -> list[int]:
    """Return a process with all that descend from it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(other for child in children for other in _family(int(child)))]


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return 0


def _figures(runs: list[Run]) -> list[report.Figure]:
    figures = []
    for run in runs:
        million = run.rows / 1e6
        # Two minutes on two cores: other work on the machine lengthens wall time, so processor time is held to it.
        note = (
            f"{run.seconds:.0f} s by the clock at a median load of {run.load:.1f} on {os.cpu_count()} cores"
        )
        floor = 120.0 if run.rows == 1_000_000 else None
        figures.append(
            report.Figure(
                f"{million:g} million rows, processor seconds",
                run.cpu_seconds,
                floor,
                "lower",
                "s",
                note=note,
            )
        )
        floor = 4.0 if run.rows == SIZES[-1] else None
        figures.append(
            report.Figure(f"{million:g} million rows, most memory", run.peak_gb, floor, "lower", "GB")
        )
    return figures


def _notes(runs: list[Run]) -> list[str]:
    notes = [f"Left out: {rows:,} rows." for rows in SIZES if runs and rows > runs[-1].rows]
    return [
        *notes,
        "Two processes; made logs of 120 task types, 40 skills, 20,000 items, 100 attempts a worker, as Parquet. "
        "Memory adds up the resident sizes of all processes. In logs of more than some 12,000 rows the gains follow a fixed "
        "part of the workers; everything else counts every row.",
    ]


def _draw(runs: list[Run], axes: Axes) -> None:
    rows = [run.rows / 1e6 for run in runs]
    axes.loglog(rows, [run.seconds for run in runs], label="seconds")
    axes.loglog(rows, [run.cpu_seconds for run in runs], label="processor seconds")
    axes.loglog(rows, [1024 * run.peak_gb for run in runs], label="most memory (MB)")
    axes.set_xlabel("million rows")
    axes.set_title("Fitting a log with two processes")
    axes.legend()


def _alt(runs: list[Run]) -> str:
    said = [f"{run.rows / 1e6:g} million rows {run.seconds:.0f} s and {run.peak_gb:.1f} GB" for run in runs]
    return "Growth of a fit: " + "; ".join(said) + "."


def main() -> None:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--most", type=int, default=SIZES[-1])
    parser.add_argument("--logs", type=Path)
    own, rest = parser.parse_known_args()
    sys.argv[1:] = rest
    report.main(partial(measure, most=own.most, logs=own.logs))


if __name__ == "__main__":
    main()
