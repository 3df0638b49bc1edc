"""The tutor: ask what to do next, tell what happened, learn from everybody's log."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from escalera.engine import fitting
from escalera.engine.arriving import Rows
from escalera.engine.belief import Belief, population
from escalera.engine.catalogue import Catalogue, FloatArray
from escalera.engine.gains import Gains
from escalera.engine.log import ClaimsLike, LogLike, claims, columns
from escalera.engine.normal import READY
from escalera.engine.pay import usual_seconds
from escalera.engine.peers import Voices
from escalera.engine.planning import costs, usual_weight
from escalera.engine.request import Request
from escalera.engine.steps import LastOutcome, Outcome, Plan, Step
from escalera.engine.tracing import attempted

# Below this share of the usual time nobody can have read the item.
READING_SHARE = 0.2


class Tutor:
    """Chooses micro-tasks for one worker at a time; a value: nothing it does changes it.

    `gains` default to `Gains.declared`, `newcomer` to a loose guess about people (`belief.population`).
    `earnings_weight` is how many minutes a unit of pay is worth to the planner (0 = fastest way to the job; None
    = as much as settles between types that are about as quick, whatever the unit: `planning.usual_weight`).
    `exploration` is the largest share by which a step may be slower than the best for the sake of learning.
    `reliability` says how far each recommender was believed in [0, 1] when it learned; empty where nobody spoke.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        gains: Gains | None = None,
        *,
        newcomer: Belief | None = None,
        earnings_weight: float | None = None,
        exploration: float = 0.1,
        reliability: Mapping[str, float] | None = None,
    ) -> None:
        self.catalogue = catalogue
        self.gains = gains or Gains.declared(catalogue)
        self.earnings_weight = earnings_weight
        self.exploration = exploration
        self.reliability = dict(reliability or {})
        self._newcomer = newcomer or population(len(catalogue.skills))

    def newcomer(self) -> Belief:
        """Return the belief about somebody nobody knows yet."""
        return self._newcomer

    def probability_reached(self, belief: Belief, goal: Mapping[str, float]) -> dict[str, float]:
        """Return P(theta_s > b(level)) for each skill of the goal. Raises UnknownName."""
        reached = belief.reached(self.catalogue.target(goal))
        return {skill: float(reached[self.catalogue.skill_at(skill)]) for skill in goal}

    def ready(self, belief: Belief, goal: Mapping[str, float]) -> bool:
        """Return whether every skill of the goal is reached with probability .8 or more."""
        return all(probability >= READY for probability in self.probability_reached(belief, goal).values())

    def ask(
        self,
        belief: Belief,
        goal: Mapping[str, float],
        *,
        rng: np.random.Generator | None = None,
        minutes_left: float | None = None,
        pay_floor: float | None = None,
        done: Sequence[str] = (),
        excluded: Collection[str] = (),
        last: LastOutcome | None = None,
    ) -> Step | None:
        """Return the next micro-task, or None when the goal is reached or nothing that is left helps.

        goal maps skills to levels in [0, 1]; minutes_left and pay_floor (pay an hour, for paid types;
        practice is always allowed) keep types out. Minutes left when the goal is believed reached go into
        making sure: the least sure skill is wanted a bit higher, until all are at 1. done lists task types
        done lately, oldest first, where the belief's own memory does not cover them; excluded are never
        offered; last overrides what the belief remembers. The same rng state gives the same choice; without
        rng nothing is explored. Raises UnknownName.
        """
        return Request(
            self, belief, goal, minutes_left, pay_floor, tuple(done), frozenset(excluded), last
        ).next(rng)

    def plan(
        self,
        belief: Belief,
        goal: Mapping[str, float],
        *,
        rng: np.random.Generator | None = None,
        minutes_left: float | None = None,
        pay_floor: float | None = None,
        done: Sequence[str] = (),
        excluded: Collection[str] = (),
        last: LastOutcome | None = None,
    ) -> Plan:
        """Return the whole way as expected now: steps in order with how often each, minutes, and what
        stays uncovered.

        Nothing is explored in a plan, so `rng` is accepted and not used. Raises UnknownName.
        """
        return Request(
            self, belief, goal, minutes_left, pay_floor, tuple(done), frozenset(excluded), last
        ).plan()

    def place(self, belief: Belief, goal: Mapping[str, float], *, asked: Sequence[str] = ()) -> Step | None:
        """Return the task type whose answer tells most about the goal's skills, or None when none is
        left.

        asked are types that were already used for placement; their families are passed over while others
        are left. Raises UnknownName.
        """
        return Request(self, belief, goal).placement(tuple(asked))

    def tell(
        self,
        belief: Belief,
        step: Step | str,
        outcome: Outcome | None = None,
        *,
        score: float | None = None,
        seconds: float | None = None,
        help: bool = False,
        chance: float | None = None,
        trust: float = 1.0,
        days: float = 0.0,
    ) -> Belief:
        """Return the belief after an attempt at a step (or task type named).

        Say what came either as an Outcome or as score (None = not judged yet), seconds and help. chance is
        the item's own chance of a right guess (default: the type's), trust in [0, 1] how much the answer
        counts besides its speed, days the time since the last attempt. Raises UnknownName, ValueError.
        """
        said = outcome or Outcome(score=score, seconds=seconds, help=help)
        row = self.catalogue.type_at(step if isinstance(step, str) else step.task_type)
        return attempted(
            belief.drift(days, population=self._newcomer),
            row=row,
            catalogue=self.catalogue,
            rows=self.rows,
            score=said.score,
            chance=float(self.catalogue.chance[row]) if chance is None else chance,
            trust=trust * reading_trust(said.seconds, usual=float(self.catalogue.seconds[row])),
            help=said.help,
        )

    def learn(self, log: LogLike, recommendations: ClaimsLike = ()) -> Tutor:
        """Return a tutor that has learned from everybody's log and from what peers recommend.

        log: Attempt values (or tuples in their order), or a mapping of columns with at least worker,
        task_type and score; rows of task types that the catalogue does not hold are passed over.
        recommendations: Recommendation values or (worker, task_type, skill[, taught]) tuples; those of
        people who never did the type count nothing. Learned: gains with their form, kinds of workers and
        needs, wrong labels, difficulties, usual seconds, newcomers' skills, and recommenders' reliability. With fewer than 200 scored attempts only the peers' prior changes. Raises BadLog.
        """
        table = columns(log, self.catalogue)
        voices = Voices.of(claims(recommendations, self.catalogue), table, self.catalogue)
        learnt = fitting.fit(table, voices, self.catalogue)
        timed = replace(learnt.catalogue, seconds=usual_seconds(table, self.catalogue))
        newcomer = learnt.newcomer if learnt.measured else self._newcomer
        return Tutor(
            timed,
            learnt.gains,
            newcomer=newcomer,
            earnings_weight=self.earnings_weight,
            exploration=self.exploration,
            reliability=learnt.reliability,
        )

    @cached_property
    def rows(self) -> Rows:
        """The gains in padded sparse rows, made once."""
        return Rows.of(self.catalogue, self.gains)

    @cached_property
    def costs(self) -> FloatArray:
        """What an attempt at each type costs in minutes, less what it earns, (T,)."""
        seconds, pay = self.catalogue.seconds, self.catalogue.pay
        weight = usual_weight(seconds, pay) if self.earnings_weight is None else self.earnings_weight
        return costs(seconds, pay, earnings_weight=weight)


def reading_trust(seconds: float | None, *, usual: float) -> float:
    """Return how much an answer counts given its seconds: little when faster than anyone can read."""
    if seconds is None:
        return 1.0
    return float(np.clip(seconds / (READING_SHARE * usual), 0.1, 1.0))
