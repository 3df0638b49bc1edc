"""How one worker's learning differs from the population's: a few random effects, tracked beside the skills.

An attempt at type k moves skill s by G[k, s] (1 + sum of the effects that apply): the worker's own rate, the
latent kind, how repetition pays, the type's own luck with this worker, and a share for the skill itself, which
falls when something nobody declared is missing. Effects and skills are one Gaussian, so answers tell about
both (dual estimation; Wan and Nelson 2001, section 5.3; random effects: Laird and Ware 1982).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import FloatArray

# A worker's effects are kept for this many things at most; the oldest types and skills are forgotten first.
MOST = 24


def _nothing() -> FloatArray:
    return np.zeros(0)


def _no_square() -> FloatArray:
    return np.zeros((0, 0))


@dataclass(frozen=True)
class Effects:
    """A names; mean (A,), covariance (A, A), cross (K, A) with the skills; prior (A,) variances to return to."""

    names: tuple[str, ...] = ()
    mean: FloatArray = field(default_factory=_nothing)
    covariance: FloatArray = field(default_factory=_no_square, repr=False)
    cross: FloatArray = field(default_factory=_no_square, repr=False)

    def of(self, name: str) -> float:
        """Return the mean of an effect, 0 where it is not kept."""
        return float(self.mean[self.names.index(name)]) if name in self.names else 0.0

    def informed(self, weights: FloatArray, slope: FloatArray, *, moved: float, cut: float) -> Effects:
        """Return the effects after an answer: weights (K,), slope = P q (K,), the moves of `Belief.update`."""
        if not self.names:
            return self
        along = weights @ self.cross
        scaled = along * cut
        return Effects(
            self.names,
            self.mean + along * moved,
            self.covariance - along[:, None] * scaled,
            self.cross - slope[:, None] * scaled,
        )

    def keeping(self, wanted: Mapping[str, float], *, skills: int) -> Effects:
        """Return the effects with those in `wanted` (name to prior variance) among them; K = skills."""
        fresh = [name for name in wanted if name not in self.names]
        if not fresh:
            return self
        kept = self._without(len(self.names) + len(fresh) - MOST, wanted)
        size, more = len(kept.names), len(fresh)
        covariance = np.zeros((size + more, size + more))
        covariance[:size, :size] = kept.covariance
        covariance[range(size, size + more), range(size, size + more)] = [wanted[name] for name in fresh]
        cross = np.zeros((skills, size + more))
        if size:
            cross[:, :size] = kept.cross
        return Effects((*kept.names, *fresh), np.append(kept.mean, np.zeros(more)), covariance, cross)

    def _without(self, many: int, wanted: Mapping[str, float]) -> Effects:
        passing = [at for at, name in enumerate(self.names) if ":" in name and name not in wanted]
        gone = set(passing[: max(many, 0)])
        if not gone:
            return self
        left = [at for at in range(len(self.names)) if at not in gone]
        return Effects(
            tuple(self.names[at] for at in left),
            self.mean[left],
            self.covariance[np.ix_(left, left)],
            self.cross[:, left],
        )

    def fading(self, kept: FloatArray, variance: FloatArray) -> Effects:
        """Return the effects a step later: each keeps a share `kept` (A,) of itself and returns to 0 with
        `variance` (A,)."""
        covariance = self.covariance * kept[:, None] * kept
        covariance[np.diag_indices_from(covariance)] += (1.0 - kept**2) * variance
        return Effects(self.names, self.mean * kept, covariance, self.cross * kept)
