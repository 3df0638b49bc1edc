"""What every section of the bench hands in, and how it is kept: figures with floor and peers, and plots.

A section is a module bench/<section>.py with

    def measure(*, short: bool, seed: int) -> report.Section: ...

    if __name__ == "__main__":
        report.main(measure)

`python -m bench.<section> [--short] [--seed N]` prints its table; without --short it also writes
bench/results/<section>.json, .md and the plots as PNG and SVG.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from bench import drawing, machine, wording

if TYPE_CHECKING:
    from matplotlib.axes import Axes

RESULTS = Path(__file__).parent / "results"
SEED = 20261123
CANNOT = 3  # exit status of a section that could not be measured here

Verdict = Literal["pass", "short", "no floor"]


class CannotMeasure(Exception):
    """What a section needs is not on this machine (shared data, a peer's environment); says what."""


@dataclass(frozen=True)
class Figure:
    """One number: ours, the floor it has to reach (None: there is none), and peers measured on the same."""

    what: str
    ours: float
    floor: float | None
    better: Literal["higher", "lower"]
    unit: str = ""
    peers: Mapping[str, float] = field(default_factory=dict)
    note: str = ""

    @property
    def verdict(self) -> Verdict:
        """Pass or short of the floor; a number that is no number is short."""
        if self.floor is None:
            return "no floor"
        reached = self.ours >= self.floor if self.better == "higher" else self.ours <= self.floor
        return "pass" if reached else "short"

    @property
    def ratios(self) -> dict[str, float]:
        """Ours divided by each peer's: above 1 is better where higher is better, below 1 where lower is."""
        return {name: self.ours / theirs if theirs else math.nan for name, theirs in self.peers.items()}

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"peers": dict(self.peers), "ratios": self.ratios, "verdict": self.verdict}


@dataclass(frozen=True)
class Plot:
    """A picture: `draw` fills the axes (title, labels, legend); `alt` says in words what is to be seen."""

    name: str
    draw: Callable[[Axes], None]
    alt: str = ""


@dataclass(frozen=True)
class Section:
    """A group of figures that belong together, with remarks and plots; `name` is that of the module."""

    name: str
    title: str
    seed: int
    figures: Sequence[Figure]
    notes: Sequence[str] = ()
    plots: Sequence[Plot] = ()


class Measure(Protocol):
    def __call__(self, *, short: bool, seed: int) -> Section: ...


def write(section: Section, folder: Path = RESULTS, *, about: machine.About | None = None) -> dict[str, Any]:
    """Write <name>.json, <name>.md, <name>-<plot>.png and .svg to the folder; return what the JSON holds."""
    about = about or machine.about(section.seed)
    folder.mkdir(parents=True, exist_ok=True)
    kept = {
        "name": section.name,
        "title": section.title,
        **asdict(about),
        "figures": [figure.as_json() for figure in section.figures],
        "notes": list(section.notes),
        "plots": [{"name": plot.name, "alt": plot.alt} for plot in section.plots],
    }
    kept = _without_nan(kept)
    (folder / f"{section.name}.json").write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
    (folder / f"{section.name}.md").write_text(wording.page(kept))
    for plot in section.plots:
        drawing.save(plot.draw, folder / f"{section.name}-{plot.name}", caption=about.line)
    return kept


def main(measure: Measure) -> None:
    """The command line of one section: measure, print, and unless --short keep the results."""
    chosen = _arguments(measure)
    try:
        with _timed() as spent:
            section = measure(short=chosen.short, seed=chosen.seed)
    except CannotMeasure as reason:
        print(f"cannot be measured here: {reason}", file=sys.stderr)
        sys.exit(CANNOT)
    about = replace(machine.about(chosen.seed), short=chosen.short, **spent)
    folder = chosen.out or (None if chosen.short else RESULTS)
    if folder is not None:
        write(section, folder, about=about)
    wording.show(section, about)


def _arguments(measure: Measure) -> argparse.Namespace:
    module = sys.modules[getattr(measure, "__module__", __name__)]
    parser = argparse.ArgumentParser(
        description=module.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--short", action="store_true", help="a smaller measurement; nothing is kept")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, help="folder for the results (default: bench/results)")
    return parser.parse_args()


@contextmanager
def _timed() -> Iterator[dict[str, float]]:
    spent: dict[str, float] = {}
    wall, cpu = time.perf_counter(), time.process_time()
    yield spent
    spent["seconds"] = round(time.perf_counter() - wall, 1)
    spent["cpu_seconds"] = round(time.process_time() - cpu, 1)


def _without_nan(value: Any) -> Any:
    """JSON knows no NaN and no infinity: they are kept as null and as text."""
    if isinstance(value, dict):
        return {key: _without_nan(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_nan(inner) for inner in value]
    if hasattr(value, "item") and not isinstance(value, (str, bytes)):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else str(value)
    return value
