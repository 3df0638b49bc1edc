"""Ways of choosing tips, and a simulated stock of good and bad ones."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field

import numpy as np

from escalera.engine import advice
from escalera.engine.advice import NONE, Arms, Worth
from escalera.engine.catalogue import FloatArray, IntArray

EACH = 4
FIRST_FIT, LATER = 500, 1.1
VOTING, NEW = 0.3, 0.2


@dataclass(frozen=True)
class Tips:
    """EACH tips a task type: what each does to log odds and log seconds, and how much it pleases, each (T,)."""

    odds: FloatArray = field(repr=False)
    quick: FloatArray = field(repr=False)
    charm: FloatArray = field(repr=False)
    arms: Arms

    @classmethod
    def written(cls, types: int, *, bad: float, rng: np.random.Generator) -> Tips:
        """Return tips of which a share `bad` misleads and a fifth of the others does nothing. Whether a tip
        pleases has nothing to do with whether it helps."""
        many = types * EACH
        harmful = rng.random(many) < bad
        odds = rng.gamma(2.0, 0.2, many) * (rng.random(many) > 0.2)
        odds = np.where(harmful, -rng.gamma(3.0, 0.2, many), odds)
        quick = -0.3 * odds + rng.normal(0.0, 0.05, many)
        charm = rng.normal(0.0, 1.0, many)
        return cls(odds, quick, charm, Arms(np.repeat(np.arange(types), EACH), types))


class Way(ABC):
    """Chooses a tip for each of M people at task types `rows` (M,), NONE for none."""

    @abstractmethod
    def choose(self, rows: IntArray, *, rng: np.random.Generator) -> IntArray:
        """Return the tips (M,)."""

    def told(
        self, rows: IntArray, tip: IntArray, came: FloatArray, tips: Tips, rng: np.random.Generator
    ) -> None:
        """Hear score, expected score, and log seconds over the usual of M people, came (4, M) with 0 as the
        expected log seconds; most need nothing."""
        return


class NoTips(Way):
    """Shows nothing."""

    def choose(self, rows: IntArray, *, rng: np.random.Generator) -> IntArray:
        return np.full(rows.size, NONE)


class ByVotes(Way):
    """Shows the tip with the best share of votes, and now and then another, so that new ones are seen."""

    def __init__(self, types: int) -> None:
        self._votes = np.ones((types * EACH, 2))

    def choose(self, rows: IntArray, *, rng: np.random.Generator) -> IntArray:
        share = (self._votes[:, 0] / self._votes.sum(axis=1)).reshape(-1, EACH)
        best = share.argmax(axis=1)[rows]
        some = np.where(rng.random(rows.size) < NEW, rng.integers(EACH, size=rows.size), best)
        chosen: IntArray = rows * EACH + some
        return chosen

    def told(
        self, rows: IntArray, tip: IntArray, came: FloatArray, tips: Tips, rng: np.random.Generator
    ) -> None:
        votes = rng.random(rows.size) < VOTING
        # People vote for what pleases, for what really helped, and after a success.
        felt = tips.charm[tip] + 1.5 * tips.odds[tip] + (came[0] - 0.5)
        up = rng.random(rows.size) < 1.0 / (1.0 + np.exp(-felt))
        np.add.at(self._votes, (tip[votes], np.where(up[votes], 0, 1)), 1.0)


class ByEffect(Way):
    """The engine's: Thompson sampling on measured effects; the effects are measured anew now and then. `none` is
    the share shown none whatever is drawn, the engine's unless given."""

    def __init__(self, types: int, *, none: float | None = None) -> None:
        self._none = none
        self._arms = Arms(np.repeat(np.arange(types), EACH), types)
        self._score = self._late = advice.Tally.none_yet(self._arms)
        self._next = FIRST_FIT
        self._share: FloatArray | None = None

    def choose(self, rows: IntArray, *, rng: np.random.Generator) -> IntArray:
        if self._share is None or self._score.many >= self._next:
            self._share = self._shares(rng)
            self._next = max(FIRST_FIT, int(LATER * self._score.many))
        within = (rng.random(rows.size)[:, None] > self._share[rows].cumsum(axis=1)).sum(axis=1)
        chosen: IntArray = np.where(within >= EACH, NONE, rows * EACH + np.minimum(within, EACH - 1))
        return chosen

    def told(
        self, rows: IntArray, tip: IntArray, came: FloatArray, tips: Tips, rng: np.random.Generator
    ) -> None:
        score, expected, late = came
        on_score = advice.scores(rows, tip, score, expected)
        on_seconds = advice.log_seconds(rows, tip, np.exp(late), np.ones(late.size))
        self._score = self._score + advice.Tally.of(on_score, self._arms)
        self._late = self._late + advice.Tally.of(on_seconds, self._arms)

    def worth(self) -> Worth:
        """Return what is known now."""
        return Worth.of(advice.effects(self._score, self._arms), advice.effects(self._late, self._arms))

    def _shares(self, rng: np.random.Generator) -> FloatArray:
        """Chances (types, EACH + 1) of each tip and of none."""
        worth = self.worth()
        share = np.zeros((self._arms.places, EACH + 1))
        for place in range(self._arms.places):
            own = np.arange(place * EACH, (place + 1) * EACH)
            left = own[~worth.gone[own]]
            share[place, np.append(left - place * EACH, EACH)] = advice.shares(
                worth, left, rng=rng, none=self._none
            )
        return share
