"""What each way does for everybody together, without a prior: by the propensities that were kept.

    score_w = m + 1[way = w] (value - m) / propensity_w,   m: what the kind gained in earlier waves           (1)
                                                           (in the first wave: what all others gained in it)

Augmented inverse-propensity weighting (Robins, Rotnitzky and Zhao 1994). m is of earlier waves or of others, so
each score is right on average given the past however ways were chosen (Hadad et al. 2021). Where a way had stopped
nobody could be offered it, so it is compared only where it and alone both had a chance.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import FloatArray, IntArray
from escalera.engine.ways.values import ALONE, WAYS, Periods

Z_90 = 1.6448536269514722
FEWEST = 2


@dataclass(frozen=True)
class Overall:
    """mean (W,) and deviation (W,) of each way against alone over all who could be offered both, in the unit of
    the values; infinite where too few were; periods (W,) how many were offered it."""

    mean: FloatArray = field(repr=False)
    deviation: FloatArray = field(repr=False)
    periods: IntArray = field(repr=False)

    @property
    def interval(self) -> tuple[FloatArray, FloatArray]:
        """Low and high of the 90 % intervals, (W,) each."""
        return self.mean - Z_90 * self.deviation, self.mean + Z_90 * self.deviation


def overall(seen: Periods) -> Overall:
    """Return what each way does on average over the people who took part."""
    many = len(WAYS)
    mean, deviation = np.zeros(many), np.full(many, np.inf)
    deviation[ALONE] = 0.0
    periods = np.bincount(seen.way, minlength=many)
    before = _before(seen)
    for way in range(1, many):
        both = (seen.shares[:, way] > 0) & (seen.shares[:, ALONE] > 0)
        if min((seen.way[both] == one).sum() for one in (way, ALONE)) < FEWEST:
            continue
        off = seen.value[both] - before[both]
        score = off * ((seen.way[both] == way) / seen.shares[both, way])
        score -= off * ((seen.way[both] == ALONE) / seen.shares[both, ALONE])
        mean[way], deviation[way] = score.mean(), score.std(ddof=1) / np.sqrt(score.size)
    return Overall(mean, deviation, periods)


def _before(seen: Periods) -> FloatArray:
    """m of (1), (N,): the mean of the kind in earlier waves, with the mean of everybody then as one more row; in the
    first wave the mean of all others in it."""
    found = np.zeros(len(seen))
    kind, many = seen.kind, 1 << seen.factors.shape[1]
    for wave in np.unique(seen.wave):
        now, past = seen.wave == wave, seen.wave < wave
        if past.any():
            total = np.bincount(kind[past], seen.value[past], many) + seen.value[past].mean()
            found[now] = (total / (np.bincount(kind[past], minlength=many) + 1))[kind[now]]
        elif now.sum() > 1:
            found[now] = (seen.value[now].sum() - seen.value[now]) / (now.sum() - 1)
    return found
