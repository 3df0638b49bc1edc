"""Requests and helpers as arrays, and what each pair of them is worth.

    worth = expected success + .1 learning + .001 minutes waited - .2 where no hour is in common          (1)

A pair that may not be (skill not held, no language in common, the same person) is worth minus infinity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from escalera.engine.catalogue import BoolArray, IntArray
from escalera.engine.helping.success import USUAL, Real, Success
from escalera.engine.helping.values import HOURS, Helper, Request

LEARNING, WAITING, NO_HOUR = 0.1, 0.001, 0.2
# Decides only between equals: whoever has received most is asked first. Far below any figure of (1).
RECIPROCITY = 1e-5
NOT_HELD = np.nan

Single = npt.NDArray[np.float32]
Learning = Callable[[Real], Real]


@dataclass(frozen=True)
class Block:
    """Requests (M,) and helpers (N,) by number, all of which share the skill and a language."""

    requests: IntArray
    helpers: IntArray


@dataclass(frozen=True)
class Market:
    """R requests and H helpers. `learning` turns levels ahead into what both learn; without it only what
    requests and helpers say themselves counts."""

    requests: Sequence[Request] = field(repr=False)
    helpers: Sequence[Helper] = field(repr=False)
    success: Success = USUAL
    learning: Learning | None = None

    @cached_property
    def free(self) -> IntArray:
        """How many more requests each helper takes, (H,)."""
        return np.array([helper.free for helper in self.helpers], dtype=np.int64)

    @cached_property
    def holders(self) -> dict[str, IntArray]:
        """For each skill, the numbers of the helpers who hold it."""
        found: dict[str, list[int]] = {}
        for at, helper in enumerate(self.helpers):
            for skill in helper.skills:
                found.setdefault(skill, []).append(at)
        return {skill: np.array(who, dtype=np.int64) for skill, who in found.items()}

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All pairs that may be, in blocks; helpers who are full are left out."""
        return tuple(block for block in self._blocks() if block.requests.size and block.helpers.size)

    def _blocks(self) -> Iterator[Block]:
        alike: dict[tuple[str, frozenset[str]], list[int]] = {}
        for at, request in enumerate(self.requests):
            alike.setdefault((request.skill, request.languages), []).append(at)
        for (skill, languages), who in alike.items():
            holders = self.holders.get(skill, np.zeros(0, dtype=np.int64))
            speak = self.speak(holders, languages) & (self.free[holders] > 0)
            yield Block(np.array(who, dtype=np.int64), holders[speak])

    def speak(self, helpers: IntArray, languages: frozenset[str]) -> BoolArray:
        """Return which of the helpers speak one of the languages."""
        mask = sum(1 << self._tongue[name] for name in languages if name in self._tongue)
        return np.array([bool(self._tongues[at] & mask) for at in helpers.tolist()], dtype=np.bool_)

    def worth(self, requests: IntArray, helpers: IntArray) -> Real:
        """Return what each pair of a block's requests (M,) and helpers (N,) or (M, N) is worth by (1), (M, N).

        float32: it rounds by less than 1e-5, and some 80 million pairs are looked at.
        """
        skill, asking = self.requests[int(requests[0])].skill, requests[:, None]
        ahead = self._levels[skill][helpers] - self._level[asking]
        value = self.success.chance(ahead, self._effect[helpers])
        value += self._waited[asking] + self._reciprocity[helpers]
        apart = (self._asked_hours[asking] & self._hours[helpers]) == 0
        value -= np.float32(NO_HOUR) * apart
        if self._says_learning or self.learning is not None:
            value += np.float32(LEARNING) * self._learnt(skill, asking, helpers, ahead)
        value[self._asker[asking] == helpers] = -np.inf
        return value

    def exact(self, request: int, helper: int) -> tuple[float, float]:
        """Return expected success and worth of one pair in double precision, without reciprocity."""
        asked, given = self.requests[request], self.helpers[helper]
        ahead = np.array([given.skills[asked.skill] - asked.level])
        likely = float(self.success.chance(ahead, given.effect)[0])
        learnt = asked.learning + given.learning.get(asked.skill, 0.0)
        learnt = 0.5 * learnt + (float(self.learning(ahead)[0]) if self.learning else 0.0)
        apart = NO_HOUR if not asked.hours & given.hours else 0.0
        return likely, likely + LEARNING * min(learnt, 1.0) + WAITING * asked.waiting_minutes - apart

    def _learnt(self, skill: str, asking: IntArray, helpers: IntArray, ahead: Real) -> Real:
        both = 0.5 * (self._asker_learns[asking] + self._teaching(skill)[helpers])
        learnt: Real = np.minimum(both + (self.learning(ahead) if self.learning else 0.0), 1.0)
        return learnt

    def _teaching(self, skill: str) -> Single:
        return np.array([helper.learning.get(skill, 0.0) for helper in self.helpers], dtype=np.float32)

    @cached_property
    def _says_learning(self) -> bool:
        return any(r.learning for r in self.requests) or any(h.learning for h in self.helpers)

    @cached_property
    def _asker_learns(self) -> Single:
        return np.array([request.learning for request in self.requests], dtype=np.float32)

    @cached_property
    def _waited(self) -> Single:
        minutes = np.array([request.waiting_minutes for request in self.requests])
        return (WAITING * minutes).astype(np.float32)

    @cached_property
    def _level(self) -> Single:
        return np.array([request.level for request in self.requests], dtype=np.float32)

    @cached_property
    def _levels(self) -> dict[str, Single]:
        levels = {}
        for skill, who in self.holders.items():
            levels[skill] = np.full(len(self.helpers), NOT_HELD, dtype=np.float32)
            levels[skill][who] = [self.helpers[at].skills[skill] for at in who.tolist()]
        return levels

    @cached_property
    def _effect(self) -> Single:
        return np.array([helper.effect for helper in self.helpers], dtype=np.float32)

    @cached_property
    def _reciprocity(self) -> Single:
        credit = np.array([helper.credit for helper in self.helpers], dtype=float)
        return (-RECIPROCITY * np.tanh(credit / 600.0)).astype(np.float32)

    @cached_property
    def _tongue(self) -> dict[str, int]:
        spoken = sorted({name for helper in self.helpers for name in helper.languages})
        return {name: at for at, name in enumerate(spoken)}

    @cached_property
    def _tongues(self) -> list[int]:
        return [sum(1 << self._tongue[name] for name in helper.languages) for helper in self.helpers]

    @cached_property
    def _asked_hours(self) -> IntArray:
        return _clock([request.hours for request in self.requests])

    @cached_property
    def _hours(self) -> IntArray:
        return _clock([helper.hours for helper in self.helpers])

    def asker(self, asked: Request) -> int:
        """Return the number under which whoever asks also helps; -1 where they don't."""
        return self._number.get(asked.worker, -1)

    @cached_property
    def _asker(self) -> IntArray:
        return np.array([self.asker(request) for request in self.requests], dtype=np.int64)

    @cached_property
    def _number(self) -> dict[str, int]:
        return {helper.id: at for at, helper in enumerate(self.helpers)}


def _clock(hours: Sequence[frozenset[int]]) -> IntArray:
    """Each person's hours as bits of one number."""
    bits = np.array([1 << hour for hour in range(HOURS)])
    return np.array([sum(int(bits[hour]) for hour in some) for some in hours], dtype=np.int32)
