"""Ways of choosing the next task: for one person at a time, or for a crowd at once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Protocol

import numpy as np

from escalera.engine.catalogue import FloatArray, IntArray
from escalera.engine.simulation.crowd import Crowd
from escalera.engine.simulation.person import Person
from escalera.engine.tutor import Tutor

_ONE: IntArray = np.zeros(1, dtype=np.int64)


class Policy(Protocol):
    """Chooses for one person; made anew for each."""

    def choose(self, person: Person, *, rng: np.random.Generator) -> int:
        """Return the catalogue row to do next. Only an oracle may look at the person's true state."""

    def hear(self, row: int, score: float, seconds: float) -> None:
        """Hear what came of it."""


class Adviser(Protocol):
    """Chooses for many people at once; `who` (M,) are their numbers."""

    def advise(self, crowd: Crowd, who: IntArray, *, rng: np.random.Generator) -> IntArray:
        """Return the catalogue row (M,) each does next. Only an oracle may look at the crowd."""

    def told(self, who: IntArray, rows: IntArray, scores: FloatArray, seconds: FloatArray) -> None:
        """Hear what came of it, each (M,)."""


class Baseline(ABC):
    """An adviser that sees only what it is told; made for a number of people, and for one also a policy."""

    @abstractmethod
    def pick(self, who: IntArray, *, rng: np.random.Generator) -> IntArray:
        """Return the catalogue row (M,) each does next."""

    def told(self, who: IntArray, rows: IntArray, scores: FloatArray, seconds: FloatArray) -> None:
        """Hear what came of it; most need nothing, and pass it over."""
        return

    def advise(self, crowd: Crowd, who: IntArray, *, rng: np.random.Generator) -> IntArray:
        """As `Adviser.advise`; the crowd is not looked at."""
        return self.pick(who, rng=rng)

    def choose(self, person: Person, *, rng: np.random.Generator) -> int:
        """As `Policy.choose`; the person is not looked at."""
        return int(self.pick(_ONE, rng=rng)[0])

    def hear(self, row: int, score: float, seconds: float) -> None:
        """As `Policy.hear`."""
        self.told(_ONE, np.array([row]), np.array([score]), np.array([seconds]))


class OneByOne:
    """A policy of one's own for each of many people, each with chance of their own."""

    def __init__(self, policy: Callable[[], Policy], workers: int, *, rng: np.random.Generator) -> None:
        self._policies = [policy() for _ in range(workers)]
        self._chances = rng.spawn(workers)

    def advise(self, crowd: Crowd, who: IntArray, *, rng: np.random.Generator) -> IntArray:
        """As `Adviser.advise`."""
        chosen = [self._policies[at].choose(Person(crowd, at), rng=self._chances[at]) for at in who.tolist()]
        return np.array(chosen, dtype=np.int64)

    def told(self, who: IntArray, rows: IntArray, scores: FloatArray, seconds: FloatArray) -> None:
        """As `Adviser.told`."""
        for at, row, score, time in zip(
            who.tolist(), rows.tolist(), scores.tolist(), seconds.tolist(), strict=True
        ):
            self._policies[at].hear(row, score, time)


class TutorPolicy:
    """The tutor as a policy. When it believes the goal reached and the person is not there, it aims a bit
    higher where it is least sure."""

    def __init__(self, tutor: Tutor, goal: Mapping[str, float]) -> None:
        self._tutor, self._goal = tutor, dict(goal)
        self._belief = tutor.newcomer()

    def choose(self, person: Person, *, rng: np.random.Generator) -> int:
        """As `Policy.choose`; the person is not looked at."""
        for _ in range(60):
            step = self._tutor.ask(self._belief, self._goal, rng=rng)
            if step is not None:
                return self._tutor.catalogue.type_at(step.task_type)
            reached = self._tutor.probability_reached(self._belief, self._goal)
            least = min(reached, key=lambda skill: reached[skill])
            self._goal[least] = min(self._goal[least] + 0.04, 1.0)
        return int(rng.integers(len(self._tutor.catalogue.task_types)))

    def hear(self, row: int, score: float, seconds: float) -> None:
        """As `Policy.hear`."""
        name = self._tutor.catalogue.task_types[row]
        self._belief = self._tutor.tell(self._belief, name, score=score, seconds=seconds)
