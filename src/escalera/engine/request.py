"""One question to the tutor: a belief, a goal and the limits of the moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from escalera.engine import arriving, choosing, explaining, path
from escalera.engine.belief import Belief
from escalera.engine.catalogue import BoolArray, Catalogue, FloatArray, IntArray
from escalera.engine.memory import HIT, Memory, Seen
from escalera.engine.normal import READY
from escalera.engine.planning import Appraisal, Need, appraise, need
from escalera.engine.steps import LastOutcome, Plan, ReasonCode, Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from escalera.engine.tutor import Tutor


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
        return need(
            self.belief,
            self.target,
            rows=self.tutor.rows,
            catalogue=self.catalogue,
            cost=self.tutor.costs,
            factor=self.factor,
        )

    @cached_property
    def variety(self) -> tuple[FloatArray, FloatArray]:
        """The share of gains left after repetition, (T,), and how often each type was done lately, (T,)."""
        return arriving.again(self.catalogue, self.tutor.rows, self.belief.memory)

    @cached_property
    def factor(self) -> FloatArray:
        """What this worker's effects make of each gain, (T, R)."""
        every = np.arange(len(self.catalogue.task_types))
        return arriving.factor(self.belief.effects, self.tutor.rows, every, self.variety[1], self.catalogue)

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
        return np.flatnonzero(keep & self._relevant)

    @cached_property
    def _relevant(self) -> BoolArray:
        """Which types touch a wanted skill at all, (T,)."""
        touched: BoolArray = np.any((self.wanted.attention > 0)[self.tutor.rows.skill], axis=1)
        return touched

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
        if self._covered() or not self.allowed.size:
            return None
        return self._after_misses() or self._best(rng)

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
        among, moved = self._candidates()
        seen, rate, deviation = self._rates(among)
        if not seen.rows.size or rate.max() <= 1e-9:
            return None
        pick = choosing.thompson(seen.rows, rate, deviation, slack=self.tutor.exploration, rng=rng)
        code: ReasonCode = "moves_on" if moved else "explore" if pick.explores else "weakest_skill"
        earns = self.catalogue.pay[pick.row] > 0 and (
            self.pay_floor is not None or self.tutor.earnings_weight > 0
        )
        if code == "weakest_skill" and earns:
            code = "earns_meanwhile"
        others = dict(zip(seen.rows.tolist(), rate.tolist(), strict=True))
        also = explaining.alternatives(self.catalogue, others, chosen=pick.row, why={})
        return self._step(pick.row, code, propensity=pick.propensity, alternatives=also)

    def _candidates(self) -> tuple[IntArray, bool]:
        """Return the rows to compare, and whether the one before was a success to move on from."""
        last = self.before
        if last is None or last.score < HIT:
            return self.allowed, False
        ahead = np.setdiff1d(self.allowed, choosing.left_behind(self.catalogue, last))
        if ahead.size and self._rates(ahead)[1].max(initial=0.0) > 1e-3:
            return ahead, True
        return self.allowed, False

    def _rates(self, among: IntArray) -> tuple[Appraisal, FloatArray, FloatArray]:
        seen = appraise(
            self.belief,
            self.wanted,
            rows=self.tutor.rows,
            among=among,
            catalogue=self.catalogue,
            variety=self.variety[0][among],
            factor=self.factor[among],
        )
        cost = self.tutor.costs[among]
        return seen, seen.total / cost, seen.deviation / cost

    def _step(self, row: int, code: ReasonCode, **facts: object) -> Step:
        last, (types, _) = self.before, self.belief.memory.counts()
        return explaining.step(
            row,
            belief=self.belief,
            wanted=self.wanted,
            catalogue=self.catalogue,
            gains=self.tutor.gains,
            rows=self.tutor.rows,
            factor=self.factor[row],
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
            cost=self.tutor.costs,
            catalogue=self.catalogue,
            rows=self.tutor.rows,
            factor=self.factor,
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
