"""Who may form circles, and the circles that are proposed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

FEWEST, MOST = 4, 8


class Places(StrEnum):
    """Who sits together: anybody, people of one kind of place only, or better people of several."""

    ANY = "any"
    SAME = "same"
    MIXED = "mixed"


@dataclass(frozen=True)
class Worker:
    """Levels in [0, 1] of skills; wishes: skill to the level that somebody must have to teach it (`wanted`);
    languages; hours of the day, 0 to 23; place, such as rural or urban, where it is known."""

    id: str
    levels: Mapping[str, float] = field(default_factory=dict)
    wishes: Mapping[str, float] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()
    hours: frozenset[int] = frozenset()
    place: str = ""


@dataclass(frozen=True)
class Wish:
    """A member's wish to learn a skill, and the members who know it; nobody where the circle can't meet it."""

    worker: str
    skill: str
    teachers: tuple[str, ...]


@dataclass(frozen=True)
class Circle:
    """Members, wishes, and the languages, hours and places that they have in common."""

    members: tuple[str, ...]
    wishes: tuple[Wish, ...]
    languages: tuple[str, ...]
    hours: tuple[int, ...]
    places: tuple[str, ...]

    @property
    def met(self) -> int:
        """How many wishes meet somebody who knows."""
        return sum(bool(wish.teachers) for wish in self.wishes)


class WhyNot(StrEnum):
    """Why somebody is in no circle; the first that holds."""

    NO_LANGUAGE = "no language"
    NO_HOUR = "no hour"
    NO_PLACE = "no place"
    TOO_FEW = "too few"


@dataclass(frozen=True)
class Proposal:
    """Circles, and who is in none and why."""

    circles: tuple[Circle, ...]
    unplaced: tuple[tuple[str, WhyNot], ...]
    coverage: float


def wanted(own: float) -> float:
    """Return the level somebody needs to teach a skill that one knows at level `own`: at least half, and a tenth
    more than oneself."""
    return min(max(0.5, own + 0.1), 1.0)
