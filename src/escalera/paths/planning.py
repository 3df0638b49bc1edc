"""Bridge to the engine: which micro-task next, the whole plan, and what was reached."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

import numpy as np

from escalera.engine import Plan, Tutor
from escalera.engine import Step as EngineStep
from escalera.engine.normal import READY
from escalera.learning import tracing
from escalera.paths.models import Goal, PassedOver, PutFirst
from escalera.tasks import making
from escalera.tasks import queries as tasks
from escalera.tasks.models import Origin, TaskType

PASSED_OVER_FOR = timedelta(hours=24)
SURELY = 0.84  # standard deviations below the mean: held with probability .8
LOGITS = 6.0  # from level 0 to level 1


@dataclass(frozen=True)
class Choice:
    """The task type chosen, with the facts behind it as the ledger keeps them."""

    task_type: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class Standing:
    """Where somebody stands on the way to a goal, with today's tutor. Made once a page."""

    goal: Goal
    known: tracing.Known
    tutor: Tutor

    @cached_property
    def teachable(self) -> dict[str, float]:
        """The goal's skills that the task types open to this person can train today."""
        known = set(self.tutor.catalogue.skills) & tasks.trainable_skills(self.goal.person)
        return {skill: level for skill, level in self.goal.required.items() if skill in known}

    @cached_property
    def excluded(self) -> frozenset[str]:
        return frozenset(not_for(self.goal))

    @cached_property
    def reached(self) -> dict[str, float]:
        """P(the required level is reached) for each skill of the goal."""
        return self.tutor.probability_reached(self.known.belief, self.teachable)

    @cached_property
    def first(self) -> dict[str, float]:
        """Of the goal's skills those that the person put first and has not reached yet."""
        row = PutFirst.objects.filter(goal=self.goal).first()
        wanted = [skill for skill in row.skills if skill in self.teachable] if row else []
        return {skill: self.teachable[skill] for skill in wanted if not is_reached(self.reached[skill])}

    @cached_property
    def levels(self) -> dict[str, float]:
        """The level in [0, 1] that the person holds with probability .8, for each skill of the goal."""
        sure = self.known.belief.mean - SURELY * self.known.belief.deviation
        level = np.clip(0.5 + sure / LOGITS, 0.0, 1.0)
        return {skill: float(level[self.known.skills.index(skill)]) for skill in self.teachable}

    @cached_property
    def plan(self) -> Plan:
        return self.tutor.plan(self.known.belief, self.teachable, excluded=self.excluded)


def standing(goal: Goal) -> Standing:
    tutor = tracing.tutor()
    return Standing(goal, tracing.belief_about(goal.person, tutor), tutor)


def is_reached(probability: float) -> bool:
    return probability >= READY


def chosen(standing: Standing, *, seed: int, now: datetime) -> Choice | None:
    """The next micro-task. None when the goal is reached or nothing is left to do for it."""
    passed = standing.excluded | passed_over(standing.goal, now=now)
    # What was put first, with what it needs; where nothing is left to do for it, the whole goal.
    for goal, left_out in (
        *([(standing.first, passed)] if standing.first else []),
        (standing.teachable, passed),
        (standing.teachable, standing.excluded),
    ):
        step = standing.tutor.ask(
            standing.known.belief, goal, rng=np.random.default_rng(seed), excluded=left_out
        )
        if step is not None:
            first = sorted(goal) if goal is standing.first else []
            return Choice(step.task_type, facts_of(step, standing, seed=seed) | {"put_first": first})
    return None


def placed(standing: Standing, *, asked: list[str], seed: int) -> Choice | None:
    """The placement item that tells most about the goal's skills."""
    asked_or_unsuitable = (*asked, *sorted(standing.excluded), *paid())
    step = standing.tutor.place(standing.known.belief, standing.teachable, asked=asked_or_unsuitable)
    if step is None or step.task_type in standing.excluded:
        return None
    return Choice(step.task_type, facts_of(step, standing, seed=seed))


def paid() -> list[str]:
    """Paid work is no test of what somebody can do: practice comes first."""
    return sorted(TaskType.objects.filter(is_open=True, pay__isnull=False).values_list("slug", flat=True))


def outlined(required: Mapping[str, float], *, levels: Mapping[str, float], minutes: float | None) -> Plan:
    """The plan of somebody whose levels are given, for a goal that nobody has set yet; our own families only."""
    known, tutor = tracing.believed(levels), tracing.tutor()
    goal = {skill: level for skill, level in required.items() if skill in tutor.catalogue.skills}
    not_ours = TaskType.objects.exclude(origin=Origin.FAMILY) | TaskType.objects.filter(opt_in=True)
    left_out = frozenset(not_ours.values_list("slug", flat=True))
    return tutor.plan(known.belief, goal, minutes_left=minutes, excluded=left_out)


def not_for(goal: Goal) -> set[str]:
    """Task types not for this person: not opted into, other languages, other programmes', used up."""
    left_out: set[str] = set()
    origins: dict[str, str] = {}
    for slug, origin, language, opt_in in TaskType.objects.filter(is_open=True).values_list(
        "slug", "origin", "source__language", "opt_in"
    ):
        foreign = origin != Origin.FAMILY and language and language != goal.person.words
        if (opt_in and not goal.person.sees_moderation) or (foreign and "read-english" not in goal.required):
            left_out.add(slug)
        origins[slug] = origin
    others = set(TaskType.objects.of_others(goal.person).values_list("slug", flat=True))
    return left_out | making.used_up(goal.person, origins) | others


def passed_over(goal: Goal, *, now: datetime) -> set[str]:
    recent = PassedOver.objects.filter(step__goal=goal, at__gt=now - PASSED_OVER_FOR)
    return set(recent.values_list("step__task_type_id", flat=True))


def facts_of(step: EngineStep, standing: Standing, *, seed: int) -> dict[str, Any]:
    """What the ledger keeps of a choice: its reason, inputs, seed and propensity, in plain values."""
    belief = standing.known.belief
    return {
        "reason": asdict(step.reason),
        "skills": [taught._asdict() for taught in step.skills],
        "minutes": step.minutes,
        "pay_per_hour": step.pay_per_hour,
        "propensity": step.propensity,
        "peers": step.peers,
        "with_help": step.with_help,
        "alternatives": [other._asdict() for other in step.alternatives],
        "seed": seed,
        "inputs": {
            "required": dict(standing.goal.required),
            "skills": list(standing.known.skills),
            "mean": [round(float(value), 4) for value in belief.mean],
            "deviation": [round(float(value), 4) for value in belief.deviation],
            "excluded": sorted(standing.excluded),
        },
    }
