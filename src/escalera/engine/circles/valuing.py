"""What circles are worth: wishes that meet somebody who knows, load that is spread, places that mix."""

from __future__ import annotations

import numpy as np

from escalera.engine.catalogue import FloatArray, IntArray
from escalera.engine.circles.people import NEVER, People

# Teaching more than so many wishes costs, in wishes, for each one more.
BEARABLE, OVERLOAD = 3.0, 0.2
# Both kinds of places in a circle are worth as much as so many wishes.
MIX = 0.5


def knows(people: People, members: IntArray) -> np.ndarray:
    """Return for circles (M, seats) which member can teach which wish, (M, seats, seats W); nobody teaches
    themselves."""
    many, seats = members.shape
    width = people.skill.shape[1]
    flat = many, 1, seats * width
    able = people.level[members[:, :, None], people.skill[members].reshape(flat)] >= people.need[
        members
    ].reshape(flat)
    for seat in range(seats):
        able[:, seat, seat * width : (seat + 1) * width] = False
    return np.asarray(able)


def value(people: People, members: IntArray) -> FloatArray:
    """Return what circles (M, seats) are worth in wishes, (M,); minus infinity where they can't meet.

    Wishes met, less OVERLOAD for each wish above BEARABLE that a member would teach (wishes shared alike among
    those who can), and MIX where places mix and that is wanted.
    """
    able = knows(people, members)
    teachers = able.sum(axis=1)
    worth: FloatArray = (teachers > 0).sum(axis=1).astype(float)
    load = (able / np.maximum(teachers, 1)[:, None, :]).sum(axis=2)
    worth -= OVERLOAD * np.maximum(load - BEARABLE, 0.0).sum(axis=1)
    if people.mixed:
        kind = people.kind[members]
        low = np.where(kind < 0, np.iinfo(np.int64).max, kind).min(axis=1)
        worth += MIX * (kind.max(axis=1) > low)
    worth[~people.together(members)] = -np.inf
    return worth


def met(people: People, members: IntArray) -> IntArray:
    """Return how many wishes circles (M, seats) meet, (M,)."""
    found: IntArray = knows(people, members).any(axis=1).sum(axis=1)
    return found


def wishes(people: People) -> int:
    """Return how many wishes there are."""
    return int((people.need < NEVER).sum())
