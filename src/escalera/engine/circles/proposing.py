"""Proposes circles of four to eight in which wishes to learn meet somebody who knows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from escalera.engine.catalogue import IntArray
from escalera.engine.circles import growing, valuing
from escalera.engine.circles.people import People
from escalera.engine.circles.seating import Seating
from escalera.engine.circles.values import Circle, Places, Proposal, WhyNot, Wish, Worker


def propose(
    workers: Sequence[Worker], *, places: Places = Places.ANY, rng: np.random.Generator | None = None
) -> Proposal:
    """Return circles of FEWEST to MOST workers who all share a language and an hour of the day.

    As many wishes as may be meet a member who knows, never fewer than in the greedy circles of `growing`; nobody is
    to teach much more than three. With
    Places.SAME all are of one kind of place, with MIXED circles of several kinds are liked better. The same
    rng state gives the same circles. coverage is the share of all wishes that are met, those of people in no
    circle included. Raises ValueError where an id comes twice.
    """
    if len({worker.id for worker in workers}) < len(workers):
        raise ValueError("ids must differ")
    rng = rng or np.random.default_rng(0)
    if places is not Places.SAME:
        return _proposed(workers, rng, mixed=places is Places.MIXED)
    kinds = sorted({worker.place for worker in workers if worker.place})
    parts = [_proposed([w for w in workers if w.place == kind], rng) for kind in kinds]
    nowhere = tuple((worker.id, _why(worker, WhyNot.NO_PLACE)) for worker in workers if not worker.place)
    circles = tuple(circle for part in parts for circle in part.circles)
    unplaced = tuple(one for part in parts for one in part.unplaced) + nowhere
    wishes = sum(len(worker.wishes) for worker in workers)
    return Proposal(circles, unplaced, sum(circle.met for circle in circles) / max(wishes, 1))


def _proposed(workers: Sequence[Worker], rng: np.random.Generator, *, mixed: bool = False) -> Proposal:
    people = People.of(workers, mixed=mixed)
    seating = _seated(people, growing.grow(people, rng=rng), rng)
    kept = [row[row < len(people)] for row in seating.circles]
    circles = tuple(_circle(workers, members.tolist()) for members in kept if members.size)
    left = np.flatnonzero(seating.where[:-1] < 0).tolist()
    unplaced = tuple((workers[at].id, _why(workers[at], WhyNot.TOO_FEW)) for at in left)
    return Proposal(circles, unplaced, coverage(people, seating.circles))


def _seated(people: People, greedy: IntArray, rng: np.random.Generator) -> Seating:
    """Seats that meet at least as many wishes as the greedy circles they come from.

    Swaps weigh wishes against load, and founding a circle takes people from others: both may cost wishes, mostly
    where there are few people. Then what cost them is left out; joining where there is room never does.
    """
    swapped = Seating(people, greedy.copy())
    swapped.improve(rng=rng)
    unfounded = Seating(people, swapped.circles.copy())
    swapped.seat_the_rest()
    floor = coverage(people, greedy)
    if coverage(people, swapped.circles) >= floor:
        return swapped
    unfounded.seat_the_rest(founds=False)
    if coverage(people, unfounded.circles) >= floor:
        return unfounded
    plain = Seating(people, greedy)
    plain.seat_the_rest(founds=False)
    return plain


def coverage(people: People, circles: IntArray) -> float:
    """Return the share of all wishes that circles (C, seats) meet; 1 where nobody wishes anything."""
    return float(valuing.met(people, circles).sum() / max(valuing.wishes(people), 1)) if len(circles) else 0.0


def _circle(workers: Sequence[Worker], members: Sequence[int]) -> Circle:
    people = [workers[at] for at in members]
    wishes = tuple(
        Wish(
            one.id,
            skill,
            tuple(other.id for other in people if other is not one and other.levels.get(skill, -1.0) >= need),
        )
        for one in people
        for skill, need in sorted(one.wishes.items())
    )
    return Circle(
        tuple(one.id for one in people),
        wishes,
        tuple(sorted(frozenset.intersection(*(one.languages for one in people)))),
        tuple(sorted(frozenset.intersection(*(one.hours for one in people)))),
        tuple(sorted({one.place for one in people if one.place})),
    )


def _why(worker: Worker, otherwise: WhyNot) -> WhyNot:
    if not worker.languages:
        return WhyNot.NO_LANGUAGE
    return otherwise if worker.hours else WhyNot.NO_HOUR
