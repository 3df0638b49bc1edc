"""A worker's rows cut into windows, so that ten thousand rows of one worker need no more memory than 200."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from escalera.engine.prediction.attempts import Ints

LENGTH = 200
PLACES = 2400  # padded places in a batch
STEPS = 60  # batches an epoch of a short log is cut into, so that it teaches in few epochs


@dataclass(frozen=True)
class Window:
    """Rows of one worker in order; the first `passed` of them only serve as a past."""

    rows: Ints
    passed: int = 0


def cut(worker: Ints, rows: Ints, *, rng: np.random.Generator, length: int = LENGTH) -> list[Window]:
    """Windows for learning: cut every `length` rows, from a place that differs from epoch to epoch."""
    windows = []
    for mine in by_worker(worker, rows):
        first = int(rng.integers(1, length + 1)) if mine.size > length else length
        edges = [0, *range(first, mine.size, length), mine.size]
        windows += [Window(mine[begin:end]) for begin, end in pairwise(edges) if end > begin]
    return windows


def overlapping(worker: Ints, rows: Ints, *, length: int = LENGTH) -> list[Window]:
    """Windows for predicting each row once, from at least `length` / 2 earlier rows where there are any."""
    windows, half = [], length // 2
    for mine in by_worker(worker, rows):
        windows.append(Window(mine[:length]))
        windows += [Window(mine[at : at + length], half) for at in range(half, mine.size - half, half)]
    return windows


def by_worker(worker: Ints, rows: Ints) -> Iterator[Ints]:
    if rows.size:
        ordered = rows[np.argsort(worker[rows], kind="stable")]
        yield from np.split(ordered, np.flatnonzero(np.diff(worker[ordered])) + 1)


def places_for(rows: int) -> int:
    """Places in a batch to learn from: fewer on a short log."""
    return int(np.clip(rows // STEPS, 2 * LENGTH // 5, PLACES))


def batches(
    windows: Sequence[Window], *, rng: np.random.Generator | None = None, places: int = PLACES
) -> Iterator[list[Window]]:
    """Windows of like length together, in an order drawn from `rng` where there is one."""
    size = np.array([window.rows.size for window in windows], dtype=float)
    if rng is not None:
        size = size + rng.uniform(0.0, 8.0, size.size)  # so that neighbours differ from epoch to epoch
    order, groups, at = np.argsort(-size, kind="stable"), [], 0
    while at < order.size:
        count = max(1, places // max(window.rows.size for window in (windows[k] for k in order[at : at + 8])))
        groups.append(order[at : at + count])
        at += count
    for k in range(len(groups)) if rng is None else rng.permutation(len(groups)):
        yield [windows[place] for place in groups[k]]
