"""Shrunken effects of categories on the logit: of an item, a task type, or what came before it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from escalera.engine.prediction.attempts import Floats, Ints

Codes = NDArray[np.integer]


@dataclass(frozen=True)
class Names:
    """Known keys; a key's place among them is what effects are kept by."""

    keys: Ints  # (C,) rising

    def __len__(self) -> int:
        return int(self.keys.size)

    def place(self, keys: Ints) -> Ints:
        """Place of each key (N,), C where it is unknown."""
        if not self.keys.size or not keys.size:
            return np.full(keys.size, self.keys.size, dtype=np.int64)
        if self._direct is not None:
            return self._direct.take(keys + 1, mode="clip")
        place = np.minimum(np.searchsorted(self.keys, keys), self.keys.size - 1)
        return np.where(self.keys[place] == keys, place, self.keys.size)

    @cached_property
    def _direct(self) -> Ints | None:
        """The place of every code from 0 on between those of unknown ones; None where codes are far apart."""
        if self.keys[0] < 0 or self.keys[-1] > 8 * self.keys.size + 1024:
            return None
        direct = np.full(self.keys[-1] + 3, self.keys.size, dtype=np.int64)
        direct[self.keys + 1] = np.arange(self.keys.size)
        return direct


@dataclass(frozen=True)
class Effects:
    """An effect on the logit for each known key; unknown keys have effect 0 and support 0."""

    names: Names
    effect: Floats  # (C + 1,) the last for what is unknown
    support: Floats  # (C + 1,) scored rows the effect was seen in

    @cached_property
    def log_support(self) -> Floats:
        """log(1 + support), (C + 1,)."""
        return np.log1p(self.support)

    def of(self, keys: Ints) -> Floats:
        """Effect of each key, (N,)."""
        return self.effect[self.names.place(keys)]


def named(keys: Ints) -> tuple[Names, Ints]:
    """The distinct keys, and the place of each row's key among them (N,)."""
    names, code = np.unique(keys, return_inverse=True)
    return Names(names), code


def fit(
    code: Codes, size: int, score: Floats, logit: Floats, *, ridge: float, steps: int = 2
) -> tuple[Floats, Floats]:
    """Ridge-penalised intercept of each code on top of `logit`, by Newton steps, and its support; (size + 1,).

    effect += (sum(y - p) - ridge * effect) / (sum(p (1 - p)) + ridge); code, score and logit are (N,), all known.
    """
    effect = np.zeros(size + 1)
    for _ in range(steps):
        p = 1.0 / (1.0 + np.exp(-(logit + effect[code])))
        slope = np.bincount(code, weights=score - p, minlength=size + 1) - ridge * effect
        bend = np.bincount(code, weights=p * (1.0 - p), minlength=size + 1) + ridge
        effect += np.clip(slope / bend, -3.0, 3.0)
    return effect, np.bincount(code, minlength=size + 1).astype(float)
