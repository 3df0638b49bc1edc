"""Circles that change: who sits where, swaps that bring more, and seats for those left over."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import FloatArray, IntArray
from escalera.engine.circles.people import People
from escalera.engine.circles.values import FEWEST, MOST
from escalera.engine.circles.valuing import knows, value

# So many are looked at for a circle, and so many of them tried against each member.
POOL, CANDIDATES, BY_CHANCE = 2000, 12, 4
ROUNDS, IN_A_ROW, ENOUGH = 6, 4, 0.005
LEAST = 1e-6


@dataclass
class Seating:
    """Circles (C, MOST) of people, and where each person sits, (N + 1,), -1 for nowhere."""

    people: People
    circles: IntArray = field(repr=False)
    where: IntArray = field(init=False, repr=False)
    loss: FloatArray = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.where = np.full(len(self.people) + 1, -1, dtype=np.int64)
        for at, circle in enumerate(self.circles):
            self.where[circle] = at
        self.where[-1] = -1
        self.loss = np.zeros(len(self.people))

    def seat_the_rest(self, *, founds: bool = True) -> None:
        """Let people left over join where there is room, or found a circle with members whom full circles can best
        do without."""
        left = [at for at in np.flatnonzero(self.where[:-1] < 0).tolist() if self.people.common[at].all()]
        for first in left:
            if self.where[first] < 0 and not self._joins(first) and founds:
                self._founds(first)

    def _joins(self, person: int) -> bool:
        room = np.flatnonzero((self.circles == len(self.people)).any(axis=1))
        if not room.size:
            return False
        now, seats = self.circles[room], (self.circles[room] == len(self.people)).argmax(axis=1)
        then = now.copy()
        then[np.arange(room.size), seats] = person
        brings = value(self.people, then) - value(self.people, now)
        best = int(brings.argmax())
        if not np.isfinite(brings[best]):
            return False
        self._set(int(room[best]), then[best])
        return True

    def _founds(self, first: int) -> None:
        """A new circle of FEWEST around somebody, if there are people to take from circles that stay large
        enough."""
        nobody, before, circle = len(self.people), self.circles.copy(), [first]
        for _ in range(FEWEST - 1):
            able = self._to_spare(circle)
            if not able.size:
                for at in np.flatnonzero((self.circles != before).any(axis=1)).tolist():
                    self._set(at, before[at])
                return
            best = int(able[self._adds(circle, able).argmax()])
            self._leave(best)
            circle.append(best)
        self.circles = np.vstack([self.circles, np.full((1, MOST), nobody)])
        self._set(len(self.circles) - 1, np.array(circle + [nobody] * (MOST - len(circle))))

    def _to_spare(self, circle: list[int]) -> IntArray:
        bits = np.bitwise_and.reduce(self.people.common[circle], axis=0)
        # The last is for people who sit nowhere.
        size = np.append((self.circles < len(self.people)).sum(axis=1), 0)
        spare = (self.where[:-1] < 0) | (size[self.where[:-1]] > FEWEST)
        spare[circle] = False
        fits = ((self.people.common[:-1] & bits) != 0).all(axis=1)
        return np.flatnonzero(spare & fits)

    def _adds(self, circle: list[int], able: IntArray) -> FloatArray:
        nobody = len(self.people)
        then = np.tile(np.array(circle + [nobody] * (MOST - len(circle))), (able.size, 1))
        then[:, len(circle)] = able
        adds = value(self.people, then)
        seated = np.flatnonzero(self.where[able] >= 0)
        now = self.circles[self.where[able[seated]]]
        without = np.where(now == able[seated, None], nobody, now)
        adds[seated] += value(self.people, without) - value(self.people, now)
        return adds

    def _leave(self, person: int) -> None:
        at = int(self.where[person])
        if at >= 0:
            self._set(at, np.where(self.circles[at] == person, len(self.people), self.circles[at]))
        self.where[person] = -1

    def _set(self, at: int, members: IntArray) -> None:
        gone = self.circles[at]
        self.where[gone[self.where[gone] == at]] = -1
        self.circles[at] = members
        self.where[members] = at
        self.where[-1] = -1

    def improve(self, *, rng: np.random.Generator) -> None:
        """Swap people between circles as long as that brings more: those who would bring most to a circle beyond
        what theirs loses, and a few by chance, against each member (local search by exchange; Kernighan and Lin
        1970)."""
        self._losses(np.arange(len(self.people)))
        for _ in range(ROUNDS):
            swapped = 0
            for at in rng.permutation(len(self.circles)).tolist():
                for _ in range(IN_A_ROW):
                    if not self._swap(at, self._wanted(at, rng)):
                        break
                    swapped += 1
            if swapped < ENOUGH * len(self.people):
                return

    def _losses(self, who: IntArray) -> None:
        """Note what their circles lose when each of `who` goes; nothing where somebody sits nowhere."""
        self.loss[who] = 0.0
        seated = who[self.where[who] >= 0]
        for start in range(0, seated.size, 1000):
            some = seated[start : start + 1000]
            now = self.circles[self.where[some]]
            without = np.where(now == some[:, None], len(self.people), now)
            self.loss[some] = value(self.people, now) - value(self.people, without)

    def _wanted(self, at: int, rng: np.random.Generator) -> IntArray:
        """Whom circle `at` could use, of POOL people by chance."""
        many = len(self.people)
        pool = np.arange(many) if many <= POOL else rng.integers(many, size=POOL)
        able = self._fitting(at, pool[self.where[pool] != at])
        if able.size <= CANDIDATES + BY_CHANCE:
            return able
        brings = self._brings(at, able) - self.loss[able]
        best = np.argpartition(-brings, CANDIDATES)[:CANDIDATES]
        return np.concatenate([able[best], rng.choice(able, BY_CHANCE)])

    def _brings(self, at: int, able: IntArray) -> FloatArray:
        """How many wishes more are met when each of `able` (n,) joins as a ninth, (n,)."""
        people, members = self.people, self.circles[at]
        here = people.level[members].max(axis=0)
        open_ = ~knows(people, members[None])[0].any(axis=0)
        skill, need = people.skill[members].ravel()[open_], people.need[members].ravel()[open_]
        taught = (people.level[able[:, None], skill] >= need).sum(axis=1)
        learnt = (here[people.skill[able]] >= people.need[able]).sum(axis=1)
        return np.asarray(taught + learnt, dtype=float)

    def _fitting(self, at: int, able: IntArray) -> IntArray:
        """Those who share something of each kind with all members but one, who may go; others would fail later."""
        shared = (self.people.common[able][:, None] & self.people.common[self.circles[at]]) != 0
        fitting: IntArray = able[shared.all(axis=2).sum(axis=1) >= MOST - 1]
        return fitting

    def _swap(self, at: int, able: IntArray) -> bool:
        """Make the best swap of a member of circle `at` with one of `able`, if it brings more."""
        here = self.circles[at]
        members = np.flatnonzero(here < len(self.people))
        if not able.size:
            return False
        comes, seat = (part.ravel() for part in np.meshgrid(able, members, indexing="ij"))
        ours = np.tile(here, (comes.size, 1))
        ours[np.arange(comes.size), seat] = comes
        brings = value(self.people, ours) - value(self.people, here[None])[0]
        seated = self.where[comes] >= 0
        now = self.circles[self.where[comes]]
        theirs = np.where(now == comes[:, None], here[seat][:, None], now)
        brings[seated] += (value(self.people, theirs) - value(self.people, now))[seated]
        best = int(brings.argmax())
        if not brings[best] > LEAST:
            return False
        other = int(self.where[comes[best]])
        self.where[[comes[best], here[seat[best]]]] = -1
        if other >= 0:
            self._set(other, theirs[best])
        self._set(at, ours[best])
        touched = np.append(self.circles[[at, max(other, 0)]].ravel(), comes[best])
        self._losses(np.unique(touched[touched < len(self.people)]))
        return True
