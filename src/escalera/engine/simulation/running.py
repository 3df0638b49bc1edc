"""A policy run over many simulated people: how long until each is ready for the job."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import FloatArray
from escalera.engine.simulation.policies import Policy
from escalera.engine.simulation.world import Person, World
from escalera.engine.tutor import Tutor

MOST_ATTEMPTS = 1500


@dataclass(frozen=True)
class Result:
    """Per person (N,): minutes to job-ready (inf where never), attempts made, money earned until then."""

    minutes: FloatArray = field(repr=False)
    attempts: FloatArray = field(repr=False)
    earned: FloatArray = field(repr=False)

    @property
    def median_minutes(self) -> float:
        """Median minutes to job-ready; inf when fewer than half got there."""
        return float(np.sort(self.minutes)[len(self.minutes) // 2])

    @property
    def ready(self) -> float:
        """Share of people who became ready within the budget."""
        return float(np.isfinite(self.minutes).mean())


class TutorPolicy:
    """The tutor as a policy. When it believes the goal reached and the person is not there, it aims a bit
    higher where it is least sure."""

    def __init__(self, tutor: Tutor, goal: Mapping[str, float]) -> None:
        self._tutor, self._goal = tutor, dict(goal)
        self._belief = tutor.newcomer()

    def choose(self, person: Person, *, rng: np.random.Generator) -> int:
        for _ in range(60):
            step = self._tutor.ask(self._belief, self._goal, rng=rng)
            if step is not None:
                return self._tutor.catalogue.type_at(step.task_type)
            reached = self._tutor.probability_reached(self._belief, self._goal)
            least = min(reached, key=lambda skill: reached[skill])
            self._goal[least] = min(self._goal[least] + 0.04, 1.0)
        return int(rng.integers(len(self._tutor.catalogue.task_types)))

    def hear(self, row: int, score: float, seconds: float) -> None:
        name = self._tutor.catalogue.task_types[row]
        self._belief = self._tutor.tell(self._belief, name, score=score, seconds=seconds)


def run(
    world: World,
    goal: Mapping[str, float],
    policy: Callable[[], Policy],
    *,
    workers: int,
    budget_minutes: float,
    rng: np.random.Generator,
) -> Result:
    """Run a fresh policy for each of `workers` people until their true skills reach the goal or the
    budget is spent."""
    target = world.catalogue.target(goal)
    rows = [_life(world, target, policy(), budget_minutes, person_rng) for person_rng in rng.spawn(workers)]
    minutes, attempts, earned = np.array(rows).T
    return Result(minutes=minutes, attempts=attempts, earned=earned)


def _life(
    world: World, target: FloatArray, policy: Policy, budget: float, rng: np.random.Generator
) -> tuple[float, float, float]:
    birth, chance = rng.spawn(2)
    person = Person.born(world, rng=birth)
    while person.minutes < budget and len(person.done) < MOST_ATTEMPTS:
        if person.reached(target):
            return person.minutes, float(len(person.done)), person.earned
        row = policy.choose(person, rng=chance)
        score, seconds = person.attempt(row, rng=chance)
        policy.hear(row, score, seconds)
        if chance.random() < world.dropout:
            break
    return np.inf, float(len(person.done)), person.earned
