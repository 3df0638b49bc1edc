"""Named arrays on disk, written wholly or not at all."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from escalera.lab.models_packing import Arrays


def put(path: Path, arrays: Arrays) -> Path:
    """Write arrays to an .npz file, not compressed; return its path."""
    beside = path.with_suffix(".half.npz")
    np.savez(beside, **arrays)  # type: ignore[arg-type]
    return beside.replace(path)


def get(path: Path) -> Arrays:
    with np.load(path, allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}
