"""What each page costs: python -m bench.pages

The product is begun in a folder of its own and filled by tests/journeys/staging.py. Each page is asked for in
process, by Django's test client, so that what is counted is the processor's time of our code and the database's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench import report

JOURNEYS = Path(__file__).parents[1] / "tests" / "journeys"
MOST_MS, MOST_KB = 10, 14  # DESIGN: ten milliseconds of processor a page, 14 kB of HTML over the wire


def measure(*, short: bool, seed: int) -> report.Section:
    with tempfile.TemporaryDirectory() as home:
        kit = _staged(Path(home))
        pages = _costs(Path(home), kit, times=3 if short else 25)
    dear = sorted(pages, key=lambda one: -one["ms"])
    figures = [_time(one) for one in dear[:12]]
    heavy = max(pages, key=lambda one: one["kb"])
    figures += [
        report.Figure(
            "pages above it",
            sum(one["ms"] > MOST_MS for one in pages),
            0,
            "lower",
            note=f"of {len(pages)}",
        ),
        report.Figure("median page", dear[len(dear) // 2]["ms"], MOST_MS, "lower", "ms"),
        report.Figure(f"heaviest HTML, gzip: {heavy['name']}", heavy["kb"], MOST_KB, "lower", "kB"),
    ]
    return report.Section(
        "pages",
        "What a page costs",
        seed,
        figures,
        notes=["Median of the processor's time of one page, SQLite, the twelve dearest pages."],
    )


def _time(one: dict[str, Any]) -> report.Figure:
    return report.Figure(f"page {one['name']}: processor", one["ms"], MOST_MS, "lower", "ms")


def _staged(home: Path) -> dict[str, Any]:
    """The product begun and stopped again, then filled."""
    sys.path.insert(0, str(JOURNEYS))
    from running import free_port, start  # type: ignore[import-not-found]

    running = start(home, free_port())
    running.process.terminate()
    running.process.wait(timeout=30)
    done = subprocess.run(
        [sys.executable, str(JOURNEYS / "staging.py"), "es-mx"],
        env=_environment(home),
        check=True,
        capture_output=True,
        text=True,
    )
    kit: dict[str, Any] = json.loads(done.stdout)
    return kit


def _costs(home: Path, kit: dict[str, Any], *, times: int) -> list[dict[str, Any]]:
    """For each name of a page the dearest of its addresses: {"name", "ms", "kb"}."""
    asked = json.dumps({"session": kit["session"], "pages": kit["pages"] + kit["tasks"][::9], "times": times})
    done = subprocess.run(
        [sys.executable, "-m", "bench.page_costs"],
        input=asked,
        env=_environment(home),
        check=True,
        capture_output=True,
        text=True,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def _environment(home: Path) -> dict[str, str]:
    clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    return {**clean, "ESCALERA_HOME": str(home), "OMP_NUM_THREADS": "1"}


if __name__ == "__main__":
    report.main(measure)
