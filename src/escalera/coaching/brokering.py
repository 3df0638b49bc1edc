"""Bridge to the engine: requests and helpers become a matching, and what came of help becomes effects."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from escalera.engine.advice import NONE, help_effects
from escalera.engine.catalogue import LOGITS_PER_LEVEL
from escalera.engine.helping import USUAL, Helper, Request, Success, refit, share_out, taught
from escalera.learning import tracing
from escalera.learning.models import BeliefState
from escalera.people.models import Person

SURE = 0.84  # deviations: the level is reached with a chance of .8, as mastery is
LEAST = 0.2  # of a skill that somebody is asked about


@dataclass(frozen=True)
class Asks:
    """A request as the broker sees it. `may` are the helpers it may go to."""

    id: UUID
    person: UUID
    skill: str
    level: float
    languages: tuple[str, ...]
    hours: tuple[int, ...]
    waiting_minutes: float
    may: frozenset[UUID]


@dataclass(frozen=True)
class Helps:
    """A helper: levels of skills, how many more requests they take, time credit in minutes, effect in logits."""

    person: UUID
    levels: Mapping[str, float]
    languages: tuple[str, ...]
    hours: tuple[int, ...]
    used: int
    weekly: int
    credit: float
    effect: float


@dataclass(frozen=True)
class Pair:
    """Who is asked about what, and why: plain values for the ledger and the page."""

    request: UUID
    helper: UUID
    because: dict[str, object]


@dataclass(frozen=True)
class Followed:
    """What came of a request: the next attempts' mean score against what was expected when it was made.

    helper None: nobody could help. ahead in levels; solved by the learner's word.
    """

    helper: UUID | None
    expected: float
    score: float
    attempts: int
    ahead: float
    solved: bool


@dataclass(frozen=True)
class Effect:
    requests: int
    mean: float
    deviation: float
    logits: float


def levels_of(state: BeliefState | None) -> dict[str, float]:
    """The skills somebody may be asked about, with the level they have with a chance of .8."""
    if state is None or not state.told:
        return {}
    known = tracing.unpacked(state)
    sure = known.belief.mean - SURE * known.belief.deviation
    levels = np.clip(sure / LOGITS_PER_LEVEL + 0.5, 0.0, 1.0)
    found = zip(known.skills, levels.tolist(), strict=True)
    return {skill: round(level, 3) for skill, level in found if level >= LEAST}


def expected_score(person: Person, task_type: str) -> float | None:
    """The chance that the person gets an item of the task type right; None for one that is not trained."""
    catalogue = tracing.tutor().catalogue
    if not catalogue.holds(task_type):
        return None
    at, known = catalogue.type_at(task_type), tracing.belief_about(person)
    return known.belief.success(
        catalogue.weights[at],
        difficulty=float(catalogue.difficulty[at]),
        chance=float(catalogue.chance[at]),
    )


def matched(asks: Sequence[Asks], helps: Sequence[Helps], *, success: Success = USUAL) -> list[Pair]:
    """Who is asked about what. Requests that may go to the same people share a market; nobody else is in it.

    Whoever was asked clearly more than usual this week is asked only where nobody else can help."""
    markets = {(one.skill, one.may): "" for one in asks}
    names = {key: f"{key[0]}|{place}" for place, key in enumerate(markets)}
    requests = [_request(one, names[one.skill, one.may]) for one in asks]
    held = {one.person: _skills(one, names) for one in helps}
    found = share_out(
        requests, [_helper(one, held[one.person]) for one in helps], success=success, learning=taught
    )
    skill_of = {str(one.id): one.skill for one in asks}
    return [
        Pair(
            UUID(one.request),
            UUID(one.helper),
            {
                "skill": skill_of[one.request],
                "level": round(one.reason.level, 3),
                "helper_level": round(one.reason.helper_level, 3),
                "languages": list(one.reason.languages),
                "hours": list(one.reason.hours),
                "waiting_minutes": round(one.reason.waiting_minutes),
                "expected_success": round(one.expected_success, 3),
                "requests": len(asks),
                "helpers": len(helps),
            },
        )
        for one in found.matches
    ]


def _request(one: Asks, skill: str) -> Request:
    return Request(
        id=str(one.id),
        worker=str(one.person),
        skill=skill,
        level=one.level,
        languages=frozenset(one.languages),
        hours=frozenset(one.hours),
        waiting_minutes=one.waiting_minutes,
    )


def _skills(one: Helps, names: Mapping[tuple[str, frozenset[UUID]], str]) -> dict[str, float]:
    return {
        name: one.levels[skill]
        for (skill, may), name in names.items()
        if skill in one.levels and one.person in may
    }


def _helper(one: Helps, skills: Mapping[str, float]) -> Helper:
    return Helper(
        id=str(one.person),
        skills=skills,
        languages=frozenset(one.languages),
        hours=frozenset(one.hours),
        load=one.used,
        capacity=one.weekly,
        credit=one.credit,
        effect=one.effect,
    )


def effects(rows: Collection[Followed]) -> dict[UUID, Effect]:
    """What each helper's help did, by the attempts that followed; without rows nothing."""
    helpers = sorted({row.helper for row in rows if row.helper})
    if not helpers:
        return {}
    place = {helper: n for n, helper in enumerate(helpers)}
    arm = np.array([NONE if row.helper is None else place[row.helper] for row in rows], dtype=np.int64)
    score, expected = (np.array([getattr(row, name) for row in rows]) for name in ("score", "expected"))
    attempts = np.array([row.attempts for row in rows], dtype=np.int64)
    seen = help_effects(arm, score, expected, attempts, helpers=len(helpers))
    ahead, helped = np.array([row.ahead for row in rows]), arm != NONE
    fitted = refit(ahead[helped], arm[helped], score[helped], helpers=len(helpers))
    return {
        helper: Effect(
            int(seen.shown[n]), float(seen.mean[n]), float(seen.deviation[n]), float(fitted.effect[n])
        )
        for helper, n in place.items()
    }
