"""The Gaussian posterior of `effects`' equation (1), for one guess of its variances, in time linear in all.

Tips touch only their place, so places and tips are eliminated one by one; slope and usual effect touch all and
are a border of two columns (Searle, Casella and McCulloch 1992, section 7.6, for mixed models in such blocks).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.advice.tallying import Tally
from escalera.engine.advice.values import Arms
from escalera.engine.catalogue import FloatArray, IntArray

# The belief is roughly calibrated, and tips usually do little: prior deviations of slope and usual effect.
SLOPE, USUAL = 0.3, 0.05
# Votes move the prior by at most so many deviations of tips.
VOTES = 0.5


@dataclass(frozen=True)
class Guess:
    """Variances of places, of tips, and the factor of the noise."""

    place: float
    tip: float
    noise: float


@dataclass(frozen=True)
class Posterior:
    """Means and variances of tips (T,) and places (J,), slope and usual effect; evidence: the log likelihood with
    all of them integrated out; left: the mean square, in the noise's unit, of what is left of each outcome and of
    the doubt about its fit."""

    tip: FloatArray = field(repr=False)
    tip_variance: FloatArray = field(repr=False)
    place: FloatArray = field(repr=False)
    place_variance: FloatArray = field(repr=False)
    slope: float
    usual: float
    evidence: float
    left: float


@dataclass(frozen=True)
class _Blocks:
    """Precision of tips (T,), of places once tips are taken out (J,), and what each tip passes on (T,)."""

    at: IntArray
    own: FloatArray
    precision: FloatArray
    left: FloatArray

    def solve(self, tip: FloatArray, place: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return A^-1 of a right-hand side in two parts, (T,) and (J,)."""
        passed = np.bincount(self.at, self.own * tip / self.precision, self.left.size)
        there = (place - passed) / self.left
        return (tip - self.own * there[self.at]) / self.precision, there


def posterior(tally: Tally, arms: Arms, guess: Guess) -> Posterior:
    """Return the posterior for one guess."""
    tips, places = len(arms), arms.places
    _, w, wx, wxx, wy, wxy, wyy = tally.centred() / guess.noise
    here = np.append(arms.place, np.arange(places))

    def by_place(sums: FloatArray) -> FloatArray:
        return np.bincount(here, sums, places).astype(float)

    own = w[:tips]
    precision = own + 1.0 / guess.tip
    left = by_place(w) + 1.0 / guess.place
    left -= np.bincount(arms.place, own**2 / precision, places)
    blocks = _Blocks(arms.place, own, precision, left)
    shift = VOTES * np.sqrt(guess.tip) * arms.liked
    border = [(wx[:tips], by_place(wx)), (np.full(tips, -1.0 / guess.tip), np.zeros(places))]
    corner = np.diag([float(wxx.sum()) + 1.0 / SLOPE**2, tips / guess.tip + 1.0 / USUAL**2])
    push = np.array([float(wxy.sum()), -float(shift.sum()) / guess.tip])

    tip, place = blocks.solve(wy[:tips] + shift / guess.tip, by_place(wy))
    through = [blocks.solve(*column) for column in border]
    for row, (on_tip, on_place) in enumerate(border):
        push[row] -= on_tip @ tip + on_place @ place
        for column, (z_tip, z_place) in enumerate(through):
            corner[row, column] -= on_tip @ z_tip + on_place @ z_place
    spread = np.linalg.inv(corner)
    both = spread @ push
    z_tip, z_place = (np.array(part) for part in zip(*through, strict=True))
    tip, place = tip - both @ z_tip, place - both @ z_place
    slope, usual = float(both[0]), float(both[1])
    share = own / precision
    place_variance = 1.0 / left + np.einsum("aj,ab,bj->j", z_place, spread, z_place)
    tip_variance = (
        1.0 / precision + share**2 / left[arms.place] + np.einsum("at,ab,bt->t", z_tip, spread, z_tip)
    )
    together = -share / left[arms.place] + np.einsum("at,ab,bt->t", z_tip, spread, z_place[:, arms.place])

    # By cell: the fit is at + slope x, its variance level + tilt x + spread_00 x^2.
    at = place[here] + np.append(tip, np.zeros(places))
    level = place_variance[here] + np.append(tip_variance + 2.0 * together, np.zeros(places))
    tilt = -2.0 * (spread[0] @ np.hstack([z_tip + z_place[:, arms.place], z_place]))
    off = float((wyy - 2.0 * at * wy - 2.0 * slope * wxy + at**2 * w + 2.0 * at * slope * wx).sum())
    off += slope**2 * float(wxx.sum())
    doubt = float((level * w + tilt * wx + spread[0, 0] * wxx).sum())
    inside = off + tally.noises + tally.many * np.log(guess.noise)
    inside += (place**2).sum() / guess.place + places * np.log(guess.place) + np.log(left).sum()
    inside += (
        ((tip - usual - shift) ** 2).sum() / guess.tip + tips * np.log(guess.tip) + np.log(precision).sum()
    )
    inside += slope**2 / SLOPE**2 + usual**2 / USUAL**2 + np.linalg.slogdet(corner)[1]
    return Posterior(
        tip,
        tip_variance,
        place,
        place_variance,
        slope,
        usual,
        float(-0.5 * inside),
        guess.noise * max(off + doubt, 0.0) / max(tally.many, 1),
    )
