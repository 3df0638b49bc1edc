"""What peers say: each person once about a pair, only about types they did, and who of them did what.

How it is read stands in `claims`, how far each is believed in `trusting`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import Catalogue, FloatArray, IntArray
from escalera.engine.claims import Said
from escalera.engine.log import Columns, Recommendation

# From this share of "it did not teach" on, people were asked.
ASKED = 0.1


@dataclass(frozen=True)
class Voices:
    """Claims that count: recommender (C,), type row (C,), skill column (C,), sign (C,) +1 taught, -1 did not.

    Each person counts once for a pair, and only for types they did. did (E, 2): which types (column 1) each
    recommender (column 0) did, so that silence can be heard too.
    """

    workers: tuple[str, ...]
    worker: IntArray = field(repr=False)
    row: IntArray = field(repr=False)
    skill: IntArray = field(repr=False)
    sign: FloatArray = field(repr=False)
    did: IntArray = field(repr=False)

    @classmethod
    def of(cls, claims: Sequence[Recommendation], log: Columns, catalogue: Catalogue) -> Voices:
        """Keep claims of people who did the task type; a pair said twice by one person counts once, the
        last time."""
        did = log.did(catalogue)
        kept = {
            (claim.worker, catalogue.type_at(claim.task_type), catalogue.skill_at(claim.skill)): claim.taught
            for claim in claims
            if (claim.worker, catalogue.type_at(claim.task_type)) in did
        }
        workers = sorted({worker for worker, _, _ in kept})
        code = {worker: at for at, worker in enumerate(workers)}
        table = np.array([(code[w], r, s) for w, r, s in kept], dtype=np.int64).reshape(-1, 3)
        theirs = sorted((code[worker], row) for worker, row in did if worker in code)
        return cls(
            workers=tuple(workers),
            worker=table[:, 0],
            row=table[:, 1],
            skill=table[:, 2],
            sign=np.array([1.0 if taught else -1.0 for taught in kept.values()]),
            did=np.array(theirs, dtype=np.int64).reshape(-1, 2),
        )

    def counts(self, reliability: FloatArray, shape: tuple[int, ...]) -> FloatArray:
        """Return claims weighed by reliability (W,) for each pair, (T, K); "did not teach" takes away,
        never below 0."""
        counted = np.zeros(shape)
        if self.worker.size:
            np.add.at(counted, (self.row, self.skill), self.sign * reliability[self.worker])
        return np.maximum(counted, 0.0)

    @property
    def asked(self) -> bool:
        """Whether people were asked rather than spoke up: one in ten claims at least says that a task taught
        nothing, so that the share of those who say yes means something."""
        return bool(self.sign.size and np.mean(self.sign < 0) >= ASKED)

    def read_with(self, labels: FloatArray) -> Said:
        """Return what was said, to be read with these labels (T, K)."""
        return Said(
            self.worker, self.row, self.skill, self.sign, self.did, labels, len(self.workers), self.asked
        )
