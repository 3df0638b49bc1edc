"""Rows in parts of whole workers, to spare memory, and columns brought to standard units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from escalera.engine.prediction.attempts import Ints, Singles

ROWS_AT_ONCE = 40_000


def parts(worker: Ints, rows: Ints, at_once: int = ROWS_AT_ONCE) -> Iterator[Ints]:
    """The given rows in parts of whole workers, each of about `at_once` rows, workers together, in row order."""
    ordered = rows[np.argsort(worker[rows], kind="stable")]
    for begin, end in spans(worker[ordered], at_once):
        yield ordered[begin:end]


def spans(worker: Ints, at_once: int = ROWS_AT_ONCE) -> Iterator[tuple[int, int]]:
    """Begin and end of parts of whole workers, in rows that lie worker by worker."""
    last = np.append(np.flatnonzero(np.diff(worker)), worker.size - 1) + 1
    begin = 0
    while begin < worker.size:
        place = int(np.searchsorted(last, begin + at_once))
        end = int(last[min(place, last.size - 1)])
        yield begin, end
        begin = end


@dataclass(frozen=True)
class Scale:
    """Brings columns to standard units, clipped; constant columns are left out."""

    kept: Ints  # (D',) of the D columns
    mean: Singles  # (D',)
    spread: Singles  # (D',)

    @classmethod
    def of(cls, matrix: Singles) -> Scale:
        """The scale of a matrix (N, D), some rows at a time to spare memory."""
        total, square = np.zeros(matrix.shape[1]), np.zeros(matrix.shape[1])
        for part in _slices(matrix):
            exact = part.astype(float)
            total += exact.sum(axis=0)
        mean = total / len(matrix)
        for part in _slices(matrix):
            square += ((part - mean) ** 2).sum(axis=0)
        spread = np.sqrt(square / len(matrix))
        kept = np.flatnonzero(spread > 1e-5)
        return cls(kept, mean[kept].astype(np.float32), spread[kept].astype(np.float32))

    def apply(self, matrix: Singles) -> Singles:
        """Overwrite a matrix (N, D) with its standard units (N, D') and return the part in use."""
        for part in _slices(matrix):
            part[:, : self.kept.size] = self.of_columns(part.T).T
        return matrix[:, : self.kept.size]

    def of_columns(self, columns: Singles) -> Singles:
        """Standard units (D', N) of columns (D, N)."""
        standard = np.take(columns, self.kept, axis=0)
        standard -= self.mean[:, None]
        standard /= self.spread[:, None]
        return np.clip(standard, np.float32(-6.0), np.float32(6.0), out=standard)


def _slices(matrix: Singles) -> Iterator[Singles]:
    return (matrix[begin : begin + 8192] for begin in range(0, len(matrix), 8192))
