"""How well a phrase or a title finds its skill or occupation, and how fast: python -m bench.matching

Reads skills_benchmark and esco of the shared data (ESCALERA_SHARED_DATA, or ../shared/data beside the
project). All alternative labels are indexed, for us and for the peers, and the best label speaks for its id.
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
from typing import TYPE_CHECKING

import numpy as np

from bench import matching_doubt, matching_peers, matching_sets, report
from bench.matching_sets import Asked
from escalera.skills.matching import Label, Matcher, encoder
from escalera.skills.matching.index import build

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Set: (floor of MRR, floor of R@10)
FLOORS: dict[str, tuple[float | None, float | None]] = {
    "house spans": (0.55, 0.78),
    "tech spans": (0.60, 0.80),
    "US titles": (0.62, None),
    "Spanish titles, Spanish labels": (0.52, None),
    "Spanish titles without accents, Spanish labels": (None, None),
    "Spanish titles, English labels": (0.40, None),
}
ALONE = "ours without encoder"
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
DEEP = 150  # further down a rank counts as never


@dataclass(frozen=True)
class Found:
    """Ranks by way of matching, a query each; infinite where the right one was not among the first."""

    ranks: dict[str, np.ndarray]
    milliseconds: list[float]

    def reciprocal(self, way: str) -> float:
        return float((1 / self.ranks[way]).mean())

    def within(self, way: str, top: int = 10) -> float:
        return float((self.ranks[way] <= top).mean())


def measure(*, short: bool, seed: int) -> report.Section:
    """Ask every set of ours and of the peers; `short` asks few of few."""
    if not encoder.is_installed():
        raise report.CannotMeasure("the encoder is not installed: pip install 'escalera[semantic]'")
    found = {name: ask(_less(asked) if short else asked) for name, asked in _sets().items()}
    doubt, sure, right = matching_doubt.figures(_of_skills(short))
    figures = [figure for name, one in found.items() for figure in _figures(name, one)]
    return report.Section(
        "matching",
        "Matching: a phrase finds its skill, a title its occupation",
        seed,
        [*figures, *doubt, *_speed(found, short)],
        notes=NOTES,
        plots=[
            report.Plot(
                "ways",
                lambda axes: _draw(axes, found),
                alt="Mean reciprocal rank of each way of matching on each set",
            ),
            report.Plot(
                "confidence",
                lambda axes: _draw_confidence(axes, sure, right),
                alt="Share of right answers by how sure the matcher was, beside the diagonal",
            ),
        ],
    )


NOTES = (
    "Ids of one score share the middle of their ranks for the peers; ours has an order of its own.",
    "Weights were chosen with the validation files and the Spanish titles in sight. The label space was"
    " learned on ESCO's labels, but on none of the occupations the Spanish titles ask for.",
    "The Spanish titles are ESCO's own alternatives, taken out of the labels and written in the plural and in"
    " capitals. A list of occupations that somebody else wrote is harder.",
)


def _sets() -> dict[str, Asked]:
    skills, jobs = matching_sets.esco("skills"), matching_sets.esco("occupations")
    return {
        "house spans": matching_sets.spans("house", skills),
        "tech spans": matching_sets.spans("tech", skills),
        "US titles": matching_sets.melo(),
        "Spanish titles, Spanish labels": matching_sets.spanish_titles(jobs, "es"),
        "Spanish titles without accents, Spanish labels": matching_sets.spanish_titles(
            jobs, "es", plain=True
        ),
        "Spanish titles, English labels": matching_sets.spanish_titles(jobs, "en"),
    }


def _less(asked: Asked) -> Asked:
    queries = asked.queries[:20]
    wanted = {id_ for _, answers in queries for id_ in answers}
    labels = [label for at, label in enumerate(asked.labels) if at % 60 == 0 or label.id in wanted]
    return Asked(queries, labels)


def _of_skills(short: bool) -> Matcher:
    chosen = encoder.best()
    return Matcher(
        build(matching_sets.labels_of(matching_sets.esco("skills"), "en")[:: 40 if short else 1], chosen),
        chosen,
    )


def ask(asked: Asked) -> Found:
    chosen = encoder.best()
    index = build(asked.labels, chosen)
    ranks, milliseconds = _ranks(Matcher(index, chosen), asked)
    found = {"ours": ranks, ALONE: _ranks(Matcher(index, None), asked)[0]}
    texts = [label.text for label in asked.labels]
    for name, peer in matching_peers.PEERS.items():
        found[name] = np.array(matching_peers.ranks(peer(texts), asked.labels, asked.queries))
    return Found(found, milliseconds)


def _ranks(matcher: Matcher, asked: Asked) -> tuple[np.ndarray, list[float]]:
    ranks, milliseconds = [], []
    for text, answers in asked.queries:
        began = time.process_time()
        matches = matcher.match(text, DEEP)
        milliseconds.append(1000 * (time.process_time() - began))
        own = (place for place, match in enumerate(matches, start=1) if match.id in answers)
        ranks.append(float(next(own, np.inf)))
    return np.array(ranks), milliseconds


def _figures(name: str, found: Found) -> list[report.Figure]:
    reciprocal, within = FLOORS[name]
    peers = [way for way in found.ranks if way != "ours"]
    ranks = {way: found.reciprocal(way) for way in peers}
    tens = {way: found.within(way) for way in peers}
    return [
        report.Figure(f"{name}: MRR", found.reciprocal("ours"), reciprocal, "higher", peers=ranks),
        report.Figure(f"{name}: R@10", found.within("ours"), within, "higher", peers=tens),
    ]


def _speed(found: dict[str, Found], short: bool) -> list[report.Figure]:
    skills = matching_sets.esco("skills")
    labels = [Label(row["id"], row["label_en"]) for row in skills][:: 60 if short else 1]
    queries = [text for text, _ in matching_sets.spans("house", skills).queries]
    made, peak = _command(labels, queries[:1])
    milliseconds = _each(labels, queries)
    many = float(np.median(found["house spans"].milliseconds))
    return [
        report.Figure(
            "13,896 labels indexed, once, with start-up, processor time", made[0], 20, "lower", "s"
        ),
        report.Figure("the same again, from what was kept, processor time", made[1], None, "lower", "s"),
        report.Figure("a query among 13,896 labels, processor time", milliseconds, 10, "lower", "ms"),
        report.Figure("a query among 99,192 labels, processor time", many, 10, "lower", "ms"),
        report.Figure("peak memory of the command", peak, None, "lower", "MB"),
    ]


def _command(labels: Sequence[Label], queries: Sequence[str]) -> tuple[list[float], float]:
    """Seconds of `escalera skills match` the first time and the second, and the most megabytes it held."""
    with tempfile.TemporaryDirectory() as home:
        file = Path(home) / "labels.tsv"
        file.write_text("".join(f"{label.id}\t{label.text}\n" for label in labels), encoding="utf-8")
        command = [sys.executable, "-c", WATCH, "escalera", "skills", "match", "--labels", str(file)]
        environment = {**os.environ, "ESCALERA_HOME": home}
        told = []
        for _ in range(2):
            done = subprocess.run(
                command, input="\n".join(queries), env=environment, capture_output=True, text=True, check=True
            )
            told.append([float(number) for number in done.stderr.split()[-2:]])
    return [seconds for seconds, _ in told], max(peak for _, peak in told)


def _each(labels: Sequence[Label], queries: Sequence[str]) -> float:
    chosen = encoder.best()
    matcher, spent = Matcher(build(labels, chosen), chosen), []
    for query in queries:
        began = time.process_time()
        matcher.match(query)
        spent.append(1000 * (time.process_time() - began))
    return float(np.median(spent))


def _draw(axes: Axes, found: dict[str, Found]) -> None:
    names, ways = list(found), list(next(iter(found.values())).ranks)
    width = 0.8 / len(ways)
    for number, way in enumerate(ways):
        at = np.arange(len(names)) + (number - len(ways) / 2) * width
        axes.barh(at, [found[name].reciprocal(way) for name in names], width, label=way)
    axes.set_yticks(np.arange(len(names)), [name.replace(", ", ",\n") for name in names])
    axes.invert_yaxis()
    axes.set_xlabel("mean reciprocal rank")
    axes.set_title("How high the right answer stands")
    axes.legend()


def _draw_confidence(axes: Axes, sure: np.ndarray, right: np.ndarray) -> None:
    bins = np.minimum((sure * matching_doubt.BINS).astype(int), matching_doubt.BINS - 1)
    held = sorted(set(bins))
    axes.plot([0, 1], [0, 1], linestyle=":", label="as sure as right")
    axes.plot(
        [sure[bins == b].mean() for b in held],
        [right[bins == b].mean() for b in held],
        marker="o",
        label="ours",
    )
    axes.set_xlabel("confidence, learned on the other file")
    axes.set_ylabel("share right")
    axes.set_title("How sure, and how often right")
    axes.legend()


if __name__ == "__main__":
    report.main(measure)
