"""Learning gains: how far one attempt at a task type moves each skill, with the uncertainty.

A gain is in logits at its best: an item of fitting difficulty, a skill far from saturation, not repeated.
`shape` functions say how much of it arrives otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import Catalogue, FloatArray, IntArray

# A guess held loosely until a log is fitted: about twenty fitting attempts a step of the staircase.
USUAL_GAIN = 0.12
USUAL_SPREAD = 0.06
# Learning is best where about two thirds of the answers are right (zone of proximal development).
ZONE_PEAK = 0.5
ZONE_WIDTH = 1.8
CEILING = 3.5
# The covariance within a row is kept for at most this many skills.
WIDEST_ROW = 8


@dataclass(frozen=True)
class Form:
    """How much of a gain arrives: near the right difficulty, before the ceiling, when not repeated.

    zone_peak in logits of ability - difficulty; zone_width to its left (too hard) and zone_right to its
    right (too easy); zone_floor is the share that arrives however
    far off the peak (heavy tails: where the log can't tell the form, hardly anything is ruled out); ceiling
    in logits; again and family_again the share left for each time the same type, or its family, was done
    lately; again_spread the deviation of `again` between workers; gate_floor the share of a gain that
    arrives while a needed skill is low, gate_level where "low" ends (logits).
    """

    zone_peak: float = ZONE_PEAK
    zone_width: float = ZONE_WIDTH
    zone_right: float = ZONE_WIDTH
    zone_floor: float = 0.0
    ceiling: float = CEILING
    again: float = 0.85
    family_again: float = 0.95
    again_spread: float = 0.06
    gate_floor: float = 0.3
    gate_level: float = -1.0

    def zone(self, z: FloatArray) -> FloatArray:
        """Return the share of a gain that arrives at z = ability - difficulty (logits), in [0, 1]; zone of
        proximal development (Vygotsky 1978), bell-shaped as in Clement et al. 2015."""
        away = np.asarray(z) - self.zone_peak
        bell = np.exp(-0.5 * (away / np.where(away < 0.0, self.zone_width, self.zone_right)) ** 2)
        share: FloatArray = self.zone_floor + (1.0 - self.zone_floor) * bell
        return share

    def room(self, mean: FloatArray) -> FloatArray:
        """Return the share of a gain left as a skill (logits) saturates towards the ceiling."""
        share: FloatArray = 1.0 / (1.0 + np.exp(2.0 * (mean - self.ceiling)))
        return share


@dataclass(frozen=True)
class Kinds:
    """Latent kinds of workers: share (C,) of each among people, factor (C, T) on all gains of a type.

    The share-weighted mean of the factors of a type is 1, so `Gains.mean` is the population's average.
    """

    share: FloatArray
    factor: FloatArray = field(repr=False)

    @classmethod
    def one(cls, types: int) -> Kinds:
        """Return a single kind: everybody learns alike."""
        return cls(share=np.ones(1), factor=np.ones((1, types)))

    def factor_of(self, probability: FloatArray) -> FloatArray:
        """Return the factor (T,) for a person who is of each kind with `probability` (C,)."""
        return probability @ self.factor


def _unknown() -> FloatArray:
    return np.zeros(0)


def _one_kind() -> Kinds:
    return Kinds.one(0)


@dataclass(frozen=True)
class Gains:
    """Posterior of the gains of T task types on K skills.

    mean (T, K) in logits an attempt, variance (T, K) its square; peers (T, K) counts recommendations weighed
    by the reliability of who gave them; evidence (T, K) counts attempts at the type that later answers on the
    skill speak about. columns (T, R), R <= 8, with covariance (T, R, R): the covariance within a row over its
    most important skills (None: independent). speed (T,) and speed_variance (T,): change of log seconds by
    one earlier attempt at the type (negative = faster). kinds: latent kinds of workers. needs (K, K):
    probability in [0, 1] that skill s learns little before skill r is there, learned from the log (the
    catalogue holds the declared ones); zeros where nothing was learned. form: how much of a gain arrives.
    """

    mean: FloatArray = field(repr=False)
    variance: FloatArray = field(repr=False)
    peers: FloatArray = field(repr=False)
    evidence: FloatArray = field(repr=False)
    columns: IntArray | None = field(default=None, repr=False)
    covariance: FloatArray | None = field(default=None, repr=False)
    speed: FloatArray = field(default_factory=_unknown, repr=False)
    speed_variance: FloatArray = field(default_factory=_unknown, repr=False)
    kinds: Kinds = field(default_factory=_one_kind, repr=False)
    needs: FloatArray = field(default_factory=_unknown, repr=False)
    form: Form = field(default_factory=Form, repr=False)

    def __post_init__(self) -> None:
        if len({array.shape for array in (self.mean, self.variance, self.peers, self.evidence)}) != 1:
            raise ValueError("gains: all four arrays need one shape (T, K)")
        if np.any(self.variance < 0):
            raise ValueError("gains: variance must not be negative")
        types, skills = self.mean.shape
        self._default("speed", (types,))
        self._default("speed_variance", (types,))
        self._default("needs", (skills, skills))
        if self.kinds.factor.shape[1] != types:
            object.__setattr__(self, "kinds", Kinds.one(types))

    def _default(self, name: str, shape: tuple[int, ...]) -> None:
        given: FloatArray = getattr(self, name)
        if given.size == 0:
            object.__setattr__(self, name, np.zeros(shape))
        elif given.shape != shape:
            raise ValueError(f"gains: {name} must have shape {shape}")

    def row_covariance(self, row: int) -> tuple[IntArray, FloatArray]:
        """Return the columns (R,) that the row of a task type moves most and the covariance (R, R) of its
        gains there."""
        if self.covariance is None or self.columns is None:
            columns = np.sort(np.argsort(-np.abs(self.mean[row]), kind="stable")[:WIDEST_ROW])
            return columns.astype(np.int64), np.diag(self.variance[row, columns])
        return self.columns[row], self.covariance[row]

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
