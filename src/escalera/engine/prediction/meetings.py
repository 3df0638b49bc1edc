"""Which of a worker's groups each row meets, and whether it is the first time (see loops.py)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from escalera.engine.prediction.attempts import Attempts, Floats, Ints
from escalera.engine.prediction.kernels import Kernels

Slots = NDArray[np.int32]


@dataclass(frozen=True)
class Meetings:
    """Slots of N rows that lie worker by worker, with M skills: the number of a group within its worker's, or -1 - number."""

    worker: Slots  # (N,) -1 in a worker's first row, else 0
    item: Slots  # (N,)
    task_type: Slots  # (N,)
    skill: Slots  # (M,)
    pairs: Ints | slice  # (M,) the row of each skill

    @classmethod
    def of(cls, attempts: Attempts, kernels: Kernels) -> Meetings:
        worker = attempts.worker
        first = np.zeros(worker.size, dtype=np.int32)
        first[:1], first[1:] = -1, -(worker[1:] != worker[:-1]).astype(np.int32)
        pairs = attempts.pair_rows() if attempts.skill.size > worker.size else slice(None)
        return cls(
            first,
            slots(worker, attempts.item, kernels),
            slots(worker, attempts.task_type, kernels),
            slots(worker[pairs], attempts.skill, kernels),
            pairs,
        )

    def between(self, skill_starts: Ints, begin: int, end: int) -> Meetings:
        """The meetings of rows begin to end, whole workers."""
        first, last = int(skill_starts[begin]), int(skill_starts[end])
        pairs = self.pairs if isinstance(self.pairs, slice) else self.pairs[first:last] - begin
        rows = slice(begin, end)
        return Meetings(
            self.worker[rows], self.item[rows], self.task_type[rows], self.skill[first:last], pairs
        )


def slots(worker: Ints, group: Ints, kernels: Kernels) -> Slots:
    """The slot of the group each row meets, (N,)."""
    group = narrow(group)
    found = np.empty(group.size, dtype=np.int32)
    kernels.meet(worker, group, np.full(int(group.max(initial=-1)) + 1, -1, dtype=np.int32), found)
    return found


def scratch(slot: Slots, numbers: int) -> Floats:
    """Room for so many numbers for each slot, (S, numbers)."""
    return np.empty((-int(slot.min(initial=0)), numbers))


def row_numbers(worker: Slots) -> Floats:
    """How many rows of the worker came before, (N,)."""
    index = np.arange(worker.size)
    return (index - np.maximum.accumulate(np.where(worker < 0, index, 0))).astype(float)


def narrow(codes: Ints) -> Ints:
    """The same groups under codes that are not far beyond their number, so that state can lie in an array."""
    if codes.size and codes.max() > 4 * codes.size + 100_000:
        return np.unique(codes, return_inverse=True)[1]
    return codes
