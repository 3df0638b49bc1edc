"""How well the score of the best match tells whether it is right, and when to say that nothing is meant.

A logistic curve of score and lead over the second, fitted on the spans of one file and judged on those of the
other, both ways. Spans that the file marks as having no label in ESCO count as never right.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bench import matching_sets, report
from escalera.skills.matching import Matcher

Floats = NDArray[np.float64]
BINS = 5


@dataclass(frozen=True)
class Spans:
    """Score and lead of the best match, whether it is right, and whether the file knows a label at all."""

    seen: Floats
    right: Floats
    labelled: Floats


def figures(matcher: Matcher) -> tuple[list[report.Figure], Floats, Floats]:
    """Return the figures, and for a picture how sure each answer was and whether it was right."""
    files = [read(which, matcher) for which in ("house", "tech")]
    sure = np.concatenate([foretold(files[0], files[1]), foretold(files[1], files[0])])
    right = np.concatenate([files[1].right, files[0].right])
    labelled = np.concatenate([files[1].labelled, files[0].labelled])
    says_none, none = sure < 0.5, labelled == 0
    return (
        [
            report.Figure("confidence in a match: calibration error", error(sure, right), None, "lower"),
            report.Figure("answers given: right", float(right[~says_none].mean()), None, "higher"),
            report.Figure("answers given: share of spans", float((~says_none).mean()), None, "higher"),
            report.Figure("no skill of the list: precision", _share(none, says_none), None, "higher"),
            report.Figure("no skill of the list: recall", _share(says_none, none), None, "higher"),
        ],
        sure,
        right,
    )


def read(which: str, matcher: Matcher) -> Spans:
    rows = [row for row in _rows(which) if row["label"] not in ("UNDERSPECIFIED", "")]
    ids = {row["label_en"].lower(): row["id"] for row in matching_sets.esco("skills")}
    seen, right, labelled = [], [], []
    for row in rows:
        best, second = matcher.match(row["sub_span"] or row["span"], 2)
        seen.append((best.score, best.score - second.score, 1.0))
        right.append(best.id == ids.get(row["label"].lower()))
        labelled.append(row["label"] != "LABEL NOT PRESENT")
    return Spans(np.array(seen), np.array(right, float), np.array(labelled, float))


def foretold(learned_on: Spans, asked: Spans) -> Floats:
    """How sure the curve that one file taught is of the answers to the other."""
    sign = 2 * learned_on.right - 1

    def loss(weights: Floats) -> float:
        doubt = np.logaddexp(0, -sign * (learned_on.seen @ weights)).sum()
        return float(doubt + 0.01 * (weights[:2] ** 2).sum())

    return np.asarray(1 / (1 + np.exp(-(asked.seen @ minimize(loss, [5.0, 1.0, -3.0]).x))))


def error(sure: Floats, right: Floats) -> float:
    """The expected calibration error over five bins of equal width (Naeini et al. 2015)."""
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    apart = [
        abs(sure[bins == bin].mean() - right[bins == bin].mean()) * (bins == bin).mean() for bin in set(bins)
    ]
    return float(sum(apart))


def _share(of: NDArray[np.bool_], among: NDArray[np.bool_]) -> float:
    return float(of[among].mean()) if among.any() else float("nan")


def _rows(which: str) -> list[dict[str, str]]:
    file = matching_sets.folder() / f"skills_benchmark/{which}_validation.csv"
    with file.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))
