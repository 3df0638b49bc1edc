"""Fit on one log, predict another, and say how well: what `escalera engine evaluate` prints."""

from __future__ import annotations

import csv
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from escalera.engine import prediction
from escalera.engine.prediction import Attempts, Model
from escalera.engine.prediction.kernels import PLAIN, Kernels
from escalera.lab import blending, compiled, logs
from escalera.lab.blending import SecondHead
from escalera.lab.logs import Log, Vocabulary
from escalera.lab.measures import Measures
from escalera.lab.tables import BadLog

Floats = NDArray[np.float64]
Report = Callable[[str, float], None]  # told the stage and the share of it done
SEED = 20261123


@dataclass(frozen=True)
class Evaluation:
    """Measures over the test rows with a known score; times without reading files."""

    auc: float
    accuracy: float
    rmse: float
    log_loss: float
    ece: float
    compile_seconds: float  # of the hot loops, not in fit_seconds; small once they lie in the cache
    fit_seconds: float
    predict_seconds: float
    train_rows: int
    test_rows: int
    peak_rss_mb: float

    def as_json(self) -> dict[str, float | int]:
        return asdict(self)


def evaluate(
    train_paths: Sequence[Path | str],
    test_paths: Sequence[Path | str],
    *,
    predictions: Path | None = None,
    skip_bad: bool = False,
    fast: bool = False,
    deep: bool = False,
    second_head: SecondHead | None = None,
    seed: int = SEED,
    report: Report = lambda stage, share: None,
) -> Evaluation:
    """Fit on the training logs, measure on the test logs. Raises BadLog, NotEnoughAttempts, OneClassOnly.

    A second head, or with `deep` the sequence model (raises blending.DeepIsMissing), is blended with ours.
    """
    if deep and second_head is None:
        second_head = blending.deep_head(lambda share: report("fitting the sequence head", share))
    vocabulary = Vocabulary()
    train = _read("reading train", train_paths, vocabulary, skip_bad, report)
    test = _read("reading test", test_paths, vocabulary, skip_bad, report)
    effort = prediction.FAST if fast else prediction.FULL
    report("compiling", 0.0)
    began = time.perf_counter()
    kernels = compiled.warm()
    compiled_at = time.perf_counter()
    rng = np.random.default_rng(seed)
    crossfit = prediction.crossfit(
        train.attempts,
        rng=rng,
        effort=effort,
        kernels=kernels,
        progress=lambda share: report("fitting", share),
    )
    blend = None
    if second_head is not None:
        report("fitting the second head", 0.0)
        blend = blending.learn(crossfit, train.attempts, second_head, rng=rng)
    fitted = time.perf_counter()
    p = predict(crossfit.model, train.attempts, test.attempts, kernels)
    if blend is not None:
        p = blend.of(p, train.attempts, test.attempts)
    done = time.perf_counter()
    report("predicting", 1.0)
    if predictions is not None:
        write_predictions(predictions, test, p)
    known = test.attempts.known
    if not known.any():
        raise BadLog(f"{test.paths[0]}: no row has a score, so there is nothing to compare predictions with")
    measured = Measures.of(test.attempts.score[known], p[known])
    return Evaluation(
        **asdict(measured),
        compile_seconds=round(compiled_at - began, 3),
        fit_seconds=round(fitted - compiled_at, 3),
        predict_seconds=round(done - fitted, 3),
        train_rows=len(train),
        test_rows=int(known.sum()),
        peak_rss_mb=peak_rss_mb(),
    )


def _read(
    stage: str, paths: Sequence[Path | str], vocabulary: Vocabulary, skip_bad: bool, report: Report
) -> Log:
    report(stage, 0.0)
    log = logs.read([Path(path) for path in paths], vocabulary, skip_bad=skip_bad)
    report(stage, 1.0)
    return log


def predict(model: Model, train: Attempts, test: Attempts, kernels: Kernels = PLAIN) -> Floats:
    """Predict each test row; a worker who is also in the training log brings those rows as a past."""
    past = np.flatnonzero(np.isin(train.worker, test.worker))
    if not past.size:
        return model.predict(test, kernels=kernels)
    return model.predict(train.taken(past).followed_by(test), kernels=kernels)[past.size :]


def write_predictions(path: Path, log: Log, p: Floats) -> None:
    """One line a test row, in the order read: where it came from, its score and the predicted probability."""
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("line", "score", "probability"))
        for line, score, chance in zip(
            log.line.tolist(), log.attempts.score.tolist(), p.tolist(), strict=True
        ):
            rows.writerow((line, "" if score != score else f"{score:g}", f"{chance:.6f}"))


def peak_rss_mb() -> float:
    """The most memory this process has held, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)
