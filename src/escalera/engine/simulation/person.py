"""One simulated person: a crowd of one, in plain numbers."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np

from escalera.engine.catalogue import Catalogue, FloatArray
from escalera.engine.simulation.crowd import Crowd, Luck


class AnyWorld(ABC):
    """A catalogue and the truth behind it. `gains` (T, K) is what an attempt teaches on average, in logits:
    what attentive peers notice, and what estimates are measured against."""

    catalogue: Catalogue
    gains: FloatArray

    @abstractmethod
    def crowd(self, workers: int, *, rng: np.random.Generator) -> Crowd:
        """Return people nobody has met yet."""

    def born(self, *, rng: np.random.Generator) -> Person:
        """Return somebody new."""
        return Person(self.crowd(1, rng=rng))


class Person:
    """Somebody with a hidden state, number `at` of a crowd; `attempt` moves it, and only an oracle may look
    at it."""

    def __init__(self, crowd: Crowd, at: int = 0) -> None:
        self.crowd, self.who = crowd, np.array([at], dtype=np.int64)

    @classmethod
    def born(cls, world: AnyWorld, *, rng: np.random.Generator) -> Person:
        """Return somebody new."""
        return world.born(rng=rng)

    @property
    def done(self) -> list[int]:
        """Rows done so far, in order."""
        return self.crowd.done(int(self.who[0]))

    @property
    def minutes(self) -> float:
        """All minutes spent, unpaid ones included."""
        return float(self.crowd.minutes[self.who[0]])

    @property
    def earned(self) -> float:
        """Money earned so far."""
        return float(self.crowd.earned[self.who[0]])

    @property
    def skills(self) -> FloatArray:
        """True skills (K,) in logits; a view, so a test may set them."""
        skills: FloatArray = self.crowd.skills[self.who[0]]
        return skills

    def attempt(self, row: int, *, rng: np.random.Generator) -> tuple[float, float]:
        """Do one task: return score (0 or 1) and seconds; the state, minutes and earnings move on."""
        score, seconds = self.crowd.attempt(self.who, np.array([row]), Luck.draw(1, rng=rng))
        return float(score[0]), float(seconds[0])

    def true_gain(self, row: int) -> FloatArray:
        """Return the expected true gain (K,) of one attempt now, in logits."""
        gain: FloatArray = self.crowd.gains(self.who)[0, row]
        return gain

    def reached(self, target: FloatArray) -> bool:
        """Return whether the true state has what the target (K,) in logits asks."""
        return bool(self.crowd.reached(self.who, target)[0])
