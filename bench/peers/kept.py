"""Predictions kept beside the bench: a logit for each test row in half precision, and how they were made."""

from __future__ import annotations

import json
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent / "kept"


@dataclass(frozen=True)
class Making:
    """How predictions were made; `cpu_seconds` are of the process that fitted and predicted."""

    model: str
    log: str
    command: str
    seed: int
    cpu_seconds: float
    commit: str
    rows: int
    note: str = ""


def write(making: Making, p: np.ndarray) -> None:
    """Keep probabilities (rows,) in the order of the test file."""
    FOLDER.mkdir(exist_ok=True)
    safe = np.clip(p, 1e-4, 1 - 1e-4)
    place = FOLDER / f"{making.log}-{making.model}"
    np.savez_compressed(place.with_suffix(".npz"), logit=np.log(safe / (1 - safe)).astype(np.float16))
    place.with_suffix(".json").write_text(json.dumps(asdict(making), indent=1) + "\n", encoding="utf-8")


def read(model: str, log: str) -> tuple[Making, np.ndarray]:
    """How the predictions were made, and the probabilities (rows,). Raises FileNotFoundError."""
    place = FOLDER / f"{log}-{model}"
    making = Making(**json.loads(place.with_suffix(".json").read_text(encoding="utf-8")))
    with np.load(place.with_suffix(".npz")) as held:
        logit = held["logit"].astype(float)
    return making, 1.0 / (1.0 + np.exp(-logit))


def commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=FOLDER.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip()
