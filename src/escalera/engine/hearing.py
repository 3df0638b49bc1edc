"""Peers as they are heard: what they say becomes what gains are expected to be before they are measured."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from escalera.engine import trusting
from escalera.engine.catalogue import Catalogue, FloatArray
from escalera.engine.claims import USES
from escalera.engine.gains import USUAL_GAIN
from escalera.engine.peers import Voices
from escalera.engine.prior import Prior, Usefulness

RATIO = 0.8


@dataclass(frozen=True)
class Hearing:
    """What peers said, the declared usefulness (T, K), and how far each recommender is believed, (W,)."""

    voices: Voices
    declared: FloatArray = field(repr=False)
    reliability: FloatArray = field(repr=False)

    @classmethod
    def of(cls, voices: Voices, catalogue: Catalogue) -> Hearing:
        """Return peers believed as far as they bear each other out."""
        declared = catalogue.weights / np.maximum(catalogue.weights.max(axis=1, keepdims=True), 1e-12)
        nothing = np.zeros((len(declared), USES.size))
        return cls(voices, declared, trusting.trusted(voices.read_with(declared), nothing))

    @property
    def counts(self) -> FloatArray:
        """Claims weighed by reliability, (T, K)."""
        return self.voices.counts(self.reliability, self.declared.shape)

    def useful(self, heed: float) -> Usefulness:
        """Return how useful each pair is when peers are heeded so much."""
        if heed <= 0.0 or not self.voices.worker.size:
            return Usefulness(self.declared, self.declared)
        use, labels = trusting.use_of(self.voices.read_with(self.declared), self.reliability, heed)
        doubt = np.sqrt(use.variance / use.before)
        return Usefulness(use.mean[:, None] * labels, doubt[:, None] * labels)

    def prior(self, *, heard: bool = True) -> Prior:
        """Return the prior before anything is measured, with or without what peers say."""
        heed = float(heard)
        return Prior(heed, USUAL_GAIN, RATIO, 0.0, self.useful(heed))

    def judged(self, prior: Prior, mean: FloatArray, variance: FloatArray) -> Hearing:
        """Return the peers believed as far as they bear each other, and what was measured without them, out:
        mean and variance (T, K) of the gains, prior the one they were measured with."""
        rows = np.arange(len(mean))
        main = self.declared.argmax(axis=1)
        before, after = prior.variance[rows, main], variance[rows, main]
        told = np.maximum(1.0 / after - 1.0 / before, 0.0)
        pull = mean[rows, main] / after - prior.mean[rows, main] / before
        gain = prior.usual * USES
        measured = gain * pull[:, None] - 0.5 * told[:, None] * gain**2
        said = self.voices.read_with(self.declared)
        return replace(self, reliability=trusting.trusted(said, measured))
