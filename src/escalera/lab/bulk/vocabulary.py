"""Names met in a log and what was counted for each while reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from escalera.lab.models_packing import Arrays

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

# Beyond so many different names no further one gets a code of its own: memory stays bounded.
MOST_NAMES = 2_000_000
NAMELESS = -1


class Names:
    """Names by code in order of first sight."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._codes = {name: code for code, name in enumerate(known)}

    def __len__(self) -> int:
        return len(self._codes)

    def codes(self, names: Sequence[str]) -> Ints:
        """Return the code of each name, (n,); -1 where there is no room for another."""
        known = self._codes
        return np.array([known[name] if name in known else self._new(name) for name in names], dtype=np.int64)

    def _new(self, name: str) -> int:
        if len(self._codes) >= MOST_NAMES:
            return NAMELESS
        return self._codes.setdefault(name, len(self._codes))

    @property
    def all(self) -> tuple[str, ...]:
        return tuple(self._codes)


class Tally:
    """Sums by code, growing with the codes."""

    def __init__(self, sums: Floats | None = None) -> None:
        self.sums = np.zeros(0) if sums is None else sums

    def add(self, codes: Ints, weights: Floats | None = None) -> None:
        """Add weights (n,), or ones, to the sums of their codes; codes below 0 count nothing."""
        kept = codes >= 0
        more = np.bincount(codes[kept], weights=None if weights is None else weights[kept])
        if more.size > self.sums.size:
            self.sums = np.pad(self.sums, (0, more.size - self.sums.size))
        self.sums[: more.size] += more


@dataclass
class Vocabulary:
    """Names of task types, items and sets of skills (as written in the column), with tallies by task type code."""

    task_type: Names = field(default_factory=Names)
    item: Names = field(default_factory=Names)
    skills: Names = field(default_factory=Names)
    attempts: Tally = field(default_factory=Tally)
    scored: Tally = field(default_factory=Tally)
    score: Tally = field(default_factory=Tally)
    paid: Tally = field(default_factory=Tally)
    pay: Tally = field(default_factory=Tally)
    item_scored: Tally = field(default_factory=Tally)
    declared: dict[tuple[int, int], int] = field(default_factory=dict)
    type_of_item: dict[int, int] = field(default_factory=dict)

    def count(self, task_type: Ints, item: Ints, skills: Ints, score: Floats, pay: Floats) -> None:
        """Count one batch of rows, all (n,)."""
        known, paid = np.isfinite(score), pay > 0
        self.attempts.add(task_type)
        self.scored.add(task_type[known])
        self.score.add(task_type[known], score[known])
        self.paid.add(task_type[paid])
        self.pay.add(task_type[paid], pay[paid])
        self.item_scored.add(item[known])
        self._declare(task_type, skills)
        items, first = np.unique(item, return_index=True)
        for code, kind in zip(items.tolist(), task_type[first].tolist(), strict=True):
            self.type_of_item.setdefault(code, kind)

    def _declare(self, task_type: Ints, skills: Ints) -> None:
        pair, many = np.unique(task_type * (MOST_NAMES + 1) + skills, return_counts=True)
        for code, count in zip(pair.tolist(), many.tolist(), strict=True):
            at = divmod(code, MOST_NAMES + 1)
            self.declared[at] = self.declared.get(at, 0) + count

    def arrays(self) -> Arrays:
        """Everything as named arrays, to be kept."""
        named: Arrays = {
            f"names.{name}": np.array(getattr(self, name).all or ("",))[: len(getattr(self, name))]
            for name in ("task_type", "item", "skills")
        }
        for name in TALLIES:
            named[f"tally.{name}"] = getattr(self, name).sums
        named["declared"] = np.array([(*at, n) for at, n in self.declared.items()], np.int64).reshape(-1, 3)
        named["type_of_item"] = np.array(list(self.type_of_item.items()), np.int64).reshape(-1, 2)
        return named

    @classmethod
    def of(cls, named: dict[str, NDArray[Any]]) -> Vocabulary:
        """Return what `arrays` took apart."""
        back = cls()
        for name in ("task_type", "item", "skills"):
            setattr(back, name, Names(named[f"names.{name}"].tolist()))
        for name in TALLIES:
            setattr(back, name, Tally(named[f"tally.{name}"]))
        back.declared = {(kind, skills): many for kind, skills, many in named["declared"].tolist()}
        back.type_of_item = dict(named["type_of_item"].tolist())
        return back


TALLIES = ("attempts", "scored", "score", "paid", "pay", "item_scored")
