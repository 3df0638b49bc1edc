"""Greedy circles: each grows by whoever meets most wishes there, until it is full."""

from __future__ import annotations

import numpy as np

from escalera.engine.catalogue import BoolArray, FloatArray, IntArray
from escalera.engine.circles.people import NEVER, People
from escalera.engine.circles.values import FEWEST, MOST


def grow(people: People, *, rng: np.random.Generator) -> IntArray:
    """Return circles (C, MOST) by number, empty seats = N. All who are free are looked at for each seat.

    Circles that can't reach FEWEST are not made.
    """
    nobody, free, circles = len(people), np.ones(len(people), dtype=np.bool_), []
    by_skill = np.ascontiguousarray(people.level.T)
    for first in rng.permutation(nobody).tolist():
        if not free[first]:
            continue
        circle = _grown(people, by_skill, first, free)
        if len(circle) >= FEWEST:
            free[circle] = False
            circles.append(circle + [nobody] * (MOST - len(circle)))
        else:
            free[first] = False
    return np.array(circles, dtype=np.int64).reshape(-1, MOST)


def _grown(people: People, by_skill: FloatArray, first: int, free: BoolArray) -> list[int]:
    circle, bits = [first], people.common[first]
    able = np.flatnonzero(free)
    while len(circle) < MOST:
        able = able[((people.common[able] & bits) != 0).all(axis=1)]
        able = able[~np.isin(able, circle)] if len(circle) == 1 else able[able != circle[-1]]
        if not able.size:
            break
        best = int(able[np.argmax(_adds(people, by_skill, circle, able))])
        circle.append(best)
        bits = bits & people.common[best]
    return circle


def _adds(people: People, by_skill: FloatArray, circle: list[int], able: IntArray) -> FloatArray:
    """How many more wishes are met if each of `able` joins, (n,)."""
    here = people.level[circle].max(axis=0)
    skill, need = people.skill[circle].ravel(), people.need[circle].ravel()
    open_ = (need < NEVER) & (here[skill] < need)
    adds: FloatArray = (here[people.skill[able]] >= people.need[able]).sum(axis=1).astype(float)
    for column, wants in zip(skill[open_].tolist(), need[open_].tolist(), strict=True):
        adds += by_skill[column][able] >= wants
    return adds
