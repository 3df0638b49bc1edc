"""What we believe about one worker: a Gaussian over K skills, moved by answers, practice and time.

The update is one assumed-density step (Minka 2001, "A family of algorithms for approximate Bayesian
inference", section 3) on the one-dimensional projection z = q.theta - b, with the guessing model of
Birnbaum (1968): P(right) = c + (1 - c) logistic(z). Forgetting is an Ornstein-Uhlenbeck step back to the
population.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from escalera.engine.catalogue import BoolArray, FloatArray, IntArray
from escalera.engine.effects import Effects
from escalera.engine.memory import Memory
from escalera.engine.normal import above

_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(15)
# One product with the likelihood gives its mass and its first two moments.
_POWERS = _WEIGHTS / _WEIGHTS.sum() * np.vander(_NODES, 3, increasing=True).T
RIGHT_WITH_HELP = 0.25


@dataclass(frozen=True)
class Belief:
    """A Gaussian over skills in logits: mean (K,), covariance (K, K), what was done lately (`memory`), and how
    this worker's learning differs from others' (`effects`, jointly Gaussian with the skills).

    Values are float64 in memory and float32 when packed (`escalera.engine.packing`).
    """

    mean: FloatArray
    covariance: FloatArray = field(repr=False)
    memory: Memory = field(default_factory=Memory, repr=False)
    effects: Effects = field(default_factory=Effects, repr=False)

    @property
    def deviation(self) -> FloatArray:
        """Standard deviation of each skill, shape (K,), logits."""
        spread: FloatArray = np.sqrt(np.maximum(np.diagonal(self.covariance), 1e-12))
        return spread

    def reached(self, difficulty: FloatArray) -> FloatArray:
        """Return P(theta_s > b_s) for difficulties b of shape (K,), in logits; -inf gives 1."""
        return above(difficulty, mean=self.mean, deviation=self.deviation)

    def success(self, weights: FloatArray, *, difficulty: float, chance: float = 0.0) -> float:
        """Return the probability that the worker gets an item right: weights (K,), difficulty in logits.

        Uses the probit approximation of the logistic-normal integral (MacKay 1992, eq. 21).
        """
        z = float(weights @ self.mean) - difficulty
        shrink = 1.0 / np.sqrt(1.0 + np.pi / 8.0 * float(weights @ self.covariance @ weights))
        return float(chance + (1.0 - chance) / (1.0 + np.exp(-z * shrink)))

    def update(
        self,
        weights: FloatArray,
        *,
        difficulty: float,
        score: float,
        chance: float = 0.0,
        trust: float = 1.0,
        help: bool = False,
    ) -> Belief:
        """Return the belief after one scored answer.

        weights (K,) are the item's skill weights q, difficulty its b in logits, score lies in [0, 1],
        chance is the probability of a right guess, trust in [0, 1] tempers the likelihood (answers given
        faster than one can read weigh little). With `help`, being right is weak evidence; being wrong still
        counts fully. Raises ValueError for a score, chance or trust out of range.
        """
        if not (0.0 <= score <= 1.0 and 0.0 <= chance < 1.0 and 0.0 <= trust <= 1.0):
            raise ValueError("score and trust lie in [0, 1], chance in [0, 1)")
        slope = self.covariance @ weights
        spread = float(weights @ slope)
        if spread <= 1e-12 or trust == 0.0:
            return self
        right, wrong = score * trust * (RIGHT_WITH_HELP if help else 1.0), (1.0 - score) * trust
        shift, left = _moments(float(weights @ self.mean) - difficulty, spread, right, wrong, chance)
        moved, share = shift / spread, (1.0 - left) / spread
        cut = slope[:, None] * (slope * share)
        np.subtract(self.covariance, cut, out=cut)
        effects = self.effects.informed(weights, slope, moved=moved, cut=share)
        return Belief(self.mean + slope * moved, cut, self.memory, effects)

    def practised(
        self,
        gain: FloatArray,
        *,
        variance: FloatArray,
        at: IntArray | None = None,
        loading: FloatArray | None = None,
    ) -> Belief:
        """Return the belief after practice that moves each skill by `gain` (K,) logits with `variance` (K,).

        at (n,) are the skills that move and loading (n, A) by how much they move with each effect: what is
        unsure about a worker's learning stays the same from one attempt to the next, so it is not noise.
        """
        covariance, effects = self.covariance.copy(), self.effects
        covariance[np.diag_indices_from(covariance)] += variance
        if at is not None and loading is not None and loading.size:
            through = loading @ effects.covariance
            carried = loading @ effects.cross.T
            covariance[at] += carried
            covariance[:, at] += carried.T
            covariance[np.ix_(at, at)] += through @ loading.T
            cross = effects.cross.copy()
            cross[at] += through
            effects = replace(effects, cross=cross)
        return Belief(self.mean + gain, covariance, self.memory, effects)

    def drift(self, days: float, *, population: Belief, half_life_days: float = 365.0) -> Belief:
        """Return the belief after `days` without practice: skills fade towards the population's and grow
        uncertain.

        An Ornstein-Uhlenbeck step with the stated half-life; time alone never raises a mean. Negative days
        (a phone's clock went backwards) change nothing.
        """
        if days <= 0.0:
            return self
        kept = 0.5 ** (days / half_life_days)
        faded = population.mean + kept * (self.mean - population.mean)
        covariance = kept**2 * self.covariance + (1.0 - kept**2) * population.covariance
        effects = self.effects
        if effects.names:
            effects = replace(effects, cross=kept * effects.cross)
        return Belief(np.minimum(self.mean, faded), covariance, self.memory, effects)

    def declared(self, skills: BoolArray, *, difficulty: FloatArray, deviation: float = 1.0) -> Belief:
        """Return the belief after a person says "I can do this" about the skills that are true in
        `skills` (K,).

        Each saying is one Gaussian observation of theta_s = difficulty_s + 0.5 with the stated deviation
        (logits).
        """
        belief = self
        for at in np.flatnonzero(skills):
            slope, spread = belief.covariance[at], float(belief.covariance[at, at])
            moved = max(0.0, float(difficulty[at]) + 0.5 - float(belief.mean[at])) / (spread + deviation**2)
            cut = 1.0 / (spread + deviation**2)
            asked = np.zeros(belief.mean.size)
            asked[at] = 1.0
            effects = belief.effects.informed(asked, slope, moved=moved, cut=cut)
            covariance = belief.covariance - np.outer(slope, slope) * cut
            belief = Belief(belief.mean + slope * moved, covariance, belief.memory, effects)
        return belief


def population(size: int, *, mean: float = -1.5, deviation: float = 1.5, shared: float = 0.3) -> Belief:
    """Return the belief about a newcomer: K = size equal skills, correlated by `shared` (a general
    ability)."""
    covariance = deviation**2 * ((1.0 - shared) * np.eye(size) + shared)
    return Belief(mean=np.full(size, mean), covariance=covariance)


def _moments(mean: float, variance: float, right: float, wrong: float, chance: float) -> tuple[float, float]:
    """Return how far the mean of z moves, and the share of its variance left, after the tempered
    likelihood."""
    odds = np.exp(min(max(mean, -30.0), 30.0) + _NODES * variance**0.5)
    mass, first, second = (_POWERS @ _likelihood(odds, right, wrong, chance)).tolist()
    shift = first / mass
    left = second / mass - shift * shift
    # A lucky-looking answer may well leave us less sure than before, so `left` may pass 1.
    return shift * variance**0.5, min(max(left, 0.02), 1.5)


def _likelihood(odds: FloatArray, right: float, wrong: float, chance: float) -> FloatArray:
    """Return the tempered likelihood at each node, up to a factor; p = (c + e^z) / (1 + e^z)."""
    answered: FloatArray
    if right == 1.0 and wrong == 0.0:
        answered = (chance + odds) / (1.0 + odds)
        return answered
    if right == 0.0 and wrong == 1.0:
        answered = 1.0 / (1.0 + odds)
        return answered
    log_likelihood = -(right + wrong) * np.log1p(odds)
    if right:
        log_likelihood += right * np.log(chance + odds)
    answered = np.exp(log_likelihood - log_likelihood.max())
    return answered
