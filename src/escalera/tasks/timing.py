"""How long an attempt took: working time beside wall time, and what stands for the first where nobody measured it."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from escalera.tasks.models import TaskType, Timed

LONGEST_S = 4 * 60 * 60
LONGEST_WALL_S = 90 * 24 * 60 * 60  # a phone without signal may keep a page open for weeks
LEAST_BOUND_S = 10 * 60
BOUND = 5  # times the usual minutes: beyond, somebody did something else in between


@dataclass(frozen=True)
class Timing:
    seconds: float
    wall_seconds: float | None
    timed: str


def timing(*, task_type: TaskType, seconds: float | None, wall_seconds: float | None) -> Timing:
    """`seconds` is None where no script measured the work; what is no number, or less than none, is 0."""
    wall = None if wall_seconds is None else min(plausible(wall_seconds), LONGEST_WALL_S)
    if seconds is None:
        bound = max(LEAST_BOUND_S, BOUND * 60 * task_type.minutes)
        return Timing(min(wall or 0.0, bound, LONGEST_S), wall, Timed.WALL)
    worked = min(plausible(seconds), LONGEST_S)
    # Two clocks of one phone: nobody works longer than the time that passed.
    return Timing(worked, None if wall is None else max(wall, worked), Timed.WORK)


def plausible(seconds: float) -> float:
    return max(seconds, 0.0) if isfinite(seconds) else 0.0
