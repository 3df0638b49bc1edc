"""Who helps whom: exactly where the problem is small, else by auction over the best offers of each request."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

from escalera.engine.catalogue import FloatArray, IntArray
from escalera.engine.helping import auction
from escalera.engine.helping.market import Block, Market

# Up to so many pairs of request and place the dense solver takes less than about a second.
EXACT_UP_TO = 1_500_000
SAMPLED, BEST = 32, 24
CELLS = 1_000_000
# Steps of the two auctions, as shares of what a pair is usually worth.
COARSE, FINE = 0.02, 0.01


@dataclass(frozen=True)
class Assigned:
    """The helper (R,) each request gets by number, -1 for none, and the price (H,) of each helper's place
    from which `bound` tells how good any assignment can be (None: this one is the best)."""

    helper: IntArray = field(repr=False)
    price: FloatArray | None = field(default=None, repr=False)


def assign(market: Market) -> Assigned:
    """Return who helps whom, so that the sum of worths is as large as may be; pairs of negative worth are
    left out. The same market gives the same answer."""
    places = int(np.minimum(market.free, len(market.requests)).sum())
    if len(market.requests) * places <= EXACT_UP_TO:
        return exactly(market)
    return by_auction(market)


def exactly(market: Market) -> Assigned:
    """Return the best assignment (Crouse 2016, the shortest augmenting path solver of SciPy)."""
    many = len(market.requests)
    worth = np.zeros((many, len(market.helpers)))
    for block in market.blocks:
        worth[np.ix_(block.requests, block.helpers)] = np.maximum(
            market.worth(block.requests, block.helpers), 0.0
        )
    place = np.repeat(np.arange(len(market.helpers)), np.minimum(market.free, many))
    wide = worth[:, place]
    rows, columns = linear_sum_assignment(wide, maximize=True)
    worthy = wide[rows, columns] > 0.0
    helper = np.full(many, -1, dtype=np.int64)
    helper[rows[worthy]] = place[columns[worthy]]
    return Assigned(helper)


def by_auction(market: Market) -> Assigned:
    """Return an assignment that is close to the best (measured: bench/help_matching.py).

    A first auction over a sample of each request's offers finds roughly what each helper's time is worth; the
    second adds the offers that are best at those prices.
    """
    rng = np.random.default_rng(len(market.requests))
    some = _sampled(market, rng=rng)
    usual = _usual(some)
    _, price = auction.assign(some, step=COARSE * usual)
    best = _best(market, price)
    offers = auction.Offers(
        np.hstack([some.helper, best.helper]), np.hstack([some.worth, best.worth]), market.free
    )
    return Assigned(*auction.assign(offers, step=FINE * usual))


def bound(market: Market, price: FloatArray) -> float:
    """Return what no assignment can exceed: sum(price free) + sum(best offer at the prices), price (H,) >= 0.

    Weak duality of the assignment problem (Bertsekas 1998, "Network optimization", section 7.1).
    """
    total = float(price @ market.free)
    for block in _pieces(market):
        profit = market.worth(block.requests, block.helpers) - price[block.helpers]
        total += float(np.maximum(profit.max(axis=1), 0.0).sum())
    return total


def _usual(offers: auction.Offers) -> float:
    best = offers.worth.max(axis=1)
    best = best[best > 0.0]
    return float(np.median(best)) if best.size else 1.0


def _sampled(market: Market, *, rng: np.random.Generator) -> auction.Offers:
    """Return SAMPLED offers of each request by chance; all, where there are no more."""
    offers = _none(market, SAMPLED)
    for block in market.blocks:
        many = block.helpers.size
        at = rng.integers(many, size=(block.requests.size, SAMPLED))
        if many <= SAMPLED:
            at = np.broadcast_to(np.arange(many), (block.requests.size, many))
        helpers = block.helpers[at]
        offers.helper[block.requests, : at.shape[1]] = helpers
        offers.worth[block.requests, : at.shape[1]] = market.worth(block.requests, helpers)
    return offers


def _best(market: Market, price: FloatArray) -> auction.Offers:
    """Return the BEST offers of each request at the prices."""
    offers = _none(market, BEST)
    for block in _pieces(market):
        value = market.worth(block.requests, block.helpers)
        profit = value - price[block.helpers].astype(np.float32)
        keep = min(BEST, block.helpers.size)
        at = np.argpartition(-profit, keep - 1, axis=1)[:, :keep]
        offers.helper[block.requests, :keep] = block.helpers[at]
        offers.worth[block.requests, :keep] = np.take_along_axis(value, at, axis=1)
    return offers


def _none(market: Market, width: int) -> auction.Offers:
    shape = len(market.requests), width
    return auction.Offers(np.zeros(shape, dtype=np.int64), np.full(shape, -np.inf), market.free)


def _pieces(market: Market) -> Iterator[Block]:
    for block in market.blocks:
        rows = max(CELLS // block.helpers.size, 1)
        for start in range(0, block.requests.size, rows):
            yield Block(block.requests[start : start + rows], block.helpers)
