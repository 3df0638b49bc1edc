"""Logs of any length with a known truth, made quickly: workers of different ability and pace who learn by practice.

One Parquet file for each million rows, each worker's rows together; the same seed gives the same rows.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet

ROWS_EACH = 1_000_000
ATTEMPTS = 100
TYPES = 120
SKILLS = 40
ITEMS = 20_000


def write(folder: Path, rows: int, *, seed: int) -> None:
    """Write `rows` attempts (a multiple of 100, one hundred a worker) as Parquet files into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, first in enumerate(range(0, rows, ROWS_EACH)):
        workers = min(ROWS_EACH, rows - first) // ATTEMPTS
        table = _table(first // ATTEMPTS, workers, seed=[seed, number], truth=_truth(seed))
        pyarrow.parquet.write_table(table, folder / f"attempts-{number:03}.parquet", compression="zstd")


def _truth(seed: int) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    main = rng.integers(SKILLS, size=TYPES)
    return {
        "main": main,
        "second": np.where(rng.random(TYPES) < 0.4, (main + 1) % SKILLS, main),
        "difficulty": rng.normal(-0.3, 1.0, TYPES),
        "gain": np.exp(rng.normal(np.log(0.15), 0.6, TYPES)) * (rng.random(TYPES) > 0.3),
        "seconds": rng.normal(np.log(60.0), 0.5, TYPES),
        "pay": np.where(rng.random(TYPES) < 0.5, rng.uniform(0.02, 0.3, TYPES), 0.0),
        "item_type": rng.integers(TYPES, size=ITEMS),
        "item": rng.normal(0.0, 0.5, ITEMS),
    }


def _table(first_worker: int, workers: int, *, seed: list[int], truth: dict[str, np.ndarray]) -> pa.Table:
    """Play all workers' lives side by side, attempt by attempt."""
    rng = np.random.default_rng(seed)
    general, pace = rng.normal(0.0, 0.7, workers), rng.normal(0.0, 0.3, workers)
    skill = (rng.normal(-1.2, 0.9, (workers, SKILLS)) + general[:, None]).astype(np.float32)
    everyone = np.arange(workers)
    item = rng.integers(ITEMS, size=(workers, ATTEMPTS), dtype=np.int32)
    kind = truth["item_type"][item].astype(np.int32)
    score = np.zeros((workers, ATTEMPTS))
    for at in range(ATTEMPTS):
        now = kind[:, at]
        main, second = truth["main"][now], truth["second"][now]
        z = 0.7 * skill[everyone, main] + 0.3 * skill[everyone, second] - truth["difficulty"][now]
        p = 1.0 / (1.0 + np.exp(-z - truth["item"][item[:, at]]))
        score[:, at] = rng.random(workers) < p
        skill[everyone, main] += truth["gain"][now] * np.maximum(0.05, 1.0 - np.abs(p - 0.65) / 0.5)
    practice = -0.1 * np.log1p(np.arange(ATTEMPTS) / TYPES)
    seconds = np.exp(truth["seconds"][kind] + pace[:, None] + practice + rng.normal(0.0, 0.3, kind.shape))
    named = [f"{SKILL_NAMES[a]}|{SKILL_NAMES[b]}" if a != b else SKILL_NAMES[a] for a, b in _pairs(truth)]
    return pa.table(
        {
            "worker": _names(np.repeat(everyone, ATTEMPTS), [f"w{first_worker + w}" for w in everyone]),
            "item": _names(item.ravel(), [f"i{at}" for at in range(ITEMS)]),
            "task_type": _names(kind.ravel(), [f"t{at}" for at in range(TYPES)]),
            "skills": _names(kind.ravel(), named),
            "score": score.ravel(),
            "at": np.tile(np.arange(ATTEMPTS) * 300.0, workers),
            "seconds": np.round(seconds.ravel(), 1),
            "pay": truth["pay"][kind.ravel()],
        }
    )


SKILL_NAMES = [f"skill-{at}" for at in range(SKILLS)]


def _pairs(truth: dict[str, np.ndarray]) -> list[tuple[int, int]]:
    return list(zip(truth["main"].tolist(), truth["second"].tolist(), strict=True))


def _names(codes: np.ndarray, names: list[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(names))
