"""Timed attempts as arrays, and the order in which they are foretold and become known."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import BoolArray, FloatArray, IntArray


@dataclass(frozen=True)
class Timings:
    """N timed attempts: worker, task_type and item (N,) codes from 0, seconds (N,) > 0.

    asked (N,) is when an attempt is foretold, told (N,) when its seconds are known, on one clock: what is
    told strictly before an attempt is asked may be used for it, nothing else. Rows that are told later than
    asked by others are no problem. Raises ValueError for shapes or seconds that do not fit.
    """

    worker: IntArray = field(repr=False)
    task_type: IntArray = field(repr=False)
    item: IntArray = field(repr=False)
    seconds: FloatArray = field(repr=False)
    asked: FloatArray = field(repr=False)
    told: FloatArray = field(repr=False)

    def __post_init__(self) -> None:
        for name in ("task_type", "item", "seconds", "asked", "told"):
            if getattr(self, name).shape != self.worker.shape:
                raise ValueError(f"timings: {name} must have as many values as worker")
        if not bool(np.all(np.isfinite(self.seconds) & (self.seconds > 0.0))):
            raise ValueError("timings: seconds must be positive")
        if bool(np.any(self.told < self.asked)):
            raise ValueError("timings: no attempt is known before it is asked for")

    def __len__(self) -> int:
        return int(self.worker.size)

    @property
    def pair(self) -> IntArray:
        """Code of each row's worker and task type together, (N,)."""
        both = self.worker * (int(self.task_type.max(initial=0)) + 1) + self.task_type
        codes: IntArray = np.unique(both, return_inverse=True)[1].astype(np.int64)
        return codes

    @property
    def events(self) -> tuple[IntArray, BoolArray]:
        """The rows in the order of what happens, (2 N,) each: whose turn it is, and whether it is told.

        At the same moment asking comes first, so that no row knows itself or its twin.
        """
        rows = np.tile(np.arange(len(self)), 2)
        told = np.repeat(np.array([False, True]), len(self))
        order = np.lexsort((rows, told, np.concatenate([self.asked, self.told])))
        return rows[order], told[order]

    @property
    def first_of_pair(self) -> BoolArray:
        """True where a worker is asked for a task type for the first time, (N,)."""
        order = np.lexsort((np.arange(len(self)), self.asked))
        first = np.zeros(len(self), dtype=np.bool_)
        first[order[np.unique(self.pair[order], return_index=True)[1]]] = True
        return first
