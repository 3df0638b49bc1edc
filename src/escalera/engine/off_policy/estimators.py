"""Five ways to say from a log what a policy would bring; each a sum of ratios of sums over workers."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import FloatArray, IntArray


@dataclass(frozen=True)
class Ratios:
    """Sum over M parts of (sum over C workers of above) / (sum of below); above and below have shape (C, M)."""

    above: FloatArray = field(repr=False)
    below: FloatArray = field(repr=False)

    @property
    def value(self) -> float:
        """Return the estimate."""
        return float(_ratio(self.above.sum(axis=0), self.below.sum(axis=0)))

    def resampled(self, *, rng: np.random.Generator, times: int) -> FloatArray:
        """Return the estimate for `times` resamples of whole workers (Efron 1979), (times,)."""
        people = len(self.above)
        found = np.empty(times)
        for at in range(times):
            many = np.bincount(rng.integers(people, size=people), minlength=people).astype(np.float64)
            found[at] = _ratio(many @ self.above, many @ self.below)
        return found


def naive(outcome: FloatArray, worker: IntArray) -> Ratios:
    """The log's own average, whatever policy is asked about. outcome (N, H), worker (N,) codes."""
    return _by_worker([(column, np.ones_like(column)) for column in outcome.T], worker)


def importance(outcome: FloatArray, weight: FloatArray, worker: IntArray) -> Ratios:
    """Per-decision importance sampling: unbiased, with a wide spread (Horvitz and Thompson 1952; Precup, Sutton
    and Singh 2000, equation 6). weight (N, H)."""
    pairs = [(w * r, np.ones_like(r)) for w, r in zip(weight.T, outcome.T, strict=True)]
    return _by_worker(pairs, worker)


def self_normalised(outcome: FloatArray, weight: FloatArray, worker: IntArray) -> Ratios:
    """Per decision, weights divided by their own mean (Hajek 1971; Precup, Sutton and Singh 2000, section 4)."""
    return _by_worker([(w * r, w) for w, r in zip(weight.T, outcome.T, strict=True)], worker)


def direct(value: FloatArray, worker: IntArray) -> Ratios:
    """The regression alone: the mean of V at the first decision. value (N, H)."""
    return _by_worker([(value[:, 0], np.ones(len(value)))], worker)


def doubly_robust(
    outcome: FloatArray, weight: FloatArray, chosen: FloatArray, value: FloatArray, worker: IntArray
) -> Ratios:
    """Regression corrected by weighed residuals: sum_t w_t (r_t - Q_t) + w_{t-1} V_t, weights self-normalised.

    Jiang and Li (2016), equation 10, in the weighted form of Thomas and Brunskill (2016), section 6. Right when the
    propensities are right, whatever the regression; better the better it is. All (N, H).
    """
    before = np.hstack([np.ones((len(weight), 1)), weight[:, :-1]])
    residuals = [(w * (r - q), w) for w, r, q in zip(weight.T, outcome.T, chosen.T, strict=True)]
    baselines = [(w * v, w) for w, v in zip(before.T, value.T, strict=True)]
    return _by_worker(residuals + baselines, worker)


def _by_worker(parts: list[tuple[FloatArray, FloatArray]], worker: IntArray) -> Ratios:
    code = np.unique(worker, return_inverse=True)[1]
    above, below = (np.array([np.bincount(code, weights=part[side]) for part in parts]).T for side in (0, 1))
    return Ratios(above, below)


def _ratio(above: FloatArray, below: FloatArray) -> float:
    return float(np.divide(above, below, out=np.full_like(above, np.nan), where=below > 0).sum())
