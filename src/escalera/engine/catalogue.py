"""What can be learned and by which work: skills, task types and their known facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]

LOGITS_PER_LEVEL = 6.0


def difficulty_of(level: float) -> float:
    """Return the logit difficulty b = 6 (level - 0.5) of a level in [0, 1] (DESIGN, Quantities)."""
    return LOGITS_PER_LEVEL * (level - 0.5)


class UnknownName(KeyError):
    """A skill or task type that the catalogue does not hold."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class TaskType:
    """One way of working with a level, in plain values: the input of `Catalogue.of`.

    `skills` maps a skill to its share of what the items ask for (any positive numbers), `level` lies in
    [0, 1], `chance` is the probability of a right guess, `seconds` the usual time of one attempt, `pay`
    the pay per attempt (0 = practice), `family` groups easier and harder versions of the same work.
    """

    name: str
    skills: Mapping[str, float]
    level: float = 0.5
    seconds: float = 60.0
    chance: float = 0.0
    pay: float = 0.0
    family: str | None = None


@dataclass(frozen=True)
class Catalogue:
    """K trainable skills and T task types as arrays; the axes of every other engine value.

    Shapes: families (T,), weights (T, K) with rows summing to 1, difficulty (T,) in logits, chance (T,) in
    [0, 1), seconds (T,) > 0, pay (T,) >= 0 in one currency, prerequisites (K, K) with [s, r] true when
    skill s needs skill r first. Raises ValueError when shapes or ranges do not fit.
    """

    skills: tuple[str, ...]
    task_types: tuple[str, ...]
    families: tuple[str, ...]
    weights: FloatArray = field(repr=False)
    difficulty: FloatArray = field(repr=False)
    chance: FloatArray = field(repr=False)
    seconds: FloatArray = field(repr=False)
    pay: FloatArray = field(repr=False)
    prerequisites: BoolArray = field(repr=False)

    def __post_init__(self) -> None:
        types, skills = len(self.task_types), len(self.skills)
        _check(len(set(self.skills)) == skills, "two skills share a name")
        _check(len(set(self.task_types)) == types, "two task types share a name")
        _check(len(self.families) == types, f"families must hold {types} names")
        _check(self.weights.shape == (types, skills), f"weights must have shape {(types, skills)}")
        for name in ("difficulty", "chance", "seconds", "pay"):
            _check(getattr(self, name).shape == (types,), f"{name} must have shape {(types,)}")
        _check(
            self.prerequisites.shape == (skills, skills), f"prerequisites must have shape {(skills, skills)}"
        )
        _check(bool(np.all(self.seconds > 0)), "seconds must be positive")
        _check(bool(np.all((self.chance >= 0) & (self.chance < 1))), "chance must lie in [0, 1)")
        _check(bool(np.all(self.pay >= 0)), "pay must not be negative")

    @classmethod
    def of(
        cls,
        *,
        skills: Sequence[str],
        task_types: Iterable[TaskType],
        prerequisites: Mapping[str, Iterable[str]] | None = None,
    ) -> Catalogue:
        """Build a catalogue from plain values. `prerequisites` maps a skill to those it needs first.

        Raises UnknownName for a skill that is not in `skills`, ValueError for values out of range.
        """
        types, place = tuple(task_types), {skill: at for at, skill in enumerate(skills)}
        weights = np.zeros((len(types), len(place)))
        for row, task_type in enumerate(types):
            for skill, share in task_type.skills.items():
                weights[row, _at(place, skill, "skill")] = share
        needs = np.zeros((len(place), len(place)), dtype=np.bool_)
        for skill, earlier in (prerequisites or {}).items():
            for other in earlier:
                needs[_at(place, skill, "skill"), _at(place, other, "skill")] = True
        return cls(
            skills=tuple(skills),
            task_types=tuple(t.name for t in types),
            families=tuple(t.family or t.name for t in types),
            weights=weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-12),
            difficulty=np.array([difficulty_of(t.level) for t in types]),
            chance=np.array([t.chance for t in types]),
            seconds=np.array([t.seconds for t in types]),
            pay=np.array([t.pay for t in types]),
            prerequisites=needs,
        )

    @cached_property
    def skill_places(self) -> dict[str, int]:
        """Column of each skill by name."""
        return {skill: at for at, skill in enumerate(self.skills)}

    @cached_property
    def type_places(self) -> dict[str, int]:
        """Row of each task type by name."""
        return {name: at for at, name in enumerate(self.task_types)}

    @cached_property
    def family_codes(self) -> IntArray:
        """Integer code of each task type's family, shape (T,)."""
        return np.unique(np.array(self.families), return_inverse=True)[1].astype(np.int64)

    @cached_property
    def main_skills(self) -> IntArray:
        """Column of the skill that each type asks for most, (T,)."""
        main: IntArray = self.weights.argmax(axis=1).astype(np.int64)
        return main

    @cached_property
    def _family_rows(self) -> dict[str, IntArray]:
        order = np.argsort(self.family_codes, kind="stable")
        parts = np.split(order, np.cumsum(np.bincount(self.family_codes))[:-1])
        return {self.families[int(part[0])]: part for part in parts if part.size}

    def family_rows(self, family: str) -> IntArray:
        """Return the rows of a family's types, none for a family that is not here."""
        return self._family_rows.get(family, np.zeros(0, dtype=np.int64))

    def holds(self, task_type: str) -> bool:
        """Return whether there is a task type of this name."""
        return task_type in self.type_places

    def skill_at(self, skill: str) -> int:
        """Return the column of a skill. Raises UnknownName."""
        return _at(self.skill_places, skill, "skill")

    def type_at(self, task_type: str) -> int:
        """Return the row of a task type. Raises UnknownName."""
        return _at(self.type_places, task_type, "task type")

    def target(self, goal: Mapping[str, float]) -> FloatArray:
        """Return the goal as difficulties b per skill, shape (K,), -inf where nothing is asked. Raises
        UnknownName."""
        wanted = np.full(len(self.skills), -np.inf)
        for skill, level in goal.items():
            wanted[self.skill_at(skill)] = difficulty_of(level)
        return wanted

    def within(self, skills: Iterable[str]) -> Catalogue:
        """Return the catalogue seen from a few skills: their columns, and the task types that ask for any
        of them."""
        columns = np.array(sorted({self.skill_at(skill) for skill in skills}), dtype=np.int64)
        share = self.weights[:, columns].sum(axis=1)
        rows = np.flatnonzero(share > 0)
        return Catalogue(
            skills=tuple(self.skills[at] for at in columns),
            task_types=tuple(self.task_types[at] for at in rows),
            families=tuple(self.families[at] for at in rows),
            weights=self.weights[np.ix_(rows, columns)] / share[rows, None],
            difficulty=self.difficulty[rows],
            chance=self.chance[rows],
            seconds=self.seconds[rows],
            pay=self.pay[rows],
            prerequisites=self.prerequisites[np.ix_(columns, columns)],
        )


def _check(holds: bool, message: str) -> None:
    if not holds:
        raise ValueError(f"catalogue: {message}")


def _at(places: Mapping[str, int], name: str, kind: str) -> int:
    try:
        return places[name]
    except KeyError:
        raise UnknownName(f"no {kind} called {name!r} in this catalogue") from None
