"""Columns of surprises, score minus what was expected, forgotten row by row."""

from __future__ import annotations

import numpy as np

from escalera.engine.prediction import loops
from escalera.engine.prediction.attempts import Attempts, Floats, Ints, Singles
from escalera.engine.prediction.filtering import narrow
from escalera.engine.prediction.histories import averaged
from escalera.engine.prediction.kernels import Kernels

HALF_LIVES = (1.5, 4.0, 12.0, 40.0)  # rows
NAMES = (
    *(f"{group} surprise {half}" for group in ("worker", "skill") for half in HALF_LIVES),
    "item surprise",
    "type surprise",
)


def describe(attempts: Attempts, ease: Floats, kernels: Kernels) -> Singles:
    """Columns (len(NAMES), N) of rows that lie worker by worker; `ease` (N,) is the worker-free logit."""
    expected = 1.0 / (1.0 + np.exp(-ease))
    surprise = np.where(attempts.known, np.nan_to_num(attempts.score) - expected, 0.0)
    pairs = attempts.pair_rows() if attempts.skill.size > len(attempts) else slice(None)
    worker = attempts.worker
    mine = faded(worker, np.zeros(len(attempts), dtype=np.int64), surprise, kernels)
    skill = averaged(attempts, faded(worker[pairs], attempts.skill, surprise[pairs], kernels))
    item = faded(worker, attempts.item, surprise, kernels)
    kind = faded(worker, attempts.task_type, surprise, kernels)
    return np.concatenate((mine, skill, item[:1], kind[2:3]))


def faded(worker: Ints, group: Ints, values: Floats, kernels: Kernels) -> Singles:
    """Sums of the worker's earlier values in the row's group at each of HALF_LIVES, (4, N)."""
    group = narrow(group)
    places = int(group.max(initial=-1)) + 1
    factor = np.array([0.5 ** (1.0 / half) for half in HALF_LIVES])
    found = np.empty((loops.FADED, worker.size), dtype=np.float32)
    mark, held = np.full(places, -1), np.zeros(places * loops.FADED)
    kernels.fade(worker, group, values, factor, mark, held, found.ravel())
    return found
