"""What prediction reads: attempts as integer-coded columns, each worker's rows in the order they happened."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Attempts:
    """N attempts; codes are whole numbers from 0, NaN stands for "not known".

    Row n practises `skill[skill_starts[n]:skill_starts[n + 1]]`: at least one skill, each at most once.
    """

    worker: Ints  # (N,)
    item: Ints  # (N,)
    task_type: Ints  # (N,)
    skill_starts: Ints  # (N + 1,)
    skill: Ints  # (M,)
    score: Floats  # (N,) 0 to 1
    at: Floats  # (N,) seconds since any epoch
    seconds: Floats  # (N,) how long the attempt took
    help: Floats  # (N,) 0 or 1

    def __post_init__(self) -> None:
        rows = self.worker.size
        for field in fields(self):
            wanted = {"skill_starts": rows + 1, "skill": self.skill.size}.get(field.name, rows)
            if getattr(self, field.name).shape != (wanted,):
                raise ValueError(f"{field.name} should have {wanted} entries, one a row")
        if rows and (self.skill_starts[-1] != self.skill.size or np.diff(self.skill_starts).min() < 1):
            raise ValueError("each attempt needs at least one skill code")
        if np.any((self.score < 0) | (self.score > 1)):
            raise ValueError("scores lie between 0 and 1; leave an unknown one NaN")

    def __len__(self) -> int:
        return int(self.worker.size)

    @property
    def known(self) -> NDArray[np.bool_]:
        return ~np.isnan(self.score)

    def taken(self, rows: Ints) -> Attempts:
        """The given rows, in the given order."""
        lengths = np.diff(self.skill_starts)[rows]
        starts = np.concatenate(([0], np.cumsum(lengths)))
        pairs = np.repeat(self.skill_starts[rows] - starts[:-1], lengths) + np.arange(starts[-1])
        plain = {f.name: getattr(self, f.name)[rows] for f in fields(self) if not f.name.startswith("skill")}
        return Attempts(skill_starts=starts, skill=self.skill[pairs], **plain)

    def between(self, begin: int, end: int) -> Attempts:
        """Rows begin to end, without copying."""
        first, last = self.skill_starts[begin], self.skill_starts[end]
        plain = {
            f.name: getattr(self, f.name)[begin:end] for f in fields(self) if not f.name.startswith("skill")
        }
        return Attempts(
            skill_starts=self.skill_starts[begin : end + 1] - first, skill=self.skill[first:last], **plain
        )

    def followed_by(self, later: Attempts) -> Attempts:
        """These rows, then the later ones."""
        plain = {
            f.name: np.concatenate((getattr(self, f.name), getattr(later, f.name)))
            for f in fields(self)
            if f.name != "skill_starts"
        }
        starts = np.concatenate((self.skill_starts, later.skill_starts[1:] + self.skill.size))
        return Attempts(skill_starts=starts, **plain)

    def pair_rows(self) -> Ints:
        """(M,) the row each entry of `skill` belongs to."""
        return np.repeat(np.arange(len(self)), np.diff(self.skill_starts))

    def skill_set(self) -> Ints:
        """(N,) one code for the whole set of a row's skills, the same in every log with the same codes."""
        if self.skill.size == len(self):
            return self.skill
        mixed = (self.skill + 1) * np.int64(-7046029254386353131)
        mixed ^= mixed >> 29
        total = np.add.reduceat(mixed * np.int64(-4658895280553007687), self.skill_starts[:-1])
        single = np.diff(self.skill_starts) == 1
        return np.where(single, self.skill[self.skill_starts[:-1]], -1 - (total & np.int64(2**61 - 1)))
