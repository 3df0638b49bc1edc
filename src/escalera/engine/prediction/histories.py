"""What a worker did before each row, whatever the row turns out to be: counts, lags, streaks, gaps and pace.

Nothing here has been fitted, so it is the same under every ladder. Rows lie worker by worker.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from escalera.engine.prediction import loops, situating
from escalera.engine.prediction.attempts import Attempts, Floats, Ints, Singles
from escalera.engine.prediction.kernels import Kernels
from escalera.engine.prediction.meetings import Meetings, Slots, row_numbers, scratch

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
    keys: Ints  # (situating.KEYS, N) the situations each row is in


def walk(attempts: Attempts, meetings: Meetings, kernels: Kernels, columns: Singles | None = None) -> Walk:
    """Look back from every row; the columns are written where given."""
    rows = len(attempts)
    columns = np.empty((len(NAMES), rows), dtype=np.float32) if columns is None else columns
    number = row_numbers(meetings.worker)
    score, at, pairs = attempts.score, attempts.at, meetings.pairs
    mine = _followed(meetings.worker, score, at, number, kernels)
    item = _followed(meetings.item, score, at, number, kernels)
    skill = averaged(attempts, _followed(meetings.skill, score[pairs], at[pairs], number[pairs], kernels))
    kind = np.empty((2, rows), dtype=np.float32)
    kernels.tally(meetings.task_type, score, scratch(meetings.task_type, 2), kind)
    keys = np.empty((situating.KEYS, rows), dtype=np.int64)
    block = np.empty((situating.SITUATED, rows), dtype=np.float32)
    kernels.situate(
        attempts.worker,
        attempts.item,
        attempts.skill_set(),
        score,
        mine,
        skill,
        item,
        keys,
        block,
    )
    _columns(mine, skill, item, kind, block, _pace(attempts, kernels), columns)
    return Walk(columns, keys)


def averaged(attempts: Attempts, planes: Singles) -> Singles:
    """Planes over (row, skill) pairs (P, M) as means over each row's skills (P, N)."""
    if attempts.skill.size == len(attempts):
        return planes
    starts = attempts.skill_starts
    return np.asarray(np.add.reduceat(planes, starts[:-1], axis=1) / np.diff(starts), dtype=np.float32)


def _followed(slot: Slots, score: Floats, at: Floats, number: Floats, kernels: Kernels) -> Singles:
    found = np.empty((loops.FOLLOWED, slot.size), dtype=np.float32)
    kernels.follow(slot, score, at, number, scratch(slot, loops.FOLLOWED), found)
    return found


def _pace(attempts: Attempts, kernels: Kernels) -> Singles:
    found = np.zeros((4, len(attempts)), dtype=np.float32)
    if not (np.isnan(attempts.seconds).all() and np.isnan(attempts.help).all()):
        log = np.log1p(np.clip(attempts.seconds, 0.0, 3600.0))
        kernels.pace(attempts.worker, log, attempts.help, found)
    return found


def _columns(
    mine: Singles,
    skill: Singles,
    item: Singles,
    kind: Singles,
    block: Singles,
    pace: Singles,
    columns: Singles,
) -> None:
    for place, found in enumerate((mine, skill, item, kind)):
        at = 3 * place
        both = np.add(found[:2], 1, out=columns[at : at + 2])
        np.divide(both[0], found[0] + found[1] + 2, out=columns[at + 2])
        np.log(both, out=both)
    np.log(item[2] + 1, out=columns[12])
    columns[13:16], columns[16:19], columns[19:21] = mine[3:6], skill[3:6], item[3:5]
    for place, found in enumerate((mine, skill, item)):
        np.copysign(np.log(np.abs(found[9]) + 1), found[9], out=columns[21 + place])
    for place, gap in enumerate((skill[10], item[10], mine[11], skill[11], item[11])):
        np.add(gap, 1, out=columns[24 + place])
    with np.errstate(divide="ignore"):  # a gap of -1 stands for "never before"
        np.maximum(np.log(columns[24:29], out=columns[24:29]), -1, out=columns[24:29])
    columns[29:33] = block
    columns[29:32:2] = np.log(block[::2] + 1)
    columns[33:37] = pace
