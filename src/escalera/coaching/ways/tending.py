"""What happens to ways by itself: a chore asks every few minutes; all of it may run twice."""

from datetime import datetime

from escalera.coaching.ways import closing, estimating, opening, pairing


def is_due(*, now: datetime) -> bool:
    return (
        closing.due(now=now).exists()
        or estimating.is_due()
        or opening.waiting().exists()
        or len(pairing.single()) > 1
        or bool(pairing.former())
    )


def tend(*, now: datetime, seed: int) -> None:
    """Measure what is over, tell the effects anew, open what comes next, find partners."""
    closing.close_due(now=now)
    if estimating.is_due():
        estimating.estimate(now=now)
    opening.open_due(now=now, seed=seed)
    pairing.part_the_former()
    pairing.pair_up(now=now)
