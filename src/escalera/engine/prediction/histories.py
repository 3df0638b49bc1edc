"""What a worker did before each row, whatever the row turns out to be: counts, lags, streaks, gaps and pace.

Nothing here has been fitted, so it is the same under every ladder. Rows lie worker by worker.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from escalera.engine.prediction import loops
from escalera.engine.prediction.attempts import Attempts, Floats, Ints, Singles
from escalera.engine.prediction.filtering import narrow
from escalera.engine.prediction.kernels import Kernels

COUNTED = ("worker", "skill", "item", "type")
NAMES = (
    *(f"{group} {what}" for group in COUNTED for what in ("wins", "fails", "share")),
    "item seen",
    *(f"worker lag {lag}" for lag in (1, 2, 3)),
    *(f"skill lag {lag}" for lag in (1, 2, 3)),
    *(f"item lag {lag}" for lag in (1, 2)),
    "worker streak",
    "skill streak",
    "item streak",
    "skill gap rows",
    "item gap rows",
    "worker gap seconds",
    "skill gap seconds",
    "item gap seconds",
    "block seen",
    "block share",
    "earlier block seen",
    "earlier block share",
    "last seconds",
    "usual seconds",
    "last help",
    "usual help",
)


@dataclass(frozen=True)
class Walk:
    """Ladder-free histories of N rows."""

    columns: Singles  # (len(NAMES), N)
    keys: Ints  # (loops.KEYS, N) the situations each row is in


def walk(attempts: Attempts, kernels: Kernels) -> Walk:
    """Look back from every row."""
    rows, none = len(attempts), np.zeros(len(attempts), dtype=np.int64)
    number = row_numbers(attempts.worker)
    mine, item, kind = (
        _followed(attempts.worker, group, attempts.score, attempts.at, number, kernels)
        for group in (none, attempts.item, attempts.task_type)
    )
    pairs = attempts.pair_rows() if attempts.skill.size > rows else slice(None)
    score, at, count = (column[pairs] for column in (attempts.score, attempts.at, number))
    per_pair = _followed(attempts.worker[pairs], attempts.skill, score, at, count, kernels)
    skill = averaged(attempts, per_pair)
    keys = np.empty((loops.KEYS, rows), dtype=np.int64)
    block = np.empty((loops.SITUATED, rows), dtype=np.float32)
    kernels.situate(
        attempts.worker,
        attempts.item,
        attempts.skill_set(),
        attempts.score,
        mine.ravel(),
        skill.ravel(),
        item.ravel(),
        keys.ravel(),
        block.ravel(),
    )
    return Walk(_columns(mine, skill, item, kind, block, _pace(attempts, kernels)), keys)


def row_numbers(worker: Ints) -> Floats:
    """How many rows of the worker came before, (N,)."""
    index = np.arange(worker.size)
    new = np.ones(worker.size, dtype=bool)
    new[1:] = worker[1:] != worker[:-1]
    return (index - np.maximum.accumulate(np.where(new, index, 0))).astype(float)


def averaged(attempts: Attempts, planes: Singles) -> Singles:
    """Planes over (row, skill) pairs (P, M) as means over each row's skills (P, N)."""
    if attempts.skill.size == len(attempts):
        return planes
    starts = attempts.skill_starts
    return np.asarray(np.add.reduceat(planes, starts[:-1], axis=1) / np.diff(starts), dtype=np.float32)


def _followed(
    worker: Ints, group: Ints, score: Floats, at: Floats, number: Floats, kernels: Kernels
) -> Singles:
    group = narrow(group)
    places = int(group.max(initial=-1)) + 1
    found = np.empty((loops.FOLLOWED, worker.size), dtype=np.float32)
    mark, held = np.full(places, -1), np.zeros(places * loops.FOLLOWED)
    kernels.follow(worker, group, score, at, number, mark, held, found.ravel())
    return found


def _pace(attempts: Attempts, kernels: Kernels) -> Singles:
    found = np.zeros((4, len(attempts)), dtype=np.float32)
    if not (np.isnan(attempts.seconds).all() and np.isnan(attempts.help).all()):
        log = np.log1p(np.clip(attempts.seconds, 0.0, 3600.0))
        kernels.pace(attempts.worker, log, attempts.help, found.ravel())
    return found


def _columns(
    mine: Singles, skill: Singles, item: Singles, kind: Singles, block: Singles, pace: Singles
) -> Singles:
    columns = np.empty((len(NAMES), mine.shape[1]), dtype=np.float32)
    for place, found in enumerate((mine, skill, item, kind)):
        at = 3 * place
        columns[at + 2] = (found[0] + 1) / (found[0] + found[1] + 2)
        np.log(found[:2] + 1, out=columns[at : at + 2])
    np.log(item[2] + 1, out=columns[12])
    columns[13:16], columns[16:19], columns[19:21] = mine[3:6], skill[3:6], item[3:5]
    for place, found in enumerate((mine, skill, item)):
        columns[21 + place] = np.copysign(np.log(np.abs(found[9]) + 1), found[9])
    for place, gap in enumerate((skill[10], item[10], mine[11], skill[11], item[11])):
        columns[24 + place] = np.where(gap < 0, np.float32(-1), np.log(np.maximum(gap, 0) + 1))
    columns[29:33] = block
    columns[29:32:2] = np.log(block[::2] + 1)
    columns[33:37] = pace
    return columns
