"""What goes into matching help, and what comes out: requests, helpers, matches and those left over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

HOURS = 24


@dataclass(frozen=True)
class Request:
    """Somebody is stuck: `worker` asks about a skill at a level in [0, 1].

    languages they speak, hours of the day (0 to 23) in which they have time, minutes waited so far. learning in
    [0, 1] is what an answer would teach them, where somebody knows it.
    """

    id: str
    worker: str
    skill: str
    level: float
    languages: frozenset[str] = frozenset()
    hours: frozenset[int] = frozenset()
    waiting_minutes: float = 0.0
    learning: float = 0.0


@dataclass(frozen=True)
class Helper:
    """Somebody who would help: level in [0, 1] of each skill they hold, languages, hours of the day.

    load is how many requests they have now, capacity how many they take at most. credit is their time credit in
    minutes (given minus received). effect is how much better than their levels say their help was, in logits
    (`refitting`). learning in [0, 1] is what teaching a skill would teach them, where somebody knows it.
    """

    id: str
    skills: Mapping[str, float] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()
    hours: frozenset[int] = frozenset()
    load: int = 0
    capacity: int = 1
    credit: float = 0.0
    effect: float = 0.0
    learning: Mapping[str, float] = field(default_factory=dict)

    @property
    def free(self) -> int:
        """How many more requests they take."""
        return max(self.capacity - self.load, 0)


@dataclass(frozen=True)
class Reason:
    """Why this helper: their level and the one asked for, languages and hours in common, minutes waited."""

    skill: str
    level: float
    helper_level: float
    languages: tuple[str, ...]
    hours: tuple[int, ...]
    waiting_minutes: float


@dataclass(frozen=True)
class Match:
    """A request and the helper to ask, by id, and how likely the help is to succeed."""

    request: str
    helper: str
    expected_success: float
    reason: Reason


class Why(StrEnum):
    """Why nobody was found; the first that holds."""

    NOBODY_KNOWS = "nobody knows"
    ONLY_THEMSELVES = "only themselves"
    NO_LANGUAGE = "no language"
    NOBODY_FREE = "nobody free"
    TOO_FAR = "too far"
    OTHERS_FIRST = "others first"


@dataclass(frozen=True)
class Unmatched:
    """A request nobody is asked for now."""

    request: str
    skill: str
    languages: tuple[str, ...]
    why: Why


@dataclass(frozen=True)
class Matching:
    """All matches and all left over, in the order of the requests; total is the sum that was maximised."""

    matches: tuple[Match, ...]
    unmatched: tuple[Unmatched, ...]
    total: float
