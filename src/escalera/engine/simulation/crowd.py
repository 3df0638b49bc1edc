"""N simulated people at once: what an attempt brings them in score, time, pay, standing and wish to go on.

What they know and how they learn is left to the subclasses; everything here is observed alike in every
world. Reported by studies and built in: a third of the time is unpaid and the median effective pay lies
near 2 to 3 USD an hour (Hara et al. 2018, "A data-driven analysis of workers' earnings on Amazon Mechanical
Turk"); practice moves speed much (Chiang et al. 2018, "Crowd Coach": up to 41 % faster); a first bad rating
costs later work (Pallais 2014, "Inefficient hiring in entry-level labor markets"); many leave early.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from escalera.engine.catalogue import BoolArray, Catalogue, FloatArray, IntArray

LATELY = 8


@dataclass(frozen=True)
class Economy:
    """How a world treats people who work.

    unpaid is the share of a paid task's time that nobody pays; leniency the chance that a wrong answer is
    paid anyway; leaving the chance to leave for good after an attempt (four times that at the beginning);
    damage how much a first rejected task costs: that share more unpaid time, and that much less leniency;
    forgiven the share of the damage left after each accepted task.
    """

    unpaid: float = 1.0 / 3.0
    leniency: float = 0.7
    leaving: float = 0.0
    damage: float = 1.0
    forgiven: float = 0.93


class Luck(NamedTuple):
    """What chance brings in one attempt, each (M,): uniforms for score, learning, acceptance and leaving,
    and a normal for time."""

    score: FloatArray
    learning: FloatArray
    acceptance: FloatArray
    leaving: FloatArray
    time: FloatArray

    @classmethod
    def draw(cls, size: int, *, rng: np.random.Generator) -> Luck:
        """Return the luck of `size` people."""
        score, learning, acceptance, leaving = rng.random((4, size))
        return cls(score, learning, acceptance, leaving, rng.normal(size=size))

    def of(self, who: IntArray) -> Luck:
        """Return the luck of some of them."""
        return Luck(*(part[who] for part in self))


class Crowd(ABC):
    """N people in one world. `who` (M,) names some of them by number, each at most once, `rows` (M,) what
    each of these does.

    Read-only for policies: minutes (all time, paid or not), paid_minutes, unpaid_minutes, earned, damage,
    present (not left), tries, all (N,), and times (N, T): how often each did each type. `skills` (N, K) is
    the hidden state in logits.
    """

    skills: FloatArray

    def __init__(
        self, catalogue: Catalogue, economy: Economy, *, pace: FloatArray, slope: FloatArray
    ) -> None:
        people, types = pace.size, len(catalogue.task_types)
        self.catalogue, self.economy = catalogue, economy
        self._pace, self._slope = pace, slope
        self._same_family = (catalogue.family_codes[:, None] == catalogue.family_codes[None, :]).astype(float)
        self.minutes, self.earned, self.damage = np.zeros(people), np.zeros(people), np.zeros(people)
        self.unpaid_minutes, self.paid_minutes = np.zeros(people), np.zeros(people)
        self.paid_tries, self.accepted, self.tries = np.zeros(people), np.zeros(people), np.zeros(people, int)
        self.present = np.ones(people, dtype=np.bool_)
        self.times, self.lately = np.zeros((people, types)), np.zeros((people, types))
        self._done: list[list[int]] = [[] for _ in range(people)]

    def __len__(self) -> int:
        return self.minutes.size

    @abstractmethod
    def knows(self, who: IntArray) -> FloatArray:
        """Return the true chance (M, T) to be right at each type, guessing included."""

    @abstractmethod
    def gains(self, who: IntArray) -> FloatArray:
        """Return the expected true gain (M, T, K) of one attempt at each type now, in logits."""

    def prospects(self, who: IntArray) -> FloatArray:
        """Return what an attempt at each type is worth (M, T, K) in logits: its gain, and what it makes
        possible."""
        return self.gains(who)

    @abstractmethod
    def lacking(self, who: IntArray, target: FloatArray) -> FloatArray:
        """Return how far (M, K) each skill is from where the goal `target` (K,) wants it, prerequisites that
        still hold something back included, in logits."""

    @abstractmethod
    def usual(self, who: IntArray) -> FloatArray:
        """Return the gain (M, T, K) of an attempt at each type when nothing stands in the way."""

    @abstractmethod
    def reached(self, who: IntArray, target: FloatArray) -> BoolArray:
        """Return who (M,) is ready for the job: the true state has what `target` (K,) asks."""

    @abstractmethod
    def _learn(self, who: IntArray, rows: IntArray, right: BoolArray, luck: FloatArray) -> None:
        """Move the true state of `who` by one attempt."""

    def done(self, person: int) -> list[int]:
        """Return the rows that a person did, in order."""
        return self._done[person]

    def seconds(self, who: IntArray, rows: IntArray) -> FloatArray:
        """Return the time (M,) each is expected to take: practice of the type, and half of that of its
        family, makes faster."""
        practice = 0.5 * (self.times[who, rows] + (self.times[who] * self._same_family[rows]).sum(axis=1))
        speed = self._pace[who] * (1.0 + practice) ** -self._slope[rows]
        seconds: FloatArray = self.catalogue.seconds[rows] * speed
        return seconds

    def all_minutes(self, who: IntArray) -> FloatArray:
        """Return the minutes (M, T), unpaid ones included, that each type is expected to cost each."""
        practice = 0.5 * (self.times[who] + self.times[who] @ self._same_family)
        seconds = self.catalogue.seconds * self._pace[who, None] * (1.0 + practice) ** -self._slope
        unpaid = self._unpaid(who)[:, None] * (self.catalogue.pay > 0)
        minutes: FloatArray = seconds / 60.0 * (1.0 + unpaid)
        return minutes

    def attempt(self, who: IntArray, rows: IntArray, luck: Luck) -> tuple[FloatArray, FloatArray]:
        """Let each of `who` do one task: return scores (M,) of 0 or 1 and seconds (M,)."""
        right = luck.score < self._right(who, rows)
        seconds = self.seconds(who, rows) * np.exp(0.3 * luck.time - 0.045)
        self._spend(who, rows, seconds, right, luck.acceptance)
        self._learn(who, rows, right, luck.learning)
        self._remember(who, rows)
        eager = self.economy.leaving * (1.0 + 3.0 * np.exp(-self.tries[who] / 20.0))
        self.present[who] &= luck.leaving >= eager * (1.0 + self.damage[who])
        return right.astype(np.float64), seconds

    def _right(self, who: IntArray, rows: IntArray) -> FloatArray:
        return self.knows(who)[np.arange(who.size), rows]

    def _unpaid(self, who: IntArray) -> FloatArray:
        """Unpaid time as a share (M,) of the work itself."""
        share: FloatArray = (
            self.economy.unpaid / (1.0 - self.economy.unpaid) * (1.0 + self.economy.damage * self.damage[who])
        )
        return share

    def _spend(
        self, who: IntArray, rows: IntArray, seconds: FloatArray, right: BoolArray, luck: FloatArray
    ) -> None:
        paid = self.catalogue.pay[rows] > 0
        extra = np.where(paid, seconds / 60.0 * self._unpaid(who), 0.0)
        self.minutes[who] += seconds / 60.0 + extra
        self.unpaid_minutes[who] += extra
        self.paid_minutes[who] += np.where(paid, seconds / 60.0, 0.0)
        accepted = paid & (right | (luck < self.economy.leniency * (1.0 - 0.5 * self.damage[who])))
        self.earned[who] += np.where(accepted, self.catalogue.pay[rows], 0.0)
        first_rejected = paid & ~accepted & (self.paid_tries[who] == 0)
        self.damage[who] = np.where(
            first_rejected, 1.0, self.damage[who] * np.where(accepted, self.economy.forgiven, 1.0)
        )
        self.paid_tries[who] += paid
        self.accepted[who] += accepted

    def _remember(self, who: IntArray, rows: IntArray) -> None:
        self.times[who, rows] += 1.0
        self.lately[who, rows] += 1.0
        self.tries[who] += 1
        for person, row in zip(who.tolist(), rows.tolist(), strict=True):
            life = self._done[person]
            life.append(row)
            if len(life) > LATELY:
                self.lately[person, life[-LATELY - 1]] -= 1.0
