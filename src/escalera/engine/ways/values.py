"""Periods in which people were offered a way, and the kinds of people they were when it began."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import FloatArray, IntArray

WAYS = ("alone", "pair", "circle", "broker")
ALONE = 0
# A few people learn many times faster than all others: values further out than this count as this far.
FURTHEST = 5.0
MAD = 1.4826


@dataclass(frozen=True)
class Periods:
    """What came of N periods. Every period that began is in it, whatever the person did (intention to treat).

    factors (N, F) of 0 and 1: what was known of the person before. way (N,) in WAYS, shares (N, W) the chance
    of each, value (N,) the progress measured, wave (N,) when it began, person (N,) who. Rows in order of time.
    Raises ValueError when the parts differ in length.
    """

    factors: IntArray = field(repr=False)
    way: IntArray = field(repr=False)
    shares: FloatArray = field(repr=False)
    value: FloatArray = field(repr=False)
    wave: IntArray = field(repr=False)
    person: IntArray = field(repr=False)

    def __post_init__(self) -> None:
        rows = {len(part) for part in vars(self).values()}
        if len(rows) > 1:
            raise ValueError(f"the parts of periods differ in length: {sorted(rows)}")

    def __len__(self) -> int:
        return len(self.way)

    @property
    def kind(self) -> IntArray:
        """(N,) see `kind_of`."""
        return kind_of(self.factors)

    def scaled(self) -> tuple[FloatArray, float]:
        """Return the values about their median, in robust deviations and cut at FURTHEST, and that deviation."""
        if not len(self):
            return np.zeros(0), 1.0
        off = self.value - np.median(self.value)
        scale = float(MAD * np.median(np.abs(off))) or float(off.std()) or 1.0
        return np.clip(off / scale, -FURTHEST, FURTHEST), scale


def kind_of(factors: IntArray) -> IntArray:
    """Return the number of each row's kind: (N, F) -> (N,), the first factor counting most."""
    factors = np.asarray(factors, dtype=np.int64)
    return factors @ (1 << np.arange(factors.shape[-1])[::-1])


def kinds(factors: int) -> IntArray:
    """Return the factors of every kind, (2^F, F), so that row k is of kind k."""
    return (np.arange(1 << factors)[:, None] >> np.arange(factors)[::-1]) & 1


def own_pace(person: IntArray, value: FloatArray) -> FloatArray:
    """Return each row's mean of the same person's earlier values, shrunk by one row of 0: known before the choice."""
    total: dict[int, float] = {}
    count: dict[int, int] = {}
    found = np.zeros(len(value))
    for row, (who, gained) in enumerate(zip(person.tolist(), value.tolist(), strict=True)):
        found[row] = total.get(who, 0.0) / (count.get(who, 0) + 1)
        total[who], count[who] = total.get(who, 0.0) + gained, count.get(who, 0) + 1
    return found
