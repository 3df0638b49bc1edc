"""Fit the weights that notice unfair comments anew: python -m bench.fair_feedback_training

Reads the sentences built on, never those held apart, and writes src/escalera/tasks/fairness/weights.npz.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from escalera.tasks.fairness import likelihood

SETS = Path(__file__).parent / "fair_feedback_sets"
BUILT_ON = ("build", "build_more", "build_usual")
RIDGE = 1.0  # of 0.1, 0.3 and 1 the best by cross-validation on the sentences built on
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Sentences:
    """Comments (S,) with their language and whether each blames what was outside the worker's control."""

    texts: tuple[str, ...]
    languages: NDArray[np.str_]
    unfair: Bools


def read(*names: str) -> Sentences:
    """Files of rows: language, cause ("-" for a fair comment), comment."""
    lines = [line for name in names for line in (SETS / f"{name}.tsv").read_text("utf-8").splitlines()]
    languages, causes, texts = zip(*(line.split("\t") for line in lines), strict=True)
    return Sentences(texts, np.array(languages), np.array([cause != "-" for cause in causes]))


def fit(vectors: Floats, truth: Bools) -> Floats:
    """Return the weights of a logistic regression with a ridge, the constant last."""
    sign = np.where(truth, 1.0, -1.0)

    def loss(weights: Floats) -> tuple[float, Floats]:
        score = vectors @ weights[:-1] + weights[-1]
        slope = np.append(
            vectors.T @ (expit(score) - truth) + RIDGE * weights[:-1], (expit(score) - truth).sum()
        )
        return float(np.logaddexp(0, -sign * score).sum() + RIDGE * weights[:-1] @ weights[:-1] / 2), slope

    return np.asarray(minimize(loss, np.zeros(vectors.shape[1] + 1), jac=True, method="L-BFGS-B").x)


def weights(built_on: Sentences, *, meaning: bool) -> Floats:
    return fit(likelihood.features(built_on.texts, meaning=meaning), built_on.unfair)


def main() -> None:
    built_on = read(*BUILT_ON)
    found = {
        way: weights(built_on, meaning=way == "meaning").astype(np.float32) for way in ("letters", "meaning")
    }
    np.savez_compressed(likelihood.WEIGHTS, **found)  # type: ignore[arg-type]
    print(f"{likelihood.WEIGHTS.stat().st_size / 1024:.0f} kB from {len(built_on.texts)} sentences")


if __name__ == "__main__":
    main()
