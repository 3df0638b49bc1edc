"""What judges said: this piece is better than that one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import FloatArray, IntArray


@dataclass(frozen=True)
class Comparisons:
    """N answers: piece `better` (N,) over piece `worse` (N,), by `judge` (N,), each with trust (N,) in [0, 1].

    Pieces are numbered from 0 below `pieces`, judges below `judges`. trust is how much an answer counts
    before anything is known of its judge: little where it came faster than one can read.
    Raises ValueError for shapes that differ, numbers out of range, or a piece compared with itself.
    """

    pieces: int
    judges: int
    better: IntArray = field(repr=False)
    worse: IntArray = field(repr=False)
    judge: IntArray = field(repr=False)
    trust: FloatArray = field(repr=False)

    def __post_init__(self) -> None:
        shapes = {one.shape for one in (self.better, self.worse, self.judge, self.trust)}
        if shapes != {(self.better.size,)}:
            raise ValueError(f"better, worse, judge and trust need one and the same length, not {shapes}")
        for name, values, most in (
            ("better", self.better, self.pieces),
            ("worse", self.worse, self.pieces),
            ("judge", self.judge, self.judges),
        ):
            if values.size and (values.min() < 0 or values.max() >= most):
                raise ValueError(f"{name} holds a number outside 0 ... {most - 1}")
        if (self.better == self.worse).any():
            raise ValueError("a piece can't be compared with itself")
        if self.trust.size and not ((self.trust >= 0) & (self.trust <= 1)).all():
            raise ValueError("trust must lie between 0 and 1")

    @classmethod
    def of(
        cls, rows: Sequence[tuple[int, int, int]], *, pieces: int, judges: int, trust: Sequence[float] = ()
    ) -> Comparisons:
        """Return comparisons from rows (better, worse, judge); trust is 1 where none is given."""
        table = np.array(rows, dtype=np.int64).reshape(-1, 3)
        trusted = np.asarray(trust, dtype=float) if len(trust) else np.ones(len(table))
        return cls(pieces, judges, table[:, 0], table[:, 1], table[:, 2], trusted)

    @property
    def met(self) -> IntArray:
        """How often each piece was compared, (pieces,)."""
        both = np.concatenate([self.better, self.worse])
        counted: IntArray = np.bincount(both, minlength=self.pieces)
        return counted
