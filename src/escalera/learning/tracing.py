"""Bridge to the engine: rows become beliefs and outcomes, and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from escalera.engine import Belief, Tutor
from escalera.engine.catalogue import difficulty_of
from escalera.engine.packing import pack, unpack
from escalera.learning.fitting import current_tutor
from escalera.learning.models import BeliefState
from escalera.people.models import Person
from escalera.tasks.models import Attempt

TRUST_WHEN_TOO_FAST = 0.15
# A person's own word, as one answer at a level: what they say, (level, score, trust).
WORD = {0: (0.30, 0.0, 0.5), 1: (0.30, 1.0, 0.4), 2: (0.55, 1.0, 0.6)}
SPREAD, SURE = 0.5, 0.9  # a level that is given counts as reached


@dataclass(frozen=True)
class Known:
    """A belief with the names of its axes."""

    belief: Belief
    skills: tuple[str, ...]


def unpacked(state: BeliefState | None, tutor: Tutor | None = None) -> Known:
    """The belief as it is kept, on today's axes; a newcomer's where nothing is kept.

    Who has today's tutor in hand already gives it along: asking for it costs two queries.
    """
    tutor = tutor or current_tutor()
    newcomer = Known(tutor.newcomer(), tutor.catalogue.skills)
    if state is None:
        return newcomer
    known = Known(unpack(bytes(state.packed)), tuple(state.skills))
    return known if known.skills == newcomer.skills else on_axes(known, newcomer)


def belief_about(person: Person, tutor: Tutor | None = None) -> Known:
    return unpacked(BeliefState.objects.filter(person=person).first(), tutor)


def packed(known: Known) -> bytes:
    return pack(known.belief)


def on_axes(known: Known, newcomer: Known) -> Known:
    """Carry a belief over to other axes; a skill it did not have starts as a newcomer's."""
    shared = [skill for skill in newcomer.skills if skill in known.skills]
    here = [newcomer.skills.index(skill) for skill in shared]
    there = [known.skills.index(skill) for skill in shared]
    mean, covariance = newcomer.belief.mean.copy(), np.diag(np.diag(newcomer.belief.covariance))
    mean[here] = known.belief.mean[there]
    covariance[np.ix_(here, here)] = known.belief.covariance[np.ix_(there, there)]
    return Known(Belief(mean, covariance, known.belief.memory), newcomer.skills)


def told(known: Known, attempt: Attempt, *, last: datetime | None) -> Known:
    """The belief after a scored attempt; time since the last one fades it."""
    tutor = current_tutor()
    if attempt.score is None or attempt.item.task_type_id not in tutor.catalogue.task_types:
        return known
    belief = tutor.tell(
        known.belief,
        attempt.item.task_type_id,
        score=attempt.score,
        seconds=attempt.seconds,
        help=attempt.help_used,
        chance=min(attempt.item.chance, 0.95),
        trust=TRUST_WHEN_TOO_FAST if attempt.too_fast else 1.0,
        days=(attempt.received_at - last).total_seconds() / 86400 if last else 0.0,
    )
    return Known(belief, known.skills)


def declared(known: Known, skill: str, answer: int) -> Known:
    """The belief after a person's own word about a skill, which weighs less than an answer."""
    if skill not in known.skills:
        return known
    level, score, trust = WORD[answer]
    weights = np.zeros(len(known.skills))
    weights[known.skills.index(skill)] = 1.0
    belief = known.belief.update(weights, difficulty=difficulty_of(level), score=score, trust=trust)
    return Known(belief, known.skills)


def believed(levels: Mapping[str, float]) -> Known:
    """A newcomer of whom the levels of some skills are known, each with a deviation of half a logit."""
    newcomer = unpacked(None)
    mean, covariance = newcomer.belief.mean.copy(), newcomer.belief.covariance.copy()
    for skill, level in levels.items():
        if skill in newcomer.skills:
            place = newcomer.skills.index(skill)
            mean[place] = difficulty_of(level) + SURE * SPREAD
            covariance[place, :] = covariance[:, place] = 0.0
            covariance[place, place] = SPREAD**2
    return Known(Belief(mean, covariance), newcomer.skills)


def tutor() -> Tutor:
    return current_tutor()


@dataclass(frozen=True)
class Expected:
    """What a person would bring to a task type now: the score we believe in, and the seconds people usually take."""

    score: float
    usual_s: float


def expected(person: Person, task_type: str) -> Expected | None:
    """None for a task type that the tutor of today does not hold."""
    tutor = current_tutor()
    catalogue = tutor.catalogue
    if task_type not in catalogue.task_types:
        return None
    belief = belief_about(person, tutor).belief
    row = catalogue.type_at(task_type)
    score = belief.success(
        catalogue.weights[row],
        difficulty=float(catalogue.difficulty[row]),
        chance=float(catalogue.chance[row]),
    )
    return Expected(score, float(catalogue.seconds[row]))


def usual_seconds() -> dict[str, float]:
    """Seconds people usually take, by task type."""
    catalogue = current_tutor().catalogue
    return dict(zip(catalogue.task_types, map(float, catalogue.seconds), strict=True))
