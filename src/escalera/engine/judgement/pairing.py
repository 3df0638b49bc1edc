"""Which two pieces to show a judge next: those whose comparison is expected to tell most."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from escalera.engine.catalogue import FloatArray, IntArray
from escalera.engine.judgement.fitting import Fit
from escalera.engine.judgement.strengths import logistic

# Pairs that tell nearly as much as the best are as good; chance among them spreads the work.
NEARLY = 0.9


@dataclass(frozen=True)
class Pair:
    """Two pieces in the order they are shown, the variance their comparison is expected to take away (logits
    squared), and the probability with which they were chosen in either order."""

    first: int
    second: int
    gain: float
    propensity: float


def open_pairs(
    *, pieces: Collection[int], wanted: Collection[int], seen: Collection[tuple[int, int]], cap: int
) -> IntArray:
    """Return the pairs (M, 2) a judge may still compare: both of `pieces`, at least one of `wanted`, not
    compared by this judge before (`seen`, in either order), no piece more than `cap` times by one judge."""
    met = [piece for pair in seen for piece in pair]
    free = sorted(piece for piece in set(pieces) if met.count(piece) < cap)
    known = {frozenset(pair) for pair in seen}
    asked = set(wanted)
    found = [
        (first, second)
        for at, first in enumerate(free)
        for second in free[at + 1 :]
        if (first in asked or second in asked) and frozenset((first, second)) not in known
    ]
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def gains(found: Fit, pairs: IntArray, *, wanted: IntArray, discrimination: float) -> FloatArray:
    """Return for each pair (M, 2) the expected fall of the summed variance of the wanted pieces, (M,).

    With u = C (e_i - e_j) and h the curvature of (1) at the pair, an answer changes the covariance C to
    C - h u u' / (1 + h u'(e_i - e_j)) (MacKay 1992, section 4, for a logistic answer; A-optimality).
    """
    at = found.strengths
    mean, variance = at.gap(pairs[:, 0], pairs[:, 1])
    right = logistic(discrimination * mean / np.sqrt(1 + np.pi * variance / 8))
    bent = discrimination**2 * right * (1 - right)
    moved = at.covariance[wanted][:, pairs[:, 0]] - at.covariance[wanted][:, pairs[:, 1]]
    expected: FloatArray = bent * (moved**2).sum(axis=0) / (1 + bent * variance)
    return expected


def next_pair(
    found: Fit,
    pairs: IntArray,
    *,
    wanted: Collection[int],
    discrimination: float,
    rng: np.random.Generator,
) -> Pair | None:
    """Return the pair to show, one of those that tell most, in random order. None where there is no pair.

    pairs (M, 2) are those allowed (`open_pairs`), wanted the pieces that wait for a verdict, discrimination
    the judge's, in [0, 1]; a judge who counts nothing is shown what an average one would be.
    """
    if not len(pairs):
        return None
    told = gains(found, pairs, wanted=np.array(sorted(wanted)), discrimination=max(discrimination, 0.1))
    best = np.flatnonzero(told >= NEARLY * told.max())
    one = int(rng.choice(best))
    first, second = (int(piece) for piece in rng.permutation(pairs[one]))
    return Pair(first, second, float(told[one]), 1.0 / len(best))
