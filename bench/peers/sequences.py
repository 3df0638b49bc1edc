"""Learning logs as the sequences that the neural peers read: skill, item and score, cut at 200 rows.

A row with several skills is one row with one code for its set of skills, so its answer is never an input to
its own prediction. Codes unknown to the training log share the code 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from escalera.engine.prediction import Attempts

LENGTH = 200
TOKENS = 2400  # padded places in a batch


@dataclass(frozen=True)
class Codes:
    """Skill sets and items of a training log, numbered from 1."""

    skills: np.ndarray  # rising
    items: np.ndarray

    @classmethod
    def of(cls, train: Attempts) -> Codes:
        return cls(np.unique(train.skill_set()), np.unique(train.item))

    def encoded(self, log: Attempts) -> Rows:
        return Rows(
            numbered(self.skills, log.skill_set()),
            numbered(self.items, log.item),
            np.nan_to_num(log.score).astype(np.float32),
            log.known,
        )


@dataclass(frozen=True)
class Rows:
    skill: np.ndarray
    item: np.ndarray
    score: np.ndarray
    known: np.ndarray


@dataclass(frozen=True)
class Batch:
    """Tensors of (windows, places); `wanted` marks the places whose prediction counts."""

    skill: Any
    item: Any
    score: Any
    wanted: Any
    rows: np.ndarray  # of the log, -1 where padded


def numbered(names: np.ndarray, codes: np.ndarray) -> np.ndarray:
    place = np.minimum(np.searchsorted(names, codes), names.size - 1)
    return np.where(names[place] == codes, place + 1, 0)


def cut(worker: np.ndarray, rows: np.ndarray, *, length: int = LENGTH) -> list[np.ndarray]:
    """Windows of rows for training: each worker's rows, cut every `length`."""
    windows = []
    for mine in by_worker(worker, rows):
        windows += [mine[at : at + length] for at in range(0, mine.size, length)]
    return windows


def overlapping(
    worker: np.ndarray, rows: np.ndarray, *, length: int = LENGTH
) -> list[tuple[np.ndarray, int]]:
    """Windows for predicting, and how many of their first rows another window has predicted already.

    They overlap by half, so that every row is predicted from at least length / 2 earlier rows where there
    are so many: cutting alone would make each window's first rows start from nothing.
    """
    windows, half = [], length // 2
    for mine in by_worker(worker, rows):
        windows.append((mine[:length], 0))
        windows += [(mine[at : at + length], half) for at in range(half, mine.size - half, half)]
    return windows


def by_worker(worker: np.ndarray, rows: np.ndarray) -> Iterator[np.ndarray]:
    ordered = rows[np.argsort(worker[rows], kind="stable")]
    yield from np.split(ordered, np.flatnonzero(np.diff(worker[ordered])) + 1)


def batches(
    rows: Rows, windows: list[tuple[np.ndarray, int]], *, rng: np.random.Generator | None = None
) -> Iterator[Batch]:
    """Windows of like length together; their order shuffled when `rng` is given."""
    size = np.array([window.size for window, _ in windows], dtype=float)
    if rng is not None:
        size = size + rng.uniform(0, 8, size.size)  # neighbours differ from epoch to epoch
    order = np.argsort(-size, kind="stable")
    groups, at = [], 0
    while at < order.size:
        count = max(1, TOKENS // windows[order[at]][0].size)
        groups.append(order[at : at + count])
        at += count
    if rng is not None:
        groups = [groups[k] for k in rng.permutation(len(groups))]
    for group in groups:
        yield _padded(rows, [windows[k] for k in group])


def _padded(rows: Rows, windows: list[tuple[np.ndarray, int]]) -> Batch:
    import torch

    width = max(window.size for window, _ in windows)
    place = np.full((len(windows), width), -1)
    wanted = np.zeros(place.shape, dtype=bool)
    for at, (window, passed) in enumerate(windows):
        place[at, : window.size] = window
        wanted[at, passed : window.size] = rows.known[window[passed:]]
    inside = place >= 0
    columns = [
        torch.from_numpy(np.where(inside, column[place], 0)) for column in (rows.skill, rows.item, rows.score)
    ]
    return Batch(*columns, torch.from_numpy(wanted), place)
