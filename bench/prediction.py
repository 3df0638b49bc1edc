"""Next-answer prediction: ours against Best-LR on the same rows.

python bench/prediction.py [NAME ...] [--fast] reads NAME_train and NAME_test from the shared learning logs
(ESCALERA_SHARED_DATA, or ../shared/data beside the project) and prints one table. The interval of the
difference in AUC resamples test workers, since a worker's rows are not independent.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from escalera.engine import prediction
from escalera.lab import best_lr, evaluation, logs, measures
from escalera.lab.measures import Measures

FLOORS = {"assistments09": 0.770, "algebra05": 0.818}
SEED, REPEATS = 1, 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=["assistments09", "algebra05"])
    parser.add_argument("--fast", action="store_true")
    chosen = parser.parse_args()
    folder = (
        Path(os.environ.get("ESCALERA_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))
        / "learning"
    )
    if not folder.is_dir():
        sys.exit(f"{folder} is not there; set ESCALERA_SHARED_DATA to the folder of shared data")
    table = Table(
        "log", "model", "AUC", "accuracy", "RMSE", "log loss", "ECE", "seconds", "AUC - Best-LR", "floor"
    )
    for name in chosen.names or ["assistments09", "algebra05"]:
        compare(table, folder, name, prediction.FAST if chosen.fast else prediction.FULL)
    Console(width=140).print(table)


def compare(table: Table, folder: Path, name: str, effort: prediction.Effort) -> None:
    """Add a row for each of the two models."""
    words = logs.Vocabulary()
    train, test = (
        logs.read([folder / f"{name}_{part}.csv.gz"], words).attempts for part in ("train", "test")
    )
    began = time.perf_counter()
    simple = best_lr.predict(train, test)
    middle = time.perf_counter()
    model = prediction.fit(train, rng=np.random.default_rng(evaluation.SEED), effort=effort)
    ours = evaluation.predict(model, train, test)
    end = time.perf_counter()
    known = test.known
    score, worker = test.score[known], test.worker[known]
    low, high = interval(worker, score, ours[known], simple[known])
    gain = measures.auc(score, ours[known]) - measures.auc(score, simple[known])
    floor = FLOORS.get(name, 0.0)
    verdict = "pass" if measures.auc(score, ours[known]) >= floor else "short"
    add(table, name, "Best-LR", Measures.of(score, simple[known]), middle - began, "", "")
    span = f"{gain:+.4f} [{low:+.4f}, {high:+.4f}]"
    add(
        table, name, "Escalera", Measures.of(score, ours[known]), end - middle, span, f"{floor:.3f} {verdict}"
    )


def add(table: Table, name: str, model: str, found: Measures, seconds: float, gain: str, floor: str) -> None:
    figures = (found.auc, found.accuracy, found.rmse, found.log_loss, found.ece)
    table.add_row(name, model, *(f"{figure:.4f}" for figure in figures), f"{seconds:.1f}", gain, floor)


def interval(
    worker: np.ndarray, score: np.ndarray, ours: np.ndarray, theirs: np.ndarray
) -> tuple[float, float]:
    """95 % interval of the difference in AUC over REPEATS resamples of workers."""
    rng = np.random.default_rng(SEED)
    names, code = np.unique(worker, return_inverse=True)
    rows_of = np.split(np.argsort(code, kind="stable"), np.cumsum(np.bincount(code))[:-1])
    gains = []
    for _ in range(REPEATS):
        rows = np.concatenate([rows_of[k] for k in rng.integers(names.size, size=names.size)])
        if np.unique(score[rows] >= 0.5).size == 2:
            gains.append(measures.auc(score[rows], ours[rows]) - measures.auc(score[rows], theirs[rows]))
    low, high = np.quantile(gains, (0.025, 0.975))
    return float(low), float(high)


if __name__ == "__main__":
    main()
