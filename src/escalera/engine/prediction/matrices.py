"""Columns laid out as one matrix in single precision, some workers at a time to spare memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from escalera.engine.prediction import features
from escalera.engine.prediction.attempts import Attempts, Ints, Singles
from escalera.engine.prediction.histories import Timeline
from escalera.engine.prediction.ladder import Ladder

ROWS_AT_ONCE = 100_000


def parts(worker: Ints, rows: Ints) -> Iterator[Ints]:
    """The given rows in parts of whole workers, each of about ROWS_AT_ONCE rows and in row order."""
    ordered = rows[np.argsort(worker[rows], kind="stable")]
    last = np.append(np.flatnonzero(np.diff(worker[ordered])), ordered.size - 1) + 1
    begin = 0
    while begin < ordered.size:
        place = int(np.searchsorted(last, begin + ROWS_AT_ONCE))
        end = int(last[min(place, last.size - 1)])
        yield np.sort(ordered[begin:end])
        begin = end


def described(attempts: Attempts, ladder: Ladder) -> tuple[tuple[str, ...], Singles]:
    """Names of the columns, and the matrix (N, D)."""
    columns = features.describe(Timeline.of(attempts), ladder)
    matrix = np.empty((len(attempts), len(columns)), dtype=np.float32)
    for place, name in enumerate(columns):
        matrix[:, place] = columns[name]
    return tuple(columns), matrix


@dataclass(frozen=True)
class Scale:
    """Brings columns to standard units, clipped; constant columns are left out."""

    kept: Ints  # (D',) of the D columns
    mean: Singles  # (D',)
    spread: Singles  # (D',)

    @classmethod
    def of(cls, matrix: Singles) -> Scale:
        """The scale of a matrix (N, D), column by column to spare memory."""
        figures = [(column.mean(), column.std()) for column in (c.astype(float) for c in matrix.T)]
        mean, spread = np.array(figures).T
        kept = np.flatnonzero(spread > 1e-5)
        return cls(kept, mean[kept].astype(np.float32), spread[kept].astype(np.float32))

    def apply(self, matrix: Singles) -> Singles:
        """Overwrite a matrix (N, D) with its standard units (N, D') and return the part in use."""
        for new, old in enumerate(self.kept.tolist()):
            column = (matrix[:, old] - self.mean[new]) / self.spread[new]
            matrix[:, new] = np.clip(column, -6.0, 6.0)
        return matrix[:, : self.kept.size]
