"""What the tutor learns from: attempts and recommendations, checked and turned into arrays."""

from __future__ import annotations

from typing import NamedTuple


class Attempt(NamedTuple):
    """One row of a log. `at` orders a worker's attempts (any increasing number); without it, order in the log does.

    score in [0, 1] or None where nobody has judged it; seconds or None; item names the item within the type;
    propensity is the probability with which the type was chosen, None where unknown.
    """

    worker: str
    task_type: str
    score: float | None
    seconds: float | None = None
    item: str | None = None
    at: float | None = None
    propensity: float | None = None


class Recommendation(NamedTuple):
    """A worker's claim "this task type taught me this skill" (taught = False: "it did not")."""

    worker: str
    task_type: str
    skill: str
    taught: bool = True
