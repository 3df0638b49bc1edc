"""Shares help out, so that it does not always fall to those who know most.

What a match is worth says nothing about who has helped how often: alone it sends nine tenths of all requests to a
tenth of the people (docs/algorithms/help.md). So whoever has helped clearly more than usual is asked only about what
nobody else can help with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from escalera.engine.helping.market import Learning
from escalera.engine.helping.matching import match
from escalera.engine.helping.success import USUAL, Success
from escalera.engine.helping.values import Helper, Matching, Request

# More than so many times the usual load, and so many more, is more than somebody's share.
TIMES, MORE = 1.2, 1


def share(helpers: Sequence[Helper]) -> int:
    """Return how many requests are somebody's share, by how many all have."""
    return int(TIMES * sum(one.load for one in helpers) / max(len(helpers), 1) + MORE)


def share_out(
    requests: Sequence[Request],
    helpers: Sequence[Helper],
    *,
    success: Success = USUAL,
    learning: Learning | None = None,
) -> Matching:
    """Return who helps whom, as `match` does, but nobody gets more than their `share` before those who had less were
    matched; requests left over then go to whoever has room. load counts what was given lately.

    Raises ValueError for ids that come twice.
    """
    fair = share(helpers)
    first = match(
        requests,
        [replace(one, capacity=min(one.capacity, fair)) for one in helpers],
        success=success,
        learning=learning,
    )
    left, given = {one.request for one in first.unmatched}, Counter(one.helper for one in first.matches)
    if not left:
        return first
    then = match(
        [one for one in requests if one.id in left],
        [replace(one, load=one.load + given[one.id]) for one in helpers],
        success=success,
        learning=learning,
    )
    return Matching(first.matches + then.matches, then.unmatched, first.total + then.total)
