"""Where the learning logs are, and how they are read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from escalera.engine.prediction import Attempts
from escalera.lab import logs

NAMES = ("assistments09", "algebra05")


@dataclass(frozen=True)
class Split:
    """A log's official split by worker; `line` tells where each test row stands in its file."""

    name: str
    train: Attempts
    test: Attempts


def folder() -> Path:
    """The shared learning logs. Raises FileNotFoundError."""
    chosen = os.environ.get("ESCALERA_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data")
    place = Path(chosen) / "learning"
    if not place.is_dir():
        raise FileNotFoundError(
            f"{place} is not there; set ESCALERA_SHARED_DATA to the folder of shared data"
        )
    return place


def read(name: str) -> Split:
    words = logs.Vocabulary()
    train, test = (
        logs.read([folder() / f"{name}_{part}.csv.gz"], words).attempts for part in ("train", "test")
    )
    return Split(name, train, test)
