"""Bridge to the engine: which micro-task next, the whole plan, and what was reached."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from escalera.engine import Plan
from escalera.engine import Step as EngineStep
from escalera.engine.normal import READY
from escalera.learning import tracing
from escalera.paths.models import Goal, PassedOver
from escalera.tasks.models import Origin, TaskType

PASSED_OVER_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Choice:
    """The task type chosen, or None when nothing is left to choose, with the facts behind it."""

    task_type: str
    facts: dict[str, Any]


def chosen(goal: Goal, *, seed: int, now: datetime) -> Choice | None:
    """The next micro-task of a goal. None when the goal is reached or nothing is left to do for it."""
    known, tutor = tracing.belief_about(goal.person), tracing.tutor()
    unsuitable = excluded(goal)
    for leave_out in (unsuitable | passed_over(goal, now=now), unsuitable):
        step = tutor.ask(
            known.belief, teachable(goal), rng=np.random.default_rng(seed), excluded=tuple(sorted(leave_out))
        )
        if step is not None:
            return Choice(step.task_type, facts_of(step, known, goal, seed=seed))
    return None


def placed(goal: Goal, *, asked: list[str], now: datetime) -> Choice | None:
    """The placement item that tells most about the goal's skills."""
    known, tutor = tracing.belief_about(goal.person), tracing.tutor()
    unsuitable = excluded(goal)
    step = tutor.place(known.belief, teachable(goal), asked=(*asked, *sorted(unsuitable)))
    if step is None or step.task_type in unsuitable:
        return None
    return Choice(step.task_type, facts_of(step, known, goal, seed=0))


def planned(goal: Goal) -> Plan:
    known, tutor = tracing.belief_about(goal.person), tracing.tutor()
    return tutor.plan(
        known.belief, teachable(goal), rng=np.random.default_rng(0), excluded=tuple(sorted(excluded(goal)))
    )


def outlined(required: Mapping[str, float], *, levels: Mapping[str, float], minutes: float | None) -> Plan:
    """The plan of somebody whose levels are given, for a goal that nobody has set yet."""
    known, tutor = tracing.believed(levels), tracing.tutor()
    goal = {skill: level for skill, level in required.items() if skill in tutor.catalogue.skills}
    return tutor.plan(known.belief, goal, rng=np.random.default_rng(0), minutes_left=minutes)


def reached(goal: Goal) -> dict[str, float]:
    """P(the required level is reached) for each skill of the goal."""
    known = tracing.belief_about(goal.person)
    return tracing.tutor().probability_reached(known.belief, teachable(goal))


def is_reached(probability: float) -> bool:
    return probability >= READY


def levels_of(goal: Goal) -> dict[str, float]:
    """The level in [0, 1] that a person holds with probability .8, for each skill of the goal."""
    known = tracing.belief_about(goal.person)
    sure = known.belief.mean - 0.84 * known.belief.deviation
    level = np.clip(0.5 + sure / 6.0, 0.0, 1.0)
    return {skill: float(level[known.skills.index(skill)]) for skill in teachable(goal)}


def teachable(goal: Goal) -> Mapping[str, float]:
    """The goal's skills that today's task types can train."""
    known = set(tracing.tutor().catalogue.skills)
    return {skill: level for skill, level in goal.required.items() if skill in known}


def excluded(goal: Goal) -> set[str]:
    """Task types not for this person: opt-in ones not opted into, other languages, outside ones already done."""
    left_out: set[str] = set()
    if not goal.person.sees_moderation:
        left_out |= set(TaskType.objects.filter(opt_in=True).values_list("slug", flat=True))
    foreign = TaskType.objects.exclude(origin=Origin.FAMILY).values_list("slug", "origin", "source__language")
    for slug, _origin, language in foreign:
        if language and language != goal.person.words and "read-english" not in goal.required:
            left_out.add(slug)
    done = goal.person.attempts.filter(item__task_type__origin=Origin.OUTSIDE)
    return left_out | set(done.values_list("item__task_type_id", flat=True))


def passed_over(goal: Goal, *, now: datetime) -> set[str]:
    recent = PassedOver.objects.filter(step__goal=goal, at__gt=now - PASSED_OVER_FOR)
    return set(recent.values_list("step__task_type_id", flat=True))


def facts_of(step: EngineStep, known: tracing.Known, goal: Goal, *, seed: int) -> dict[str, Any]:
    """What the ledger keeps of a choice: its reason, inputs, seed and propensity, in plain values."""
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
            "required": dict(goal.required),
            "mean": {skill: round(float(value), 4) for skill, value in zip(known.skills, known.belief.mean, strict=True)},
            "deviation": [round(float(value), 4) for value in known.belief.deviation],
        },
    }
