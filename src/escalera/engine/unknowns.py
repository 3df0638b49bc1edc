"""What a fit of the gains does not know yet, as one vector, and the values it holds now."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from escalera.engine.catalogue import Catalogue, FloatArray, IntArray
from escalera.engine.gains import Form


@dataclass(frozen=True)
class Fit:
    """Where the log is read from: gains (T, K), difficulty (T,) and population mean (K,) and covariance
    (K, K) in logits, form, needs (K, K) in [0, 1], choosing (P,): logits by which those who choose a type
    more than others do are ahead in a pair's skill."""

    gains: FloatArray
    difficulty: FloatArray
    mean: FloatArray
    covariance: FloatArray
    form: Form
    needs: FloatArray
    choosing: FloatArray


@dataclass(frozen=True)
class Unknowns:
    """Places in the vector: P pairs (type, skill), T difficulties, K population means, P effects of
    choosing (only where choices were not made by chance), and K x K needs (only when asked).

    pairs (P, 2); column and skill (T, R) list each type's pairs, padded with the place `size`.
    """

    pairs: IntArray = field(repr=False)
    types: int
    skills: int
    confounded: bool
    needing: bool
    column: IntArray = field(repr=False)
    skill: IntArray = field(repr=False)

    @classmethod
    def of(
        cls, pairs: IntArray, catalogue: Catalogue, *, confounded: bool, needing: bool = False
    ) -> Unknowns:
        """Return the places for these pairs."""
        types, skills = catalogue.weights.shape
        width = int(np.bincount(pairs[:, 0], minlength=types).max(initial=1))
        size = len(pairs) * (1 + confounded) + types + skills + needing * skills**2
        column = np.full((types, width), size, dtype=np.int64)
        skill = np.zeros((types, width), dtype=np.int64)
        filled = np.zeros(types, dtype=np.int64)
        for place, (row, of) in enumerate(pairs):
            column[row, filled[row]], skill[row, filled[row]] = place, of
            filled[row] += 1
        return cls(pairs, types, skills, confounded, needing, column, skill)

    @property
    def difficulties(self) -> slice:
        return slice(len(self.pairs), len(self.pairs) + self.types)

    @property
    def means(self) -> slice:
        return slice(self.difficulties.stop, self.difficulties.stop + self.skills)

    @property
    def choosing(self) -> slice:
        return slice(self.means.stop, self.means.stop + self.confounded * len(self.pairs))

    @property
    def needs(self) -> slice:
        return slice(self.choosing.stop, self.choosing.stop + self.needing * self.skills**2)

    @property
    def size(self) -> int:
        return int(self.needs.stop)

    def vector(self, fit: Fit) -> FloatArray:
        """Return the current values, (size,)."""
        at = self.pairs[:, 0], self.pairs[:, 1]
        parts = [fit.gains[at], fit.difficulty, fit.mean]
        parts += [fit.choosing] * self.confounded + [fit.needs.ravel()] * self.needing
        return np.concatenate(parts)

    def filled(self, fit: Fit, values: FloatArray) -> Fit:
        """Return the fit with new values, (size,); gains of pairs that are not unknown stay."""
        gains = fit.gains.copy()
        gains[self.pairs[:, 0], self.pairs[:, 1]] = values[: len(self.pairs)]
        return replace(
            fit,
            gains=gains,
            difficulty=values[self.difficulties],
            mean=values[self.means],
            choosing=values[self.choosing] if self.confounded else fit.choosing,
        )
