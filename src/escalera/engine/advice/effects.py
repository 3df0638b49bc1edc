"""What each tip does to those who come after: effects with doubt, shrunk to what tips usually do.

    value - expected = base_place + slope (expected - mean) + effect_tip + noise,                             (1)
    base ~ N(0, b^2),  effect ~ N(usual + votes, t^2),  noise ~ N(0, f noise_n)

Which tip is shown hangs only on earlier outcomes and on chance, so the posterior of (1) needs no correction for
it (ignorable choice: Rubin 1976). b and f are found by expectation-maximisation (Dempster, Laird and Rubin 1977).
t decides how far effects are shrunk and is hardly known from a few tips, so the posterior is averaged over it
(Kass and Steffey 1989).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.advice.solving import Guess, posterior
from escalera.engine.advice.tallying import Tally
from escalera.engine.advice.values import Arms, Outcomes
from escalera.engine.catalogue import FloatArray, IntArray
from escalera.engine.normal import above

ROUNDS = 8
# What t may be, and a loose guess at it: log normal around .08.
SPREADS = np.geomspace(0.02, 0.4, 9)
GUESSED = -0.5 * (np.log(SPREADS / 0.08) / 0.6) ** 2
# A loose guess: the deviation of bases, and how many places it counts for.
BASE, GUESSES = 0.05, 4.0
# Tips are not drawn from a Gaussian: good and bad ones lie apart. Deviations are this much wider for it.
DOUBT = 1.1
Z_90 = 1.6448536269514722


@dataclass(frozen=True)
class Effects:
    """mean (T,) and deviation (T,) of each tip's effect in the unit of the outcome; shown (T,) how often; usual
    the mean effect of tips and spread its deviation between tips."""

    mean: FloatArray = field(repr=False)
    deviation: FloatArray = field(repr=False)
    shown: IntArray = field(repr=False)
    usual: float
    spread: float

    @property
    def interval(self) -> tuple[FloatArray, FloatArray]:
        """Low and high of the 90 % intervals, (T,) each."""
        return self.mean - Z_90 * self.deviation, self.mean + Z_90 * self.deviation

    @property
    def helps(self) -> FloatArray:
        """The probability that a tip raises the outcome, (T,)."""
        return above(np.zeros(self.mean.size), mean=self.mean, deviation=self.deviation)


def effects(seen: Outcomes | Tally, arms: Arms) -> Effects:
    """Return the effect of each tip against none; without outcomes the prior."""
    tally = Tally.of(seen, arms) if isinstance(seen, Outcomes) else seen
    guess = Guess(BASE**2, 0.0, float(tally.sums[-1].sum()) / tally.many + 1e-6 if tally.many else 1.0)
    found = []
    for spread in SPREADS.tolist():
        guess = Guess(guess.place, spread**2, guess.noise)
        for _ in range(ROUNDS):
            guess = _again(guess, tally, arms)
        found.append(posterior(tally, arms, guess))
    evidence = GUESSED + np.array([one.evidence for one in found])
    share = np.exp(evidence - evidence.max())
    share /= share.sum()
    means, variances = np.array([one.tip for one in found]), np.array([one.tip_variance for one in found])
    mean = share @ means
    variance = share @ (variances + (means - mean) ** 2)
    usual = float(share @ np.array([one.usual for one in found]))
    return Effects(mean, DOUBT * np.sqrt(variance), tally.shown(len(arms)), usual, float(share @ SPREADS))


def _again(guess: Guess, tally: Tally, arms: Arms) -> Guess:
    """The maximisation step for places and noise, given what is thought of each."""
    if not tally.many:
        return guess
    found = posterior(tally, arms, guess)
    bases = float((found.place**2 + found.place_variance).sum())
    return Guess(
        place=(bases + GUESSES * BASE**2) / (arms.places + GUESSES),
        tip=guess.tip,
        noise=found.left + 1e-9,
    )
