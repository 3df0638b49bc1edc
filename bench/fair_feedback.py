"""How many unfair comments are noticed, and how many fair ones are left alone: python -m bench.fair_feedback

Our rules against a small classifier over the multilingual encoder (extra `semantic`) that was trained on the same
sentences which the rules were built on. Both are judged on 300 sentences of ours, written after the rules were
committed; nothing is tuned on them. Sentences are ours and by the same hand: other people's comments may go worse.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from bench import report
from escalera.skills.matching import encoder
from escalera.tasks import fairness

SETS = Path(__file__).parent / "fair_feedback_sets"
LANGUAGES = ("en", "es")
RIDGE = 1.0  # chosen by cross-validation on the build set
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Sentences:
    """Comments (S,) with their language and whether each blames what was outside the worker's control."""

    texts: tuple[str, ...]
    languages: NDArray[np.str_]
    unfair: Bools


def read(name: str) -> Sentences:
    """A file of rows: language, cause ("-" for a fair comment), comment."""
    lines = (SETS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    languages, causes, texts = zip(*(line.split("\t") for line in lines), strict=True)
    return Sentences(texts, np.array(languages), np.array([cause != "-" for cause in causes]))


def measure(*, short: bool, seed: int) -> report.Section:
    """Judge the 300 by rules and, where the encoder is installed, by meaning; `short` by rules alone."""
    held = read("held_apart")
    ways = {"rules": by_rules(held)}
    if encoder.is_installed() and not short:
        meaning = by_meaning(read("build"), held)
        ways |= {"meaning": meaning, "either": ways["rules"] | meaning}
    figures = [figure for name in ways for figure in _figures(name, ways, held)]
    notes = [
        "Rules and classifier were built on 210 other sentences; intervals are Wilson's, 95 %.",
        "All sentences are by the same hand as the rules: expect less of other people's comments.",
    ]
    return report.Section(
        "fair_feedback", "Comments that blame what nobody could help", seed, figures, notes=notes
    )


def by_rules(sentences: Sentences) -> Bools:
    return np.array([fairness.cause_in(text) is not None for text in sentences.texts])


def by_meaning(built_on: Sentences, judged: Sentences) -> Bools:
    """Logistic regression on the encoder's vectors, more likely unfair than not."""
    weights = _fit(_vectors(built_on), built_on.unfair)
    return np.asarray(_vectors(judged) @ weights[:-1] + weights[-1] > 0)


def _vectors(sentences: Sentences) -> Floats:
    lower = [text.lower() for text in sentences.texts]
    return encoder.Sentences(None).encode(lower).astype(np.float64)


def _fit(vectors: Floats, truth: Bools) -> Floats:
    sign = np.where(truth, 1.0, -1.0)

    def loss(weights: Floats) -> tuple[float, Floats]:
        score = vectors @ weights[:-1] + weights[-1]
        wrong = expit(score) - truth
        slope = np.append(vectors.T @ wrong + RIDGE * weights[:-1], wrong.sum())
        return float(np.logaddexp(0, -sign * score).sum() + RIDGE * weights[:-1] @ weights[:-1] / 2), slope

    return np.asarray(minimize(loss, np.zeros(vectors.shape[1] + 1), jac=True, method="L-BFGS-B").x)


def _figures(name: str, ways: dict[str, Bools], held: Sentences) -> list[report.Figure]:
    figures = []
    for language in (*LANGUAGES, "both"):
        here = np.ones(held.unfair.size, dtype=bool) if language == "both" else held.languages == language
        told, true = ways[name][here], held.unfair[here]
        right = int((told & true).sum())
        for what, of in (("precision", int(told.sum())), ("recall", int(true.sum()))):
            share, note = right / of if of else float("nan"), f"{right} of {of}, {_interval(right, of)}"
            figures.append(report.Figure(f"{name}, {language}: {what}", share, None, "higher", note=note))
    return figures


def _interval(right: int, of: int) -> str:
    """Wilson's (1927)."""
    if not of:
        return "nothing to count"
    z, share = 1.96, right / of
    middle = (share + z**2 / (2 * of)) / (1 + z**2 / of)
    half = z * np.sqrt(share * (1 - share) / of + z**2 / (4 * of**2)) / (1 + z**2 / of)
    return f"{middle - half:.2f} to {middle + half:.2f}"


if __name__ == "__main__":
    report.main(measure)
