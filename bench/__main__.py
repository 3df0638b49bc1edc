"""Run every section of the bench side by side, each in a process of its own: python -m bench [NAME ...]

Prints one table a section and a summary at the end, and keeps everything in bench/results/ (with --short:
nothing). A section that breaks is shown as failed, and the exit status is 1; figures short of their floor
are counted and do not change it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import report

ROOT = Path(__file__).parents[1]
SECTIONS = (
    "prediction",
    "gains",
    "planning",
    "covering",
    "off_policy",
    "pay",
    "judgement",
    "matching",
    "speed_of_matching",
    "reading",
    "help_matching",
    "circles",
    "advice",
    "solidarity",
    "ways",
    "fair_feedback",
    "pages",
    "speed",
    "scale",
)


@dataclass(frozen=True)
class Outcome:
    """What became of a section: its kept figures, or why there are none."""

    name: str
    status: int
    kept: dict[str, Any] = field(default_factory=dict)
    said: str = ""

    @property
    def failed(self) -> bool:
        return self.status not in (0, report.CANNOT)

    def count(self, verdict: str) -> int:
        return sum(figure["verdict"] == verdict for figure in self.kept.get("figures", ()))


def main() -> int:
    chosen = _arguments()
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(aside) if chosen.short else report.RESULTS
        outcomes = [measure(name, folder, chosen) for name in chosen.names or SECTIONS]
    summarise(outcomes)
    if not chosen.short:
        print("python -m bench.docs brings these figures into docs/engine.md")
    return int(any(outcome.failed for outcome in outcomes))


def measure(name: str, folder: Path, chosen: argparse.Namespace) -> Outcome:
    """Run one section; what it prints goes to the screen as it comes."""
    print(f"== {name}", flush=True)
    command = [sys.executable, "-m", f"bench.{name}", "--seed", str(chosen.seed), "--out", str(folder)]
    done = subprocess.run(
        command + ["--short"] * chosen.short, cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        print(done.stderr, end="", flush=True)
        return Outcome(name, done.returncode, said=_last_line(done.stderr))
    return Outcome(name, 0, kept=json.loads((folder / f"{name}.json").read_text()))


def summarise(outcomes: list[Outcome]) -> None:
    """Print how many figures pass and how many are short, a line a section, and which are short."""
    table = Table("section", "pass", "short", "no floor", "", title="Summary")
    for outcome in outcomes:
        counts = [str(outcome.count(verdict)) for verdict in ("pass", "short", "no floor")]
        word = "cannot be measured here" if outcome.status == report.CANNOT else "FAILED"
        remark = f"{word}: {outcome.said}" if outcome.status else ""
        table.add_row(outcome.name, *(counts if not outcome.status else ("", "", "")), remark)
    totals = (sum(outcome.count(verdict) for outcome in outcomes) for verdict in ("pass", "short"))
    broken = sum(outcome.failed for outcome in outcomes)
    console = Console(width=150)
    console.print(table)
    for outcome in outcomes:
        for figure in outcome.kept.get("figures", ()):
            if figure["verdict"] == "short":
                console.print(f"short: {outcome.name}: {figure['what']}", markup=False, highlight=False)
    passing, short = totals
    console.print(f"{passing} pass, {short} short, {broken} sections failed", highlight=False)


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else "it said nothing"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help=f"of {', '.join(SECTIONS)} (default: all)")
    parser.add_argument("--short", action="store_true", help="smaller measurements; nothing is kept")
    parser.add_argument("--seed", type=int, default=report.SEED)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
