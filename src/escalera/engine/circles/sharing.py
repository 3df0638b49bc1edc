"""Moving together: who of a circle learns what first, so that together they cover what a job asks for."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

from escalera.engine.catalogue import BoolArray, FloatArray, IntArray

NOBODY = -1


@dataclass(frozen=True)
class Shares:
    """For S required skills and M members: knows (M, S), who holds the level that is asked for; first (S,), who
    learns a skill that nobody holds, NOBODY where it is held already."""

    knows: BoolArray = field(repr=False)
    first: IntArray = field(repr=False)


def share_out(levels: FloatArray, required: FloatArray) -> Shares:
    """Return who learns which skill first: levels (M, S) and required (S,) in [0, 1].

    The sum of the levels still missing is least, with nobody learning more than their even share, rounded up
    (linear assignment; Kuhn 1955). Raises ValueError where the shapes differ.
    """
    if levels.ndim != 2 or levels.shape[1:] != required.shape:
        raise ValueError(f"levels {levels.shape} do not fit {required.shape} required skills")
    knows = levels >= required
    first = np.full(required.size, NOBODY, dtype=np.int64)
    missing = np.flatnonzero(~knows.any(axis=0))
    if missing.size and len(levels):
        places = np.repeat(np.arange(len(levels)), -(-missing.size // len(levels)))
        gaps = required[missing] - levels[:, missing]
        skill, place = linear_sum_assignment(gaps[places].T)
        first[missing[skill]] = places[place]
    return Shares(knows, first)
