"""What is remembered of the situations met, looked up by key: by place where keys are few, else by hash."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from escalera.engine.prediction import situating
from escalera.engine.prediction.attempts import Ints, Singles
from escalera.engine.prediction.contexts import Index
from escalera.engine.prediction.kernels import Kernels

LARGEST_BY_PLACE = 1 << 22  # keys; 32 MB
SMALL_BY_PLACE = 1 << 19
BUCKET = 8  # words that a processor fetches at once
ROOM = (
    3.0  # tags a table has room for, in its keys: with 2, a sixth of the keys lie beyond their first bucket
)
PAIR = (4, 5)  # "follows after" lies in the buckets of "follows", so that both are fetched at once
PAIR_BITS = 3  # what its keys have beyond those of "follows"


@dataclass(frozen=True)
class ByPlace:
    """Effect and log support of one kind of situation: those of every key up to the largest met, then of all others."""

    kind: int
    met: Singles  # (largest + 2, 2)

    @classmethod
    def of(cls, kind: int, keys: Ints, met: Singles) -> ByPlace:
        laid = np.zeros((int(keys.max(initial=-1)) + 2, 2), dtype=np.float32)
        laid[keys] = met
        return cls(kind, laid)

    def recall(self, keys: Ints, out: Singles, kernels: Kernels) -> None:
        """Write the kind's two planes of all (2 K, N), for the keys (K, N)."""
        kernels.recall(keys[self.kind], self.met, out[2 * self.kind : 2 * self.kind + 2])


@dataclass(frozen=True)
class Hashed:
    """Effect and log support of kinds of situation that share their homes: one, or PAIR.

    A bucket has four tags, then their values, each an effect and a log support of half a word; a tag is twice the key
    plus 1 or, of the second kind, 2. A full bucket goes on in the next.
    """

    kinds: Ints
    entries: Ints

    @classmethod
    def of(cls, kinds: tuple[int, ...], keys: list[Ints], met: list[Singles], kernels: Kernels) -> Hashed:
        entries = _aligned(BUCKET * int(ROOM * sum(mine.size for mine in keys) / 4 + 3))
        for place, (mine, values) in enumerate(zip(keys, met, strict=True)):
            homes = mine >> PAIR_BITS if place else mine
            words = np.ascontiguousarray(values).view(np.int64).ravel()
            kernels.index(mine * 2 + place + 1, homes, words, entries)
        return cls(np.array(kinds), entries)

    def recall(self, keys: Ints, out: Singles, kernels: Kernels) -> None:
        """Write the kinds' planes of all (2 K, N), for the keys (K, N)."""
        scratch = np.empty((2, situating.AT_ONCE), dtype=np.int64)
        values = self.entries.view(np.float32)
        kernels.find(keys, self.kinds, self.entries, values, scratch[0], scratch[1], out)


@dataclass(frozen=True)
class Recollection:
    """Effect and log support of every situation that needs no belief."""

    tables: tuple[ByPlace | Hashed, ...]

    @classmethod
    def of(cls, index: Index, met: Singles, kernels: Kernels) -> Recollection:
        """What a ladder found (C + 1, 2) of the situations of an index."""
        spans = [slice(int(a), int(b)) for a, b in itertools.pairwise(index.starts)]
        keys, met_by_kind = [index.keys[span] for span in spans], [met[span] for span in spans]
        near = {kind for kind, mine in enumerate(keys) if _near(mine)}
        far: list[tuple[int, ...]] = [(kind,) for kind in range(len(keys)) if kind not in near]
        if near.isdisjoint(PAIR):
            far = [PAIR, *(kinds for kinds in far if kinds[0] not in PAIR)]
        hashed = [
            Hashed.of(kinds, [keys[k] for k in kinds], [met_by_kind[k] for k in kinds], kernels)
            for kinds in far
        ]
        return cls((*(ByPlace.of(kind, keys[kind], met_by_kind[kind]) for kind in sorted(near)), *hashed))

    def recall(self, keys: Ints, out: Singles, kernels: Kernels) -> None:
        """Write two planes for each kind, (2 K, N), for the keys (K, N)."""
        for table in self.tables:
            table.recall(keys, out, kernels)


def _near(keys: Ints) -> bool:
    return int(keys.max(initial=0)) < min(LARGEST_BY_PLACE, 64 * keys.size + SMALL_BY_PLACE)


def _aligned(words: int) -> Ints:
    """Zeros that begin where a processor begins to fetch, so that a bucket is one fetch."""
    whole = np.zeros(words + BUCKET, dtype=np.int64)
    begin = -whole.ctypes.data % 64 // 8
    return whole[begin : begin + words]
