"""What the tutor says and hears: steps with their reasons, plans, outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

ReasonCode = Literal[
    "weakest_skill",
    "easier_after_misses",
    "prerequisite",
    "moves_on",
    "placement",
    "explore",
    "earns_meanwhile",
]


class Taught(NamedTuple):
    """A skill and the gain one attempt is expected to bring, with an 80 % interval, in levels (0 to 1)."""

    skill: str
    gain: float
    low: float
    high: float


class Alternative(NamedTuple):
    """A task type that was not chosen, its minutes, and why not.

    `why_not` is "slower" (less gain a minute), "just_done", "pays_too_little" or "too_long".
    """

    task_type: str
    minutes: float
    why_not: str


@dataclass(frozen=True)
class Reason:
    """Plain facts behind a choice, for "why this?".

    `skill` is the skill the step helps most; `needed_for` the goal skill it is a prerequisite of (code
    "prerequisite"); `probability` P(that skill has reached its level) before the step; `level` the level
    aimed at; `success` the chance of a good answer; `misses` how many in a row were missed in the family;
    `after` the task type done before; `times` how often the type was done lately.
    """

    code: ReasonCode
    skill: str
    level: float
    probability: float
    success: float
    needed_for: str | None = None
    misses: int = 0
    after: str | None = None
    times: int = 0


@dataclass(frozen=True)
class Step:
    """One micro-task to do next: what it teaches, how long it takes, what it pays, and why.

    `minutes` is one attempt's; in a plan the step is done `times` times. `pay_per_hour` counts working time
    only and is None for practice. `propensity` is the probability with which the chooser picked this type.
    `peers` counts the believed recommendations behind it. `with_help` asks the player to open the hint at
    once.
    """

    task_type: str
    skills: tuple[Taught, ...]
    minutes: float
    pay_per_hour: float | None
    propensity: float
    peers: int
    reason: Reason
    alternatives: tuple[Alternative, ...] = ()
    with_help: bool = False
    times: int = 1


@dataclass(frozen=True)
class Plan:
    """Steps in the order to do them, their minutes in all, and the goal skills they do not bring home."""

    steps: tuple[Step, ...]
    minutes: float
    uncovered: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What came of an attempt: score in [0, 1] (None = not judged yet), seconds (None = unknown), help
    used."""

    score: float | None
    seconds: float | None = None
    help: bool = False


@dataclass(frozen=True)
class LastOutcome:
    """The attempt just before, where the caller knows more than the belief remembers.

    `misses` counts attempts in a row missed in this task type's family, this one included.
    """

    task_type: str
    score: float
    misses: int = 0
