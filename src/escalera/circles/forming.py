"""Bridge to engine.circles: profiles become workers, circles come back; who helps whom, who learns what first."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from escalera.circles.models import Circle, Places, Profile, Seat
from escalera.engine import Tutor
from escalera.engine import circles as engine
from escalera.engine.advice import NONE, choose
from escalera.engine.circles import appealing, sharing
from escalera.learning import tracing
from escalera.learning.models import BeliefState
from escalera.paths.planning import LOGITS, SURELY
from escalera.people import blocking
from escalera.people.models import Person
from escalera.reference import places

FEWEST, MOST = engine.FEWEST, engine.MOST
Levels = Mapping[str, float]


@dataclass(frozen=True)
class Helping:
    """A member's wish, and the members who can help with it today, each with the hours both have."""

    learner: Seat
    skill: str
    helpers: tuple[tuple[Seat, tuple[int, ...]], ...]


@dataclass(frozen=True)
class Share:
    """A skill of the circle's goal: who holds it, and who learns it first where nobody does."""

    skill: str
    required: float
    know: tuple[Seat, ...]
    first: Seat | None


def levels_of(people: Iterable[Person]) -> dict[uuid.UUID, Levels]:
    """The level that each holds with probability .8, by skill. Who has done nothing yet holds nothing for sure."""
    states = list(BeliefState.objects.filter(person__in=people))
    tutor = tracing.tutor() if states else None
    return {state.person_id: levels_in(state, tutor) for state in states}


def levels_in(state: BeliefState, tutor: Tutor | None = None) -> Levels:
    known = tracing.unpacked(state, tutor)
    sure = np.clip(0.5 + (known.belief.mean - SURELY * known.belief.deviation) / LOGITS, 0.0, 1.0)
    return {skill: float(level) for skill, level in zip(known.skills, sure, strict=True) if level > 0}


def workers_of(profiles: Sequence[Profile]) -> list[engine.Worker]:
    levels = levels_of([profile.person for profile in profiles])
    return [worker_of(profile, levels.get(profile.person_id, {})) for profile in profiles]


def worker_of(profile: Profile, levels: Levels) -> engine.Worker:
    wishes = {skill: engine.wanted(levels.get(skill, 0.0)) for skill in profile.wishes}
    return engine.Worker(
        id=str(profile.person_id),
        levels=levels,
        wishes=wishes,
        languages=frozenset(profile.languages),
        hours=frozenset(profile.hours),
        place=place_of(profile.person),
    )


def place_of(person: Person) -> str:
    """Rural by the size of the locality that the person said; unknown where nothing was said."""
    if not person.locality_size:
        return ""
    return "rural" if places.by_locality_size(person.locality_size).rural else "urban"


def propose(profiles: Sequence[Profile], *, rng: np.random.Generator) -> list[engine.Circle]:
    """Circles for people of whom some want their own kind of place, some both, and the rest anybody."""
    left, found = list(profiles), list[engine.Circle]()
    apart = blocking.kept_apart([profile.person_id for profile in profiles])
    strangers = {str(one): {str(other) for other in others} for one, others in apart.items() if others}
    for wanted, kind in (
        (Places.SAME, engine.Places.SAME),
        (Places.MIXED, engine.Places.MIXED),
        (Places.ANY, engine.Places.ANY),
    ):
        able = [one for one in left if one.places in (wanted, Places.ANY)]
        circles = _proposed(workers_of(able), strangers, places=kind, rng=rng)
        found += circles
        seated = {member for circle in circles for member in circle.members}
        left = [one for one in left if str(one.person_id) not in seated]
    return found


def _proposed(
    workers: Sequence[engine.Worker],
    strangers: Mapping[str, set[str]],
    *,
    places: engine.Places,
    rng: np.random.Generator,
) -> list[engine.Circle]:
    """Circles in which nobody is kept apart from anybody. The engine knows no blocks, which are few: where two of a
    pair meet, whoever has most such pairs stands back and the others of that circle are tried again."""
    found = list[engine.Circle]()
    while workers:
        circles = engine.propose(workers, places=places, rng=rng).circles
        met = [
            {one: len(strangers.get(one, set()) & {*circle.members}) for one in circle.members}
            for circle in circles
        ]
        found += [circle for circle, pairs in zip(circles, met, strict=True) if not any(pairs.values())]
        broken = [pairs for pairs in met if any(pairs.values())]
        back = {max(pairs, key=lambda one: (pairs[one], rng.random())) for pairs in broken}
        again = {one for pairs in broken for one in pairs} - back
        workers = [worker for worker in workers if worker.id in again]
    return found


def helping(
    seats: Sequence[Seat], profiles: Mapping[uuid.UUID, Profile], levels: Mapping[uuid.UUID, Levels]
) -> list[Helping]:
    """Each wish with who can help. Only members who told something for circles take part."""
    telling = {seat: profiles[seat.person_id] for seat in seats if seat.person_id in profiles}
    apart = blocking.kept_apart([seat.person_id for seat in telling])
    workers = {seat: worker_of(told, levels.get(seat.person_id, {})) for seat, told in telling.items()}
    return [
        Helping(seat, skill, tuple(_helpers(seat, skill, need, _without(workers, apart[seat.person_id]))))
        for seat, worker in workers.items()
        for skill, need in worker.wishes.items()
    ]


def _without(workers: Mapping[Seat, engine.Worker], apart: set[uuid.UUID]) -> Mapping[Seat, engine.Worker]:
    return {seat: worker for seat, worker in workers.items() if seat.person_id not in apart}


def _helpers(
    learner: Seat, skill: str, need: float, workers: Mapping[Seat, engine.Worker]
) -> Iterable[tuple[Seat, tuple[int, ...]]]:
    own = workers[learner]
    for seat, other in workers.items():
        if seat != learner and other.levels.get(skill, 0.0) >= need and own.languages & other.languages:
            yield seat, tuple(sorted(own.hours & other.hours))


def together(
    seats: Sequence[Seat], required: Mapping[str, float], levels: Mapping[uuid.UUID, Levels]
) -> list[Share]:
    """Who covers what of a job, and who learns the rest first."""
    skills = sorted(required, key=lambda skill: -required[skill])
    held = [[levels.get(seat.person_id, {}).get(skill, 0.0) for skill in skills] for seat in seats]
    asked = np.array([required[skill] for skill in skills])
    shares = sharing.share_out(np.array(held).reshape(len(seats), len(skills)), asked)
    return [
        Share(
            skill,
            float(asked[at]),
            tuple(seat for seat, knows in zip(seats, shares.knows[:, at], strict=True) if knows),
            seats[int(shares.first[at])] if shares.first[at] != sharing.NOBODY else None,
        )
        for at, skill in enumerate(skills)
    ]


@dataclass(frozen=True)
class Past:
    """An earlier call: its circle, its appeal (empty for none), and the share of members who acted."""

    circle: uuid.UUID
    appeal: str
    acted: float


def appeal_for(
    circle: Circle,
    past: Sequence[Past],
    appeals: Sequence[str],
    *,
    every: Sequence[str],
    rng: np.random.Generator,
) -> tuple[str, float]:
    """Which of `appeals` to show this circle, empty for none, and how likely that was."""
    number = {key: at for at, key in enumerate(dict.fromkeys([circle.pk, *(one.circle for one in past)]))}
    calls = appealing.Calls(
        np.array([number[one.circle] for one in past], dtype=np.int64),
        np.array([every.index(one.appeal) if one.appeal in every else NONE for one in past], dtype=np.int64),
        np.array([one.acted for one in past], dtype=float),
    )
    worth = appealing.worth(calls, circle=0, appeals=len(every))
    chosen = choose(worth, [every.index(appeal) for appeal in appeals], rng=rng)
    return ("" if chosen.tip == NONE else every[chosen.tip]), chosen.propensity
