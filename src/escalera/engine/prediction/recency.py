"""Columns of surprises, score minus what was expected, forgotten row by row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from escalera.engine.prediction.attempts import Attempts, Floats, Singles
from escalera.engine.prediction.histories import averaged
from escalera.engine.prediction.kernels import Kernels
from escalera.engine.prediction.meetings import Meetings, Slots, scratch

HALF_LIVES = (1.5, 4.0, 12.0, 40.0)  # rows
NAMES = (
    *(f"{group} surprise {half}" for group in ("worker", "skill") for half in HALF_LIVES),
    "item surprise",
    "type surprise",
)


def describe(
    attempts: Attempts, meetings: Meetings, ease: Floats, columns: Singles, kernels: Kernels
) -> None:
    """Write columns (len(NAMES), N) of rows that lie worker by worker; `ease` (N,) is the worker-free logit."""
    surprise = attempts.score - 1.0 / (1.0 + np.exp(-ease))
    surprise[np.isnan(surprise)] = 0.0
    columns[:4] = faded(meetings.worker, surprise, HALF_LIVES, kernels)
    per_pair = faded(meetings.skill, surprise[meetings.pairs], HALF_LIVES, kernels)
    columns[4:8] = averaged(attempts, per_pair)
    columns[8:9] = faded(meetings.item, surprise, HALF_LIVES[:1], kernels)
    columns[9:] = faded(meetings.task_type, surprise, HALF_LIVES[2:3], kernels)


def faded(slot: Slots, values: Floats, half_lives: Sequence[float], kernels: Kernels) -> Singles:
    """Sums of the worker's earlier values in the row's group at each of the half-lives (H,), (H, N)."""
    factor = np.array([0.5 ** (1.0 / half) for half in half_lives])
    found = np.empty((factor.size, slot.size), dtype=np.float32)
    kernels.fade(slot, values, factor, scratch(slot, factor.size), found)
    return found
