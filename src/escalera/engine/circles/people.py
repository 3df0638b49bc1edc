"""Workers as arrays: levels, wishes and what they must have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import BoolArray, FloatArray, IntArray
from escalera.engine.circles.values import Worker

NEVER = 2.0
# More languages than fit into one number are not told apart by any world of people we know; see `_bits`.
WORD = 62


@dataclass(frozen=True)
class People:
    """N workers. level (N + 1, S) of the S skills somebody wishes; skill (N + 1, W) and need (N + 1, W) of their
    wishes, need NEVER where there is none; common (N + 1, 2) bits of languages and hours, of which a circle
    needs one of each; kind (N + 1,) of place. The last row is nobody: an empty seat."""

    level: FloatArray = field(repr=False)
    skill: IntArray = field(repr=False)
    need: FloatArray = field(repr=False)
    common: IntArray = field(repr=False)
    kind: IntArray = field(repr=False)
    mixed: bool = False

    @classmethod
    def of(cls, workers: Sequence[Worker], *, mixed: bool = False) -> People:
        """Return the arrays of some workers; mixed: circles of several kinds of places are liked better."""
        skills = sorted({skill for worker in workers for skill in worker.wishes})
        column, many = {skill: at for at, skill in enumerate(skills)}, len(workers)
        level = np.full((many + 1, max(len(skills), 1)), -1.0)
        width = max([len(worker.wishes) for worker in workers], default=0) or 1
        skill = np.zeros((many + 1, width), dtype=np.int64)
        need = np.full((many + 1, width), NEVER)
        for at, worker in enumerate(workers):
            for name in worker.levels.keys() & column.keys():
                level[at, column[name]] = worker.levels[name]
            for place, (name, wants) in enumerate(sorted(worker.wishes.items())):
                skill[at, place], need[at, place] = column[name], wants
        kinds = sorted({worker.place for worker in workers})
        kind = np.array([*(kinds.index(worker.place) for worker in workers), -1])
        return cls(level, skill, need, _common(workers), kind, mixed)

    def __len__(self) -> int:
        return len(self.level) - 1

    def together(self, members: IntArray) -> BoolArray:
        """Return which circles (..., seats) have a language and an hour in common, (...)."""
        found: BoolArray = (np.bitwise_and.reduce(self.common[members], axis=-2) != 0).all(axis=-1)
        return found


def _common(workers: Sequence[Worker]) -> IntArray:
    hours = [sum(1 << hour for hour in worker.hours) for worker in workers]
    bits = np.array([_bits([worker.languages for worker in workers]), hours], dtype=np.int64).T.reshape(-1, 2)
    return np.vstack([bits, np.full((1, 2), -1, dtype=np.int64)])


def _bits(sets: Iterable[frozenset[str]]) -> list[int]:
    """Each set as bits. The most spoken languages have a bit each; those beyond 62 can't found a circle."""
    sets = list(sets)
    count: dict[str, int] = {}
    for some in sets:
        for name in some:
            count[name] = count.get(name, 0) + 1
    bit = {
        name: 1 << at for at, name in enumerate(sorted(count, key=lambda name: (-count[name], name))[:WORD])
    }
    return [sum(bit.get(name, 0) for name in some) for some in sets]
