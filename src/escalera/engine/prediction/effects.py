"""Shrunken effects of categories on the logit: of an item, a task type, or what came before it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from escalera.engine.prediction.attempts import Floats, Ints


@dataclass(frozen=True)
class Effects:
    """An effect on the logit for each known key; unknown keys have effect 0 and support 0."""

    keys: Ints  # (C,) rising
    effect: Floats  # (C,)
    support: Floats  # (C,) scored rows the effect was seen in

    def of(self, keys: Ints) -> Floats:
        """Effect of each key, (N,)."""
        return self._looked_up(keys, self.effect)

    def support_of(self, keys: Ints) -> Floats:
        """How many scored rows stand behind each key's effect, (N,)."""
        return self._looked_up(keys, self.support)

    def _looked_up(self, keys: Ints, values: Floats) -> Floats:
        if not self.keys.size:
            return np.zeros(keys.size)
        place = np.minimum(np.searchsorted(self.keys, keys), self.keys.size - 1)
        return np.where(self.keys[place] == keys, values[place], 0.0)


def fit(keys: Ints, score: Floats, logit: Floats, *, ridge: float, steps: int = 2) -> Effects:
    """Ridge-penalised intercept for each key on top of `logit`, by Newton steps; all (N,).

    effect += (sum(y - p) - ridge * effect) / (sum(p (1 - p)) + ridge); NaN scores teach nothing.
    """
    known = ~np.isnan(score)
    names, code = np.unique(keys[known], return_inverse=True)
    y, base = score[known], logit[known]
    support = np.bincount(code, minlength=names.size).astype(float)
    effect = np.zeros(names.size)
    for _ in range(steps):
        p = 1.0 / (1.0 + np.exp(-(base + effect[code])))
        slope = np.bincount(code, weights=y - p, minlength=names.size) - ridge * effect
        bend = np.bincount(code, weights=p * (1.0 - p), minlength=names.size) + ridge
        effect += np.clip(slope / bend, -3.0, 3.0)
    return Effects(names, effect, support)
