"""What several people's evidence comes to, with how sure: nobody's hundred attempts count as a hundred people's.

Observations of one person are alike, so people are the unit (cluster sampling, Cochran 1977, chapter 9).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

FEWEST = 2  # of one person no spread is known


@dataclass(frozen=True)
class Interval:
    """An estimate and the ends of its interval."""

    value: float
    low: float
    high: float


class TooFew(ValueError):
    """Fewer than two people, or nothing observed of them."""


def share(hits: ArrayLike, totals: ArrayLike, *, sure: float = 0.9) -> Interval:
    """Return the share of hits, from each person's hits and totals (shapes (people,)).

    Beta posterior under Jeffreys' prior of an effective number of observations: totals divided by the design
    effect (Rao and Scott 1992), at least 1, and by (t / z)^2 for few people (Korn and Graubard 1998). Where all or
    none hit, the effective number is that of people.
    Raises TooFew.
    """
    h, n = _pairs(hits, totals)
    p = h.sum() / n.sum()
    between = n.sum() / len(n)  # what the effect would be if a person's observations were all the same
    effect = max(_variance(h, n, p) / (p * (1 - p) / n.sum()), 1.0) if 0 < p < 1 else between
    few = special.stdtrit(len(n) - 1, (1 + sure) / 2) / special.ndtri((1 + sure) / 2)
    seen = n.sum() / effect / few**2
    a, b = 0.5 + p * seen, 0.5 + (1 - p) * seen
    low, high = (float(special.betaincinv(a, b, q)) for q in ((1 - sure) / 2, (1 + sure) / 2))
    return Interval(float(p), min(low, float(p)), max(high, float(p)))


def ratio(amounts: ArrayLike, sizes: ArrayLike, *, sure: float = 0.9) -> Interval:
    """Return sum(amounts) / sum(sizes), such as pay by hours, from each person's sums (shapes (people,), >= 0).

    Ratio estimator with its linearised variance and Student's t of people - 1; the low end is at least 0.
    Raises TooFew.
    """
    a, n = _pairs(amounts, sizes)
    value = float(a.sum() / n.sum())
    reach = float(special.stdtrit(len(n) - 1, (1 + sure) / 2) * np.sqrt(_variance(a, n, value)))
    return Interval(value, max(value - reach, 0.0), value + reach)


def _pairs(amounts: ArrayLike, sizes: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    a, n = np.asarray(amounts, float), np.asarray(sizes, float)
    a, n = a[n > 0], n[n > 0]
    if len(n) < FEWEST:
        raise TooFew(f"{len(n)} people")
    return a, n


def _variance(a: np.ndarray, n: np.ndarray, r: float) -> float:
    """Of the ratio r, from how far each person's sum lies from what the ratio says."""
    people = len(n)
    return float(people / (people - 1) * np.sum((a - r * n) ** 2) / n.sum() ** 2)
