"""Policies that can be evaluated from a log: they say how likely they would choose each task type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

import numpy as np

from escalera.engine.catalogue import FloatArray
from escalera.engine.off_policy.windows import Windows
from escalera.engine.tutor import Tutor


class Target(Protocol):
    """One worker's copy of a policy; made anew for each."""

    def chances(self, rng: np.random.Generator) -> FloatArray:
        """Return the probability of each task type being chosen now, (T,), summing to 1.

        An unbiased estimate drawn with `rng` will do: importance weights stay unbiased.
        """

    def hear(self, row: int, score: float, seconds: float) -> None:
        """Hear what came of an attempt; NaN where unknown."""


class Fixed:
    """Chooses with the same probabilities always; weights (T,) need not sum to 1."""

    def __init__(self, weights: FloatArray) -> None:
        if np.any(weights < 0) or weights.sum() <= 0:
            raise ValueError("off-policy: weights must not be negative, and not all zero")
        self._share: FloatArray = weights / weights.sum()

    def chances(self, rng: np.random.Generator) -> FloatArray:
        return self._share

    def hear(self, row: int, score: float, seconds: float) -> None:
        pass


class Tutored:
    """The tutor on the way to a goal: its chances are counted over `draws` askings.

    Where it believes the goal reached, it aims higher where it is least sure, as in the simulation.
    """

    def __init__(self, tutor: Tutor, goal: Mapping[str, float], *, draws: int = 1) -> None:
        self._tutor, self._goal, self._draws = tutor, dict(goal), draws
        self._belief = tutor.newcomer()

    def chances(self, rng: np.random.Generator) -> FloatArray:
        types = len(self._tutor.catalogue.task_types)
        rows = [self._choice(rng) for _ in range(self._draws)]
        share: FloatArray = np.bincount(rows, minlength=types) / self._draws
        return share

    def hear(self, row: int, score: float, seconds: float) -> None:
        self._belief = self._tutor.tell(
            self._belief,
            self._tutor.catalogue.task_types[row],
            score=score if np.isfinite(score) else None,
            seconds=seconds if np.isfinite(seconds) else None,
        )

    def _choice(self, rng: np.random.Generator) -> int:
        while (step := self._tutor.ask(self._belief, self._goal, rng=rng)) is None:
            reached = self._tutor.probability_reached(self._belief, self._goal)
            least = min(reached, key=lambda skill: reached[skill])
            if self._goal[least] >= 1.0:
                return int(rng.integers(len(self._tutor.catalogue.task_types)))
            self._goal[least] = min(self._goal[least] + 0.04, 1.0)
        return self._tutor.catalogue.type_at(step.task_type)


class Mixed:
    """Follows one policy with probability `share`, else another, anew at every choice."""

    def __init__(self, first: Target, second: Target, *, share: float) -> None:
        self._first, self._second, self._share = first, second, share

    def chances(self, rng: np.random.Generator) -> FloatArray:
        mixed: FloatArray = self._share * self._first.chances(rng) + (
            1.0 - self._share
        ) * self._second.chances(rng)
        return mixed

    def hear(self, row: int, score: float, seconds: float) -> None:
        self._first.hear(row, score, seconds)
        self._second.hear(row, score, seconds)


def chances(over: Windows, target: Callable[[], Target], *, rng: np.random.Generator) -> FloatArray:
    """Return how likely the target policy would choose each type at each decision of the windows, (N, H, T).

    A fresh policy for each worker hears all the rows of that worker in order.
    """
    found = np.zeros((*over.place.shape, over.types))
    window_at = {int(place): divmod(at, over.horizon) for at, place in enumerate(over.place.ravel())}
    log, lives, ends = over.log, over.log.lives, np.full(len(over.log.workers), -1)
    np.maximum.at(ends, over.worker, over.place[:, -1])
    for life, end in zip(lives, ends.tolist(), strict=True):
        policy = target()
        for place in range(life.start, end + 1):
            if place in window_at:
                found[window_at[place]] = policy.chances(rng)
            policy.hear(int(log.row[place]), float(log.score[place]), float(log.seconds[place]))
    return found
