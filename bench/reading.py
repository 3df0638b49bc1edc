"""How well our reviewed postings are read, and the curve of likeness fitted anew: python -m bench.reading

Prints precision and recall by language, and the curve to write into escalera/jobs/likeness.py after the skills or
their wordings have changed. Its calibration error is held out: fitted on two files of postings, judged on the third.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bench import report, reviewed_postings
from bench.matching_doubt import error
from escalera.jobs import breaking, likeness, matching, taxonomy
from escalera.skills.matching import encoder

Floats = NDArray[np.float64]
PRECISION, RECALL, CALIBRATION = 0.90, 0.85, 0.15
STAY_SMALL = 0.01
WAYS = {True: ("meaning", "BY_MEANING"), False: ("letters", "BY_LETTERS")}


@dataclass(frozen=True)
class Piece:
    """A piece of a clause that no wording explains: `right` where a careful reader finds the skill it is most like."""

    posting: str
    file: str
    score: float
    right: bool


def measure(*, short: bool, seed: int) -> report.Section:
    """Read all postings, by letters and, where the encoder is installed, by meaning; `short` by letters alone."""
    ways = [True, False] if encoder.is_installed() and not short else [False]
    figures: list[report.Figure] = []
    notes = ["The wordings of our skills were improved on these postings: expect less of others."]
    for semantic in ways:
        figures += _postings(semantic)
        of_likeness, note = _likeness(semantic)
        figures += of_likeness
        notes.append(note)
    return report.Section("reading", "Reading our reviewed postings", seed, figures, notes=notes)


def _postings(semantic: bool) -> Iterator[report.Figure]:
    way, _ = WAYS[semantic]
    for language in reviewed_postings.LANGUAGES:
        asked = reviewed_postings.of(language)
        read = reviewed_postings.reading(asked, semantic=semantic)
        what = f"{len(asked)} postings in {language} by {way}"
        found, must = f"{len(read.found)} skills found", f"{len(read.must)} skills to find"
        yield report.Figure(f"{what}: precision", read.precision, PRECISION, "higher", note=found)
        yield report.Figure(f"{what}: recall", read.recall, RECALL, "higher", note=must)


def _likeness(semantic: bool) -> tuple[list[report.Figure], str]:
    way, name = WAYS[semantic]
    known = list(pieces(semantic=semantic))
    sure, right = held_out(known, "posting"), np.array([piece.right for piece in known], float)
    counted = sure >= matching.LIKELY
    note = f"{len(known)} pieces, {int(right.sum())} of them right"
    figures = [
        report.Figure(f"likeness by {way}: calibration error, held out by posting", error(sure, right), CALIBRATION, "lower", note=note),
        report.Figure(
            f"likeness by {way}: calibration error, held out by file", error(held_out(known, "file"), right), None, "lower",
            note=f"a perfect curve shows on so few pieces: {_by_chance(sure):.2f}",
        ),
        report.Figure(
            f"likeness by {way}: right where it counts", float(right[counted].mean()), None, "higher",
            note=f"{int(counted.sum())} held-out pieces of chance {matching.LIKELY} and more",
        ),
    ]  # fmt: skip
    slope, start = fitted(known)
    standing = getattr(likeness, name)
    return figures, f"likeness.{name}: fitted ({slope:.2f}, {start:.2f}), in the code {standing}."


def pieces(*, semantic: bool) -> Iterator[Piece]:
    """Yield each unexplained piece of every posting that is like a skill at all."""
    against = taxonomy.of_starter_set()
    wordings = likeness.of(against, semantic=semantic)
    for one in reviewed_postings.every().values():
        for _, _, left in breaking.asked(one.taken_in(), against):
            for piece in left:
                best = wordings.nearest(piece.text)
                if best is not None:
                    yield Piece(one.name, one.file, best.score, best.id in one.right)


def held_out(known: Sequence[Piece], by: str) -> Floats:
    """How sure the curve that the other postings (or files) taught is of each piece."""
    sure = np.zeros(len(known))
    groups = np.array([getattr(piece, by) for piece in known])
    for group in set(groups):
        own = np.flatnonzero(groups == group)
        curve = fitted([piece for piece in known if getattr(piece, by) != group])
        sure[own] = chance(curve, np.array([known[at].score for at in own]))
    return sure


def _by_chance(sure: Floats, times: int = 400) -> float:
    """The calibration error that so few pieces show where each is right exactly as often as it is sure."""
    rng = np.random.default_rng(0)
    return float(np.mean([error(sure, (rng.random(len(sure)) < sure).astype(float)) for _ in range(times)]))


def chance(curve: tuple[float, float], scores: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-(curve[0] * scores + curve[1]))))


def fitted(known: Sequence[Piece]) -> tuple[float, float]:
    """The slope and start of the logistic curve of "a careful reader agrees" over the score."""
    scores = np.array([piece.score for piece in known])
    sign = np.where([piece.right for piece in known], 1.0, -1.0)

    def loss(curve: Floats) -> float:
        doubt = np.logaddexp(0, -sign * (curve[0] * scores + curve[1])).sum()
        return float(doubt + STAY_SMALL * curve[0] ** 2)

    slope, start = minimize(loss, [5.0, -3.0]).x
    return float(slope), float(start)


if __name__ == "__main__":
    report.main(measure)
