"""Learning gains: how far one attempt at a task type moves each skill, with the uncertainty.

A gain is in logits at its best: an item of fitting difficulty, a skill far from saturation, not repeated.
`shape` functions say how much of it arrives otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import Catalogue, FloatArray

# A guess held loosely until a log is fitted: about twenty fitting attempts a step of the staircase.
USUAL_GAIN = 0.12
USUAL_SPREAD = 0.06
# Learning is best where about two thirds of the answers are right (zone of proximal development).
ZONE_PEAK = 0.5
ZONE_WIDTH = 1.8
CEILING = 3.5


@dataclass(frozen=True)
class Gains:
    """Posterior of the gains of T task types on K skills; every array has shape (T, K).

    mean in logits an attempt, variance its square; peers counts recommendations weighed by the reliability of
    who gave them; evidence counts attempts at the type that later answers on the skill speak about.
    """

    mean: FloatArray = field(repr=False)
    variance: FloatArray = field(repr=False)
    peers: FloatArray = field(repr=False)
    evidence: FloatArray = field(repr=False)

    def __post_init__(self) -> None:
        if len({array.shape for array in (self.mean, self.variance, self.peers, self.evidence)}) != 1:
            raise ValueError("gains: all four arrays need one shape (T, K)")
        if np.any(self.variance < 0):
            raise ValueError("gains: variance must not be negative")

    @classmethod
    def declared(
        cls, catalogue: Catalogue, *, usual: float = USUAL_GAIN, spread: float = USUAL_SPREAD
    ) -> Gains:
        """Return gains where nobody has said or measured anything: proportional to the declared skill
        weights.

        `usual` is the mean gain (logits) of the skill a type asks for most, `spread` its deviation.
        """
        top = np.maximum(catalogue.weights.max(axis=1, keepdims=True), 1e-12)
        share = catalogue.weights / top
        nothing = np.zeros_like(share)
        return cls(
            mean=usual * share, variance=(spread * np.sqrt(share)) ** 2, peers=nothing, evidence=nothing
        )


def zone(z: FloatArray) -> FloatArray:
    """Return the share of a gain that arrives at z = ability - difficulty (logits): 1 at the peak, less
    aside.

    Zone of proximal development (Vygotsky 1978), bell-shaped as in Clement et al. 2015.
    """
    share: FloatArray = np.exp(-0.5 * ((z - ZONE_PEAK) / ZONE_WIDTH) ** 2)
    return share


def room(mean: FloatArray) -> FloatArray:
    """Return the share of a gain left as a skill (logits) saturates towards the ceiling."""
    share: FloatArray = 1.0 / (1.0 + np.exp(2.0 * (mean - CEILING)))
    return share
