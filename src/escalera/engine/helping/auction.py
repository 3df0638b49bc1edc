"""Assignment by auction: requests bid for places with helpers, all at once, until nobody wants to move.

Bertsekas (1988), "The auction algorithm"; many places of one kind: Bertsekas and Castanon (1989), "The
auction algorithm for the transportation problem". At the end each request is within `step` of its best offer
at the prices, and whoever has a place left costs nothing, so the sum is within R step of the best.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import FloatArray, IntArray


@dataclass(frozen=True)
class Offers:
    """For each of R requests at most K helpers: `helper` (R, K) by number (0 where there is none), `worth`
    (R, K) of the pair (minus infinity where there is none), and the places free of each helper (H,)."""

    helper: IntArray = field(repr=False)
    worth: FloatArray = field(repr=False)
    free: IntArray = field(repr=False)


@dataclass
class Auction:
    """The state: `given` (R,) the helper each request has (-1: none), `bid` (R,) what it bid, `price` (H,)."""

    offers: Offers
    given: IntArray = field(init=False)
    bid: FloatArray = field(init=False)
    price: FloatArray = field(init=False)

    def __post_init__(self) -> None:
        many = len(self.offers.helper)
        self.given, self.bid = np.full(many, -1, dtype=np.int64), np.zeros(many)
        # All begin at 0: whoever stays below capacity then costs nothing, as the proof wants it.
        self.price = np.zeros(self.offers.free.size)

    def run(self, step: float) -> None:
        """Bid until nobody wants to, each bid at least `step` above the price."""
        waiting = np.arange(self.given.size)
        while waiting.size:
            waiting, helper, bid = self._bids(waiting, step)
            if waiting.size:
                waiting = self._award(waiting, helper, bid)

    def _bids(self, who: IntArray, step: float) -> tuple[IntArray, IntArray, FloatArray]:
        """Return who still wants a place, where, and up to what price."""
        helpers = self.offers.helper[who]
        profit = self.offers.worth[who] - self.price[helpers]
        rows, best = np.arange(who.size), profit.argmax(axis=1)
        first = profit[rows, best]
        profit[rows, best] = -np.inf
        second = np.maximum(profit.max(axis=1), 0.0)
        wants = first > 0.0
        chosen = helpers[rows, best]
        bid = self.price[chosen] + first - second + step
        return who[wants], chosen[wants], bid[wants]

    def _award(self, who: IntArray, helper: IntArray, bid: FloatArray) -> IntArray:
        """Give each helper's places to the highest bids; return who has none."""
        touched = np.zeros(self.price.size, dtype=np.bool_)
        touched[helper] = True
        held = np.flatnonzero((self.given >= 0) & touched[self.given])
        everyone = np.concatenate([held, who])
        place = np.concatenate([self.given[held], helper])
        offered = np.concatenate([self.bid[held], bid])
        order = np.lexsort((-offered, place))
        everyone, place, offered = everyone[order], place[order], offered[order]
        rank = np.arange(place.size) - np.searchsorted(place, place)
        stays = rank < self.offers.free[place]
        self.given[everyone[stays]], self.bid[everyone[stays]] = place[stays], offered[stays]
        lost: IntArray = everyone[~stays]
        self.given[lost] = -1
        last = rank == self.offers.free[place] - 1
        self.price[place[last]] = np.maximum(self.price[place[last]], offered[last])
        return lost


def assign(offers: Offers, *, step: float) -> tuple[IntArray, FloatArray]:
    """Return the helper (R,) each request gets (-1: none) and the prices (H,) at the end."""
    auction = Auction(offers)
    auction.run(step)
    return auction.given, auction.price
