"""What a belief remembers of the last attempts: for variety, and for misses in a row."""

from __future__ import annotations

import math
from dataclasses import dataclass

REMEMBERED = 24
GUESS_LOW, GUESS_HIGH = -1.0, 0.0
MISS = 0.5
HIT = 0.8


@dataclass(frozen=True)
class Seen:
    """One remembered attempt: its task type, family, score in [0, 1] and the chance of guessing it right."""

    task_type: str
    family: str
    score: float
    chance: float = 0.0


@dataclass(frozen=True)
class Memory:
    """The last attempts, oldest first."""

    recent: tuple[Seen, ...] = ()

    def with_attempt(self, seen: Seen) -> Memory:
        """Return the memory with one attempt more; only the last 24 are kept."""
        return Memory((*self.recent, seen)[-REMEMBERED:])

    @property
    def last(self) -> Seen | None:
        """The latest attempt, or None."""
        return self.recent[-1] if self.recent else None

    def misses(self, family: str) -> int:
        """Return how many attempts in a row were missed in this family, the latest first."""
        count = 0
        for seen in reversed(self.recent):
            if seen.family != family:
                continue
            if seen.score >= MISS:
                break
            count += 1
        return count

    def better_than_guessing(self) -> float:
        """Return in [0, 1] how clearly the last scores beat guessing: 0 below half a deviation, 1 from
        two."""
        luck = math.sqrt(sum(seen.chance * (1.0 - seen.chance) for seen in self.recent))
        if luck == 0.0:
            return 1.0
        above = sum(seen.score - seen.chance for seen in self.recent) / luck
        return min(max((above - GUESS_LOW) / (GUESS_HIGH - GUESS_LOW), 0.0), 1.0)

    def counts(self, among: int = 8) -> tuple[dict[str, int], dict[str, int]]:
        """Return how often each task type and each family occurs among the last attempts."""
        types: dict[str, int] = {}
        families: dict[str, int] = {}
        for seen in self.recent[-among:]:
            types[seen.task_type] = types.get(seen.task_type, 0) + 1
            families[seen.family] = families.get(seen.family, 0) + 1
        return types, families
