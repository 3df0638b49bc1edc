"""Which way to offer whom: Thompson sampling with a floor, ways that stop, and when evidence stands.

Thompson (1933), with the chance of each choice known and kept (Russo et al. 2018, section 3). The floor keeps
learning possible for kinds of whom little is known (Hadad et al. 2021 ask the same of adaptive trials). A way
stops for a kind by a rule fixed before (Pocock 1977 on the reason): nobody of that kind is offered it then.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import BoolArray, FloatArray
from escalera.engine.ways.effects import Effects
from escalera.engine.ways.values import ALONE

LEAST = 0.05
DRAWS = 300
# A way stops for a kind when so many of it were offered it and it is worse than alone with the first
# probability, or worse than the best with the second.
SEEN, HARM, WORSE = 10, 0.9, 0.95
STANDS = 0.8


@dataclass(frozen=True)
class Choice:
    """The way to offer, and the chance of each, (W,)."""

    way: int
    shares: FloatArray = field(repr=False)

    @property
    def propensity(self) -> float:
        return float(self.shares[self.way])


def stopped(found: Effects) -> BoolArray:
    """Return which ways are offered to nobody of a kind, (K, W); the best never is."""
    off = np.zeros(found.mean.shape, dtype=bool)
    for kind, mean in enumerate(found.mean):
        best = int(np.argmax(mean))
        worse = 1.0 - found.beats(kind, best) >= WORSE
        harms = 1.0 - found.beats(kind, ALONE) >= HARM
        off[kind] = (worse | harms) & (found.seen[kind] >= SEEN)
        off[kind, best] = False
    return off


def shares(found: Effects, kind: int, *, rng: np.random.Generator) -> FloatArray:
    """Return the chance of each way for a kind, (W,), which sum to 1; at least LEAST for each that has not stopped."""
    left = ~stopped(found)[kind]
    drawn = rng.multivariate_normal(found.mean[kind], found.covariance[kind], size=DRAWS, method="eigh")
    first = np.where(left, drawn, -np.inf).argmax(axis=1)
    thompson = np.bincount(first, minlength=left.size) / DRAWS
    shared: FloatArray = LEAST * left + (1.0 - LEAST * left.sum()) * thompson
    shared /= shared.sum()
    return shared


def choose(found: Effects, kind: int, *, rng: np.random.Generator) -> Choice:
    """Return the way to offer somebody of a kind."""
    share = shares(found, kind, rng=rng)
    return Choice(int(rng.choice(share.size, p=share)), share)


def best(found: Effects, kind: int) -> tuple[int, float] | None:
    """Return the way that did most for a kind, and how surely more than alone. None: evidence does not stand yet.

    Where alone itself is best, it is compared with the next.
    """
    way = int(np.argmax(found.mean[kind]))
    others = np.delete(np.arange(found.mean.shape[1]), way)
    against = ALONE if way != ALONE else int(others[np.argmax(found.mean[kind][others])])
    sure = float(found.beats(kind, against)[way])
    enough = found.seen[kind, way] >= SEEN and found.seen[kind, against] >= SEEN
    return (way, sure) if enough and sure >= STANDS else None
