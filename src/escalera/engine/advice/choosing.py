"""Which tip to show, if any: Thompson sampling with a share that is shown none, and tips that go.

A tip is worth the score it brings plus what it saves of the time:

    worth = effect on score - .25 effect on log seconds                                                      (1)

Thompson (1933); that the chance of each choice is known and kept follows from drawing many times from the
posterior and then once from the shares (Russo et al. 2018, section 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from escalera.engine.advice.effects import Effects
from escalera.engine.advice.values import NONE
from escalera.engine.catalogue import BoolArray, FloatArray, IntArray
from escalera.engine.normal import above

TIME = 0.25
# The share shown none, while the best tip's worth is known less closely than KNOWN, and afterwards at least; and the
# least share of each tip.
SHOWN_NONE, KNOWN, STILL_NONE = 0.1, 0.05, 0.03
LEAST = 0.02
DRAWS = 300
# A tip goes when it has been seen so often and does harm with this probability.
SEEN, HARM = 20, 0.9


@dataclass(frozen=True)
class Worth:
    """mean (T,) and deviation (T,) of (1), and how often each tip was shown (T,)."""

    mean: FloatArray = field(repr=False)
    deviation: FloatArray = field(repr=False)
    shown: IntArray = field(repr=False)

    @classmethod
    def of(cls, score: Effects, seconds: Effects) -> Worth:
        """Return what tips are worth; their two effects are taken as independent."""
        deviation = np.hypot(score.deviation, TIME * seconds.deviation)
        return cls(score.mean - TIME * seconds.mean, deviation, score.shown)

    @property
    def gone(self) -> BoolArray:
        """Which tips are to go, (T,)."""
        harm = 1.0 - above(np.zeros(self.mean.size), mean=self.mean, deviation=self.deviation)
        gone: BoolArray = (self.shown >= SEEN) & (harm >= HARM)
        return gone


@dataclass(frozen=True)
class Choice:
    """The tip to show (NONE: none) and the probability with which that was chosen."""

    tip: int
    propensity: float


def choose(worth: Worth, tips: Sequence[int], *, rng: np.random.Generator) -> Choice:
    """Return which of some tips to show; those that are to go are passed over.

    A share (`shown_none`) is shown none, and so is whoever drew only tips worth less than nothing; every tip left
    has a chance of at least LEAST (less where there are many).
    """
    gone = worth.gone
    left = np.array([tip for tip in tips if not gone[tip]], dtype=np.int64)
    share = shares(worth, left, rng=rng)
    at = int(rng.choice(share.size, p=share))
    return Choice(NONE if at == left.size else int(left[at]), float(share[at]))


def shares(
    worth: Worth, tips: IntArray, *, rng: np.random.Generator, none: float | None = None
) -> FloatArray:
    """Return the chance of each of some tips (n,) and, last, of none: (n + 1,), which sum to 1; `none` is the share
    that is shown none whatever is drawn (None: `shown_none`)."""
    if not tips.size:
        return np.ones(1)
    drawn = rng.normal(worth.mean[tips], worth.deviation[tips], size=(DRAWS, tips.size))
    best = np.where(drawn.max(axis=1) > 0.0, drawn.argmax(axis=1), tips.size)
    thompson = np.bincount(best, minlength=tips.size + 1) / DRAWS
    least = min(LEAST, 0.5 / tips.size)
    mixed = np.append(np.full(tips.size, least), shown_none(worth, tips) if none is None else none)
    shared: FloatArray = mixed + (1.0 - mixed.sum()) * thompson
    return shared


def shown_none(worth: Worth, tips: IntArray) -> float:
    """Return the share that is shown none so that effects stay measured.

    It costs those people a tip. What they tell narrows the worth of the tip that is shown most, whose variance
    falls with their number, so the share falls with that variance once it is known to KNOWN.
    """
    best = tips[worth.mean[tips].argmax()]
    share = SHOWN_NONE * min(1.0, float(worth.deviation[best] / KNOWN) ** 2)
    return max(STILL_NONE, share)
