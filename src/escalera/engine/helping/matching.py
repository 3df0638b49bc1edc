"""Matches requests for help to helpers, says why, and says why not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from escalera.engine.catalogue import IntArray
from escalera.engine.helping import assigning
from escalera.engine.helping.market import Learning, Market
from escalera.engine.helping.success import USUAL, Success
from escalera.engine.helping.values import Helper, Match, Matching, Reason, Request, Unmatched, Why


def match(
    requests: Sequence[Request],
    helpers: Sequence[Helper],
    *,
    success: Success = USUAL,
    learning: Learning | None = None,
) -> Matching:
    """Return who helps whom: the sum of expected success + .1 learning + .001 minutes waited - .2 where no hour
    is in common is within 2 % of the largest possible (the largest, where the problem is small).

    Nobody gets more than they take, speaks no language of the asker, lacks the skill, or helps themselves; a
    pair that would lower the sum is not made. learning turns levels ahead (any shape) into what both learn, in
    [0, 1] (`taught`); without it only the learning that requests and helpers state counts. Ids of requests
    and of helpers must differ: ValueError.
    """
    _check(requests, helpers)
    market = Market(requests, helpers, success, learning)
    chosen = assigning.assign(market).helper
    matches, total = [], 0.0
    for at in np.flatnonzero(chosen >= 0).tolist():
        likely, worth = market.exact(at, int(chosen[at]))
        matches.append(_match(requests[at], helpers[int(chosen[at])], likely))
        total += worth
    return Matching(tuple(matches), _left(market, chosen), total)


def _check(requests: Sequence[Request], helpers: Sequence[Helper]) -> None:
    for people in (requests, helpers):
        if len({one.id for one in people}) < len(people):
            raise ValueError("ids must differ")


def _match(asked: Request, given: Helper, likely: float) -> Match:
    reason = Reason(
        asked.skill,
        asked.level,
        given.skills[asked.skill],
        tuple(sorted(asked.languages & given.languages)),
        tuple(sorted(asked.hours & given.hours)),
        asked.waiting_minutes,
    )
    return Match(asked.id, given.id, likely, reason)


def _left(market: Market, chosen: IntArray) -> tuple[Unmatched, ...]:
    taken = np.bincount(chosen[chosen >= 0], minlength=len(market.helpers))
    left, known = market.free - taken, _Known(market)
    found = []
    for at in np.flatnonzero(chosen < 0).tolist():
        asked = market.requests[at]
        why = _why(market, asked, known, left)
        found.append(Unmatched(asked.id, asked.skill, tuple(sorted(asked.languages)), why))
    return tuple(found)


class _Known:
    """Who holds a skill, and who of them speaks one of some languages; each told once."""

    def __init__(self, market: Market) -> None:
        self._market = market
        self._spoken: dict[tuple[str, frozenset[str]], IntArray] = {}

    def holders(self, asked: Request) -> IntArray:
        return self._market.holders.get(asked.skill, np.zeros(0, dtype=np.int64))

    def speakers(self, asked: Request) -> IntArray:
        alike = asked.skill, asked.languages
        if alike not in self._spoken:
            holders = self.holders(asked)
            self._spoken[alike] = holders[self._market.speak(holders, asked.languages)]
        return self._spoken[alike]


def _why(market: Market, asked: Request, known: _Known, left: IntArray) -> Why:
    holders, spoken = known.holders(asked), known.speakers(asked)
    if not holders.size:
        return Why.NOBODY_KNOWS
    if holders.size == 1 and market.helpers[int(holders[0])].id == asked.worker:
        return Why.ONLY_THEMSELVES
    # One of them may be who asks: what is left then is nobody.
    others = spoken[market.asker(asked) != spoken]
    if not others.size:
        return Why.NO_LANGUAGE
    if not market.free[others].any():
        return Why.NOBODY_FREE
    # Places are left with people who would lower the sum; else the places went to others.
    return Why.TOO_FAR if left[others].any() else Why.OTHERS_FIRST
