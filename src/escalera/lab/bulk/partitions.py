"""Attempts on disk, in parts: all rows of a worker lie in one part, each worker's rows together and in order.

A part is chosen by the upper bits of the worker's hash, so it does not depend on how many hands work on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO

import numpy as np
from numpy.typing import NDArray

from escalera.lab.bulk.arrays import get, put
from escalera.lab.bulk.batches import Batch
from escalera.lab.bulk.vocabulary import Floats, Ints
from escalera.lab.models_packing import Arrays

ROWS_EACH = 200_000
FEWEST, MOST = 4, 640
BINS = 4096
RECORD = np.dtype(
    [
        ("worker", "u8"),
        ("at", "f8"),
        ("score", "f8"),
        ("seconds", "f4"),
        ("propensity", "f4"),
        ("item", "i4"),
        ("task_type", "i4"),
    ]
)


@dataclass(frozen=True)
class Partition:
    """W workers' N rows: worker (W,) hashes in ascending order, start (W + 1,) first row of each, then a value a
    row: item and task_type codes; score, seconds and propensity (NaN unknown); before = how often this worker had
    done the type."""

    worker: NDArray[np.uint64] = field(repr=False)
    start: Ints = field(repr=False)
    item: NDArray[np.int32] = field(repr=False)
    task_type: NDArray[np.int32] = field(repr=False)
    score: Floats = field(repr=False)
    seconds: NDArray[np.float32] = field(repr=False)
    propensity: NDArray[np.float32] = field(repr=False)
    before: NDArray[np.int32] = field(repr=False)

    @classmethod
    def load(cls, path: Path) -> Partition:
        return cls(**get(path))

    def save(self, path: Path) -> None:
        put(path, vars(self))

    @property
    def owner(self) -> Ints:
        """The place of each row's worker, (N,)."""
        return np.repeat(np.arange(self.worker.size), np.diff(self.start))


def how_many(rows: int) -> int:
    """Return the number of parts for so many rows: small enough for memory, never by the number of processes."""
    return min(max(rows // ROWS_EACH, FEWEST), MOST)


class Writer:
    """Appends batches to the parts; `sizes` says how far each has come, so that a later start can go on there."""

    def __init__(self, folder: Path, parts: int, sizes: Sequence[int] | None = None) -> None:
        self.parts = parts
        self._paths = [raw(folder, part) for part in range(parts)]
        self._sizes = list(sizes) if sizes is not None else [0] * parts
        self._files: list[IO[bytes]] = []

    def __enter__(self) -> Writer:
        for path, size in zip(self._paths, self._sizes, strict=True):
            file = path.open("r+b" if path.exists() else "w+b")
            self._files.append(file)
            file.truncate(size)
            file.seek(size)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files:
            file.close()

    def add(self, batch: Batch) -> None:
        rows = np.empty(batch.worker.size, dtype=RECORD)
        for name in RECORD.names or ():
            rows[name] = getattr(batch, name)
        part = (batch.worker >> np.uint64(48)) * np.uint64(self.parts) >> np.uint64(16)
        order = np.argsort(part.astype(np.uint16), kind="stable")
        edges = np.searchsorted(part[order], np.arange(self.parts + 1))
        rows = rows[order]
        for at in np.flatnonzero(np.diff(edges)):
            self._files[at].write(rows[edges[at] : edges[at + 1]].tobytes())

    def sizes(self) -> list[int]:
        """Return the bytes of each part, all of them written out."""
        for file in self._files:
            file.flush()
        return [file.tell() for file in self._files]


def raw(folder: Path, part: int) -> Path:
    return folder / f"raw-{part:03}.bin"


def sorted_path(folder: Path, part: int) -> Path:
    return folder / f"part-{part:03}.npz"


def sort(folder: Path, part: int) -> Arrays:
    """Order one part by worker and time, keep it, and return counts: rows, workers, and rows by sampling bin.

    The bin of a worker is the lowest 12 bits of the hash.
    """
    rows = np.fromfile(raw(folder, part), dtype=RECORD)
    order = np.lexsort((np.arange(rows.size), np.nan_to_num(rows["at"]), rows["worker"]))
    rows = rows[order]
    worker, start = np.unique(rows["worker"], return_index=True)
    made = Partition(
        worker=worker,
        start=np.append(start, rows.size).astype(np.int64),
        item=rows["item"].copy(),
        task_type=rows["task_type"].copy(),
        score=rows["score"].copy(),
        seconds=rows["seconds"].copy(),
        propensity=rows["propensity"].copy(),
        before=times_before(rows["worker"], rows["task_type"]),
    )
    made.save(sorted_path(folder, part))
    in_bin = np.bincount(bins(rows["worker"]), minlength=BINS)
    return {"rows": np.array(rows.size), "workers": np.array(worker.size), "rows_in_bin": in_bin}


def bins(worker: NDArray[np.uint64]) -> Ints:
    """Return the sampling bin of each worker."""
    return (worker & np.uint64(BINS - 1)).astype(np.int64)


def times_before(worker: NDArray[np.uint64], task_type: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return how often each row's worker had done its type before, (N,); workers' rows lie together."""
    order = np.lexsort((np.arange(worker.size), task_type, worker))
    who, what = worker[order], task_type[order]
    fresh = (
        np.r_[True, (who[1:] != who[:-1]) | (what[1:] != what[:-1])] if who.size else np.zeros(0, np.bool_)
    )
    first = np.maximum.accumulate(np.where(fresh, np.arange(who.size), 0))
    times = np.empty(worker.size, dtype=np.int32)
    times[order] = np.arange(worker.size) - first
    return times
