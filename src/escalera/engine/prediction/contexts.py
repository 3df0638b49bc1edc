"""The situations a row can be in, each named by one key: what it is, and what the worker just did.

`situating.situate` makes the keys of all kinds but the last, in the order of RIDGE.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from escalera.engine.prediction.attempts import Floats, Ints, Singles
from escalera.engine.prediction.effects import Names
from escalera.engine.prediction.kernels import Kernels

Places = NDArray[np.int32]

# How many rows' worth of doubt (on the scale of p (1 - p)) shrinks the effect of each kind of situation.
RIDGE = {
    "item after": 4.0,
    "item after skill": 4.0,
    "item practised": 5.0,
    "item again": 5.0,
    "follows": 4.0,
    "follows after": 4.0,
    "second after": 5.0,
    "skills after": 6.0,
    "practice": 6.0,
    "progress": 5.0,
    "last three": 5.0,
    "block": 5.0,
    "block and before": 5.0,
    "block and last three": 5.0,
    "after block": 5.0,
    "place after block": 5.0,
    "item by ability": 4.0,
}
ABILITIES = np.array((-0.6, -0.2, 0.2, 0.6))  # edges of the classes of "item by ability"


@dataclass(frozen=True)
class Index:
    """Every situation met in a log, by kind: kind k has the places starts[k] to starts[k + 1]."""

    keys: Ints  # (C,) rising within a kind
    starts: Ints  # (kinds + 1,)

    @classmethod
    def of(cls, keys: Ints) -> tuple[Index, Places]:
        """The index of a log's keys (K, N), and the place of each (K, N)."""
        places = np.empty(keys.shape, dtype=np.int32)
        names, starts = [], [0]
        for kind, mine in enumerate(keys):
            found, code = np.unique(mine, return_inverse=True)
            places[kind] = code + starts[-1]
            names.append(found)
            starts.append(starts[-1] + found.size)
        return cls(np.concatenate(names), np.array(starts)), places


def recall(places: Places, met: Singles, kernels: Kernels, columns: Singles) -> None:
    """Write what was met (C + 1, 2) of situations by their places (K, N) as two columns for each kind, (2 K, N)."""
    for kind, mine in enumerate(places):
        kernels.recall(mine, met, columns[2 * kind : 2 * kind + 2])


def by_ability(items: Names, item: Ints, ability: Floats) -> Ints:
    """Place of (item, class of ability) for each row (N,); the last, unknown, is 5 C for C known items."""
    place = items.place(item)
    grade = np.add.reduce(ability >= ABILITIES[:, None], axis=0, dtype=np.int8)
    return np.where(place < len(items), place * 5 + grade, 5 * len(items))
