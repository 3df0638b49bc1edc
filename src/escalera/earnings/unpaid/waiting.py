"""Waiting between paid tasks, which nobody has to note: from handing one in until the next is on the screen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from escalera.earnings.unpaid.models import Stretch

LONGEST_S = 600  # a longer gap may be a pause, or the end of the day: it is not counted


@dataclass(frozen=True)
class Done:
    """A task: when it was first on the screen, when it was handed in; whose it is, where it was paid."""

    shown_at: datetime
    ended_at: datetime
    requester: int | None


def gaps(done: Iterable[Done], noted: Iterable[Stretch]) -> Iterator[tuple[datetime, float]]:
    """When each gap began and its seconds: only between two paid tasks of one requester with nothing in between.

    What somebody noted themselves for that time is not counted twice.
    """
    own = list(noted)
    for one, following in pairwise(sorted(done, key=lambda task: task.ended_at)):
        seconds = (following.shown_at - one.ended_at).total_seconds()
        is_wait = one.requester is not None and one.requester == following.requester
        if (
            is_wait
            and 0 < seconds <= LONGEST_S
            and not any(covers(each, one.ended_at, seconds) for each in own)
        ):
            yield one.ended_at, seconds


def covers(stretch: Stretch, begin: datetime, seconds: float) -> bool:
    ended_at = stretch.began_at + timedelta(seconds=stretch.seconds or 0)
    return stretch.began_at < begin + timedelta(seconds=seconds) and begin < ended_at
