"""Predict made-up rows and say how quickly, in a process of its own: python -m bench.speed_of_prediction ROWS SEED

Prints one JSON object: rows fitted, predicted and described a process second, and the most memory held.
Reading files is not part of it; compiling is not timed. Describing is waiting for memory in part, which others on the
machine slow down in processor time too: the best of some repeats is said.
"""

from __future__ import annotations

import functools
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from escalera.engine import prediction
from escalera.engine.prediction import Attempts, matrices
from escalera.lab import compiled
from escalera.lab.evaluation import peak_rss_mb

ATTEMPTS = 200  # of each worker
REPEATS = 5
ITEMS, TYPES, SKILLS = 10_000, 200, 100


def main() -> None:
    rows, seed = int(sys.argv[1]), int(sys.argv[2])
    attempts, kernels = made(rows, seed), compiled.loops()
    few = attempts.taken(np.arange(min(rows, 50 * ATTEMPTS)))
    fitting = functools.partial(prediction.fit, rng=np.random.default_rng(seed), kernels=kernels)
    fitting(few, effort=prediction.FAST).predict(few, kernels=kernels)
    began = time.process_time()
    model = fitting(attempts)
    fitted = rows / (time.process_time() - began)
    described = max(
        per_second(lambda: [len(model.columns(part, kernels=kernels)) for part in parts(attempts)], rows)
        for _ in range(REPEATS)
    )
    predicted = per_second(lambda: model.predict(attempts, kernels=kernels), rows)
    found = {"fitted": fitted, "predicted": predicted, "described": described, "peak_mb": peak_mb()}
    print(json.dumps({**found, "compiled": compiled.available()}))


def per_second(call: Callable[[], object], rows: int) -> float:
    began = time.process_time()
    call()
    return rows / (time.process_time() - began)


def peak_mb() -> float:
    """The most memory of this process; Linux's ru_maxrss begins with what the parent held, VmHWM does not."""
    status = Path("/proc/self/status")
    if not status.exists():
        return peak_rss_mb()
    kilobytes = next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return round(int(kilobytes) / 1024, 1)


def parts(attempts: Attempts) -> list[Attempts]:
    """The rows in pieces of whole workers, as they are described while predicting."""
    return [attempts.between(begin, end) for begin, end in matrices.spans(attempts.worker)]


def made(rows: int, seed: int) -> Attempts:
    """Return attempts of workers who learn, one skill an item."""
    rng = np.random.default_rng(seed)
    item = rng.integers(ITEMS, size=rows)
    kind = item % TYPES
    worker = np.arange(rows) // ATTEMPTS
    easy, able = rng.normal(0.0, 1.0, ITEMS), rng.normal(0.0, 1.0, int(worker[-1]) + 1)
    z = able[worker] + easy[item] + 0.01 * (np.arange(rows) % ATTEMPTS)
    return Attempts(
        worker=worker,
        item=item,
        task_type=kind,
        skill=kind % SKILLS,
        skill_starts=np.arange(rows + 1),
        score=(rng.random(rows) < 1.0 / (1.0 + np.exp(-z))).astype(float),
        at=np.arange(rows) * 60.0,
        seconds=rng.lognormal(3.5, 0.5, rows),
        help=np.zeros(rows),
    )


if __name__ == "__main__":
    main()
