"""TF-IDF of hashed features in a reverse index (Salton and Buckley 1988, "ltc"), searched row by row."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from escalera.skills.matching.words import BUCKETS, bucket

Floats = NDArray[np.float32]
Analyse = Callable[[str], Iterable[str]]


@dataclass(frozen=True)
class Postings:
    """`starts[b]:starts[b+1]` are the places in `texts` and `weights` of the texts that hold bucket b."""

    starts: NDArray[np.int64]
    texts: NDArray[np.int32]
    weights: Floats
    rarity: Floats
    count: int

    @classmethod
    def of(cls, texts: Sequence[str], analyse: Analyse) -> "Postings":
        rows, buckets, numbers = _counted(texts, analyse)
        seen = np.bincount(buckets, minlength=BUCKETS)
        rarity = np.log(1 + len(texts) / np.maximum(seen, 1)).astype(np.float32)
        weights = (1 + np.log(numbers)) * rarity[buckets]
        lengths = np.sqrt(np.bincount(rows, weights**2, minlength=len(texts)))
        weights /= np.maximum(lengths, 1e-12)[rows]
        order = np.argsort(buckets, kind="stable")
        starts = np.concatenate([[0], np.cumsum(seen)])
        return cls(
            starts, rows[order].astype(np.int32), weights[order].astype(np.float32), rarity, len(texts)
        )

    def cosines(self, query: Iterable[str]) -> Floats:
        """Return the cosine of the query's features with each text, shape (texts,)."""
        counted = Counter(map(bucket, query))
        if not counted:
            return np.zeros(self.count, dtype=np.float32)
        buckets = np.fromiter(counted, dtype=np.int64)
        weights = (1 + np.log(np.fromiter(counted.values(), dtype=np.float64))) * self.rarity[buckets]
        weights /= np.sqrt((weights**2).sum())
        starts, ends = self.starts[buckets], self.starts[buckets + 1]
        places = np.concatenate([np.arange(a, b) for a, b in zip(starts, ends, strict=True)])
        each = np.repeat(weights, ends - starts) * self.weights[places]
        return np.bincount(self.texts[places], each, minlength=self.count).astype(np.float32)


def _counted(
    texts: Sequence[str], analyse: Analyse
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    rows: list[NDArray[np.int64]] = []
    buckets: list[int] = []
    numbers: list[int] = []
    for row, text in enumerate(texts):
        counted = Counter(map(bucket, analyse(text)))
        rows.append(np.full(len(counted), row))
        buckets.extend(counted)
        numbers.extend(counted.values())
    where = np.concatenate(rows) if rows else np.zeros(0)
    return where.astype(np.int64), np.array(buckets, dtype=np.int64), np.array(numbers, dtype=np.float64)
