"""One question to the tutor: a belief, a goal and the limits of the moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from escalera.engine import arriving, choosing, explaining, path
from escalera.engine.belief import Belief
from escalera.engine.catalogue import Catalogue, FloatArray, IntArray
from escalera.engine.memory import HIT, Memory, Seen
from escalera.engine.normal import READY
from escalera.engine.planning import Need, appraise, has_stalled, need
from escalera.engine.steps import LastOutcome, Plan, ReasonCode, Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from escalera.engine.tutor import Tutor


# Who has minutes left when the goal is believed reached makes sure of it, this much higher at a time.
HIGHER = 0.04
# Minutes saved for a minute: below, nothing is.
LEAST_RATE = 1e-9
# Larger catalogues are looked at only where they can matter.
MANY_TYPES = 2000


@dataclass(frozen=True)
class Request:
    """What is asked of the tutor; see `Tutor.ask` for the meaning of each field."""

    tutor: Tutor
    told: Belief
    goal: Mapping[str, float]
    minutes_left: float | None = None
    pay_floor: float | None = None
    done: tuple[str, ...] = ()
    excluded: frozenset[str] = frozenset()
    last: LastOutcome | None = None

    @property
    def catalogue(self) -> Catalogue:
        return self.tutor.catalogue

    @cached_property
    def belief(self) -> Belief:
        """The belief, with `done` filled in where it remembers nothing itself."""
        if not self.done or self.told.memory.recent:
            return self.told
        known = [name for name in self.done if self.catalogue.holds(name)]
        seen = tuple(Seen(name, self.catalogue.families[self.catalogue.type_at(name)], HIT) for name in known)
        return replace(self.told, memory=Memory(recent=seen[-24:]))

    @cached_property
    def target(self) -> FloatArray:
        return self.catalogue.target(self.goal)

    @cached_property
    def wanted(self) -> Need:
        near, tutor = self.near, self.tutor
        return need(
            self.belief,
            self.target,
            rows=tutor.rows if near.size == len(tutor.costs) else tutor.rows.only(near),
            catalogue=self.catalogue,
            cost=tutor.costs[near],
            factor=self._factor(near),
        )

    @cached_property
    def near(self) -> IntArray:
        """Rows that can matter for this goal: all of them, or in a large catalogue those that touch a goal
        skill or one that it needs, unless practice stalls and anything may be missing."""
        rows, size = self.tutor.rows, len(self.catalogue.task_types)
        goal = np.flatnonzero(np.isfinite(self.target))
        if size <= MANY_TYPES or has_stalled(self.belief, goal, self.catalogue):
            return np.arange(size)
        front, matter = goal.tolist(), set(goal.tolist())
        while front:
            needed = rows.needs[rows.needs[:, 0] == front.pop(), 1].tolist()
            front += [skill for skill in needed if skill not in matter]
            matter.update(needed)
        return np.unique(
            np.concatenate([rows.touching[skill] for skill in matter if skill < len(rows.touching)])
        )

    @cached_property
    def variety(self) -> tuple[FloatArray, FloatArray]:
        """The share of gains left after repetition, (T,), and how often each type was done lately, (T,)."""
        return arriving.again(self.catalogue, self.tutor.rows, self.belief.memory)

    @cached_property
    def _near_factor(self) -> FloatArray:
        times = self.variety[1][self.near]
        return arriving.factor(self.belief.effects, self.tutor.rows, self.near, times, self.catalogue)

    def _factor(self, among: IntArray) -> FloatArray:
        """What this worker's effects make of each gain, (N, R), for rows among `near`."""
        return self._near_factor[np.searchsorted(self.near, among)]

    @cached_property
    def allowed(self) -> IntArray:
        """Rows that may be offered at all: not excluded, short enough, paid at least the floor or
        practice."""
        catalogue = self.catalogue
        keep = np.ones(len(catalogue.task_types), dtype=np.bool_)
        for name in self.excluded:
            if catalogue.holds(name):
                keep[catalogue.type_at(name)] = False
        if self.minutes_left is not None:
            keep &= catalogue.seconds <= 60.0 * self.minutes_left + 1e-9
        if self.pay_floor is not None:
            hourly = catalogue.pay * 3600.0 / catalogue.seconds
            keep &= (catalogue.pay == 0) | (hourly >= self.pay_floor - 1e-9)
        wanted = (self.wanted.attention > 0)[self.tutor.rows.skill[self.near]].any(axis=1)
        return self.near[wanted & keep[self.near]]

    @cached_property
    def before(self) -> LastOutcome | None:
        """The attempt just before, from the caller or the belief's memory."""
        if self.last is not None:
            return self.last
        seen = self.told.memory.last
        if seen is None:
            return None
        return LastOutcome(seen.task_type, seen.score, misses=self.told.memory.misses(seen.family))

    def next(self, rng: np.random.Generator | None) -> Step | None:
        if self._covered():
            return self._surer(rng)
        return (self._after_misses() or self._best(rng)) if self.allowed.size else None

    def _surer(self, rng: np.random.Generator | None) -> Step | None:
        """With minutes left, want the least sure skill a bit higher; None: nothing can be."""
        if self.minutes_left is None or not self.goal:
            return None
        reached = self.tutor.probability_reached(self.belief, self.goal)
        open_still = [skill for skill in reached if self.goal[skill] < 1.0]
        least = min(open_still, key=lambda skill: reached[skill], default=None)
        if least is None:
            return None
        higher = min(self.goal[least] + HIGHER, 1.0)
        return replace(self, goal={**self.goal, least: higher}).next(rng)

    def _covered(self) -> bool:
        asked = np.isfinite(self.target)
        return bool(np.all(self.belief.reached(self.target)[asked] >= READY))

    def _after_misses(self) -> Step | None:
        last = self.before
        if last is None or not self.catalogue.holds(last.task_type):
            return None
        row = self.catalogue.type_at(last.task_type)
        few = choosing.MISSES_BEFORE_EASIER <= last.misses < choosing.MISSES_BEFORE_ELSEWHERE
        if not few or row not in self.allowed or not choosing.has_ladder(self.catalogue, row):
            return None
        chosen, with_help = choosing.easier(self.catalogue, row, set(self.allowed.tolist()))
        return self._step(chosen, "easier_after_misses", misses=last.misses, with_help=with_help)

    def _best(self, rng: np.random.Generator | None) -> Step | None:
        rate, deviation = self._rates
        keep, moved = self._ahead(rate)
        keep = self._fresh(keep, rate)
        if rate[keep].max(initial=0.0) <= LEAST_RATE:
            return None
        rows, rate, deviation = self.allowed[keep], rate[keep], deviation[keep]
        pick = choosing.thompson(rows, rate, deviation, slack=self.tutor.exploration, rng=rng)
        code: ReasonCode = "moves_on" if moved else "explore" if pick.explores else "weakest_skill"
        earns = self.catalogue.pay[pick.row] > 0 and (
            self.pay_floor is not None or (self.tutor.earnings_weight or 0.0) > 0
        )
        if code == "weakest_skill" and earns:
            code = "earns_meanwhile"
        others = dict(zip(rows.tolist(), rate.tolist(), strict=True))
        also = explaining.alternatives(self.catalogue, others, chosen=pick.row, why={})
        return self._step(pick.row, code, propensity=pick.propensity, alternatives=also)

    def _ahead(self, rate: FloatArray) -> tuple[IntArray, bool]:
        """Return which of the rates to compare, and whether the one before was a success to move on from."""
        last, every = self.before, np.arange(rate.size)
        if last is None or last.score < HIT:
            return every, False
        ahead = every[~np.isin(self.allowed, choosing.left_behind(self.catalogue, last))]
        if rate[ahead].max(initial=0.0) > choosing.LEAST_AHEAD * rate.max(initial=0.0):
            return ahead, True
        return every, False

    def _fresh(self, keep: IntArray, rate: FloatArray) -> IntArray:
        """Leave out what was done again and again though its skill stalls, where anything else gets anywhere:
        labels and gains may be wrong, and nobody is to do the same task for ever."""
        often = choosing.often(self.catalogue, self.belief.memory)
        skills = self.catalogue.main_skills[often]
        worn = [row for row, skill in zip(often, skills, strict=True) if self._stalls(skill)]
        fresh = keep[~np.isin(self.allowed[keep], worn)]
        return fresh if rate[fresh].max(initial=0.0) > LEAST_RATE else keep

    def _stalls(self, skill: int) -> bool:
        return has_stalled(self.belief, np.array([skill]), self.catalogue)

    @cached_property
    def _rates(self) -> tuple[FloatArray, FloatArray]:
        """The allowed rows appraised, the minutes each saves for a minute, (N,), and its deviation, (N,)."""
        among = self.allowed
        seen = appraise(
            self.belief,
            self.wanted,
            rows=self.tutor.rows.only(among),
            variety=self.variety[0][among],
            factor=self._factor(among),
        )
        cost = self.tutor.costs[among]
        return seen.total / cost, seen.deviation / cost

    def _step(self, row: int, code: ReasonCode, **facts: object) -> Step:
        last, (types, _) = self.before, self.belief.memory.counts()
        return explaining.step(
            row,
            belief=self.belief,
            wanted=self.wanted,
            catalogue=self.catalogue,
            gains=self.tutor.gains,
            rows=self.tutor.rows,
            factor=self._factor(np.array([row]))[0],
            variety=float(self.variety[0][row]),
            code=code,
            after=last.task_type if last else None,
            lately=types.get(self.catalogue.task_types[row], 0),
            **facts,  # type: ignore[arg-type]
        )

    def plan(self) -> Plan:
        taken, after = path.counts(
            self.belief,
            self.target,
            among=self.allowed,
            cost=self.tutor.costs[self.allowed],
            catalogue=self.catalogue,
            rows=self.tutor.rows.only(self.allowed),
            factor=self._factor(self.allowed),
            wanted=self.wanted,
            minutes_left=self.minutes_left,
        )
        order = path.ordered(taken, catalogue=self.catalogue)
        reached = self.tutor.probability_reached(after, self.goal)
        return Plan(
            steps=tuple(self._step(row, "weakest_skill", times=times) for row, times in order),
            minutes=float(self.catalogue.seconds[taken].sum()) / 60.0,
            uncovered=tuple(skill for skill, probability in reached.items() if probability < READY - 1e-3),
        )

    def placement(self, asked: tuple[str, ...]) -> Step | None:
        rows = np.array(
            [at for at in self.allowed if self.catalogue.task_types[at] not in asked], dtype=np.int64
        )
        if not rows.size:
            return None
        used = {
            self.catalogue.families[self.catalogue.type_at(n)]
            for n in asked
            if n in self.catalogue.task_types
        }
        fresh = np.array([self.catalogue.families[at] not in used for at in rows])
        told = path.information(self.belief, self.wanted, among=rows, catalogue=self.catalogue)
        told = np.where(fresh, told, 0.3 * told) / np.sqrt(self.catalogue.seconds[rows])
        if told.max() <= 1e-12:
            return None
        return self._step(int(rows[np.argmax(told)]), "placement")
