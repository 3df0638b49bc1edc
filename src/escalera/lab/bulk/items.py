"""How easy items are, with the ability of those who did them taken out (a Rasch model fitted by turns; Rasch 1960).

logit P(right) = type + item + ability of the worker, the last two shrunk. Abilities need only the worker's own rows,
so they are found anew inside each part; what leaves a part are sums by item.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from escalera.lab.bulk import partitions
from escalera.lab.bulk.arrays import get
from escalera.lab.bulk.catalogues import padded
from escalera.lab.bulk.crews import Crew
from escalera.lab.bulk.partitions import Partition
from escalera.lab.bulk.state import State
from escalera.lab.bulk.vocabulary import Floats, Ints, Vocabulary
from escalera.lab.models_packing import Arrays

ROUNDS = 4
STEPS = 3
ABILITY_VARIANCE = 1.5
ITEM_VARIANCE = 1.0
FARTHEST = 6.0


def easiness(
    state: State, crew: Crew, words: Vocabulary, jobs: list[int], report: Callable[[float], None]
) -> Floats:
    """Return the logit of each item, (I,), at a worker of average ability."""
    kind = type_of_item(words)
    types = len(words.task_type)
    share = (padded(words.score.sums, types) + 1.0) / (padded(words.scored.sums, types) + 2.0)
    of_type, of_item = np.log(share / (1.0 - share)), np.zeros(len(words.item))
    for turn in range(ROUNDS):
        logit = of_item + of_type[kind]
        path = state.keep(f"easiness-{turn}", {"logit": logit})
        sums = state.summed(
            f"items-{turn}",
            crew,
            tally,
            [(state.folder, part, path) for part in jobs],
            lambda share, turn=turn: report((turn + share) / ROUNDS),  # type: ignore[misc]
        )
        of_type = of_type + _step(
            _by(kind, sums["off"], types), _by(kind, sums["sure"], types), np.inf, of_type
        )
        # The items take what their type's step leaves.
        off = sums["off"] - sums["sure"] * (of_type[kind] + of_item - logit)
        of_item = of_item + _step(off, sums["sure"], ITEM_VARIANCE, of_item)
    return np.clip(of_item + of_type[kind], -FARTHEST, FARTHEST)


def type_of_item(words: Vocabulary) -> Ints:
    """Return the task type code that each item was first met with, (I,)."""
    kind = np.zeros(len(words.item), dtype=np.int64)
    for item, task_type in words.type_of_item.items():
        if item >= 0:
            kind[item] = max(task_type, 0)
    return kind


def tally(folder: Path, part: int, parameters: Path) -> Arrays:
    """Return for each item (I,) the sum of surprises and of their variances, at the workers' best abilities."""
    rows = Partition.load(partitions.sorted_path(folder, part))
    logit = get(parameters)["logit"]
    scored = np.isfinite(rows.score) & (rows.item >= 0)
    item, score, owner = rows.item[scored].astype(np.int64), rows.score[scored], rows.owner[scored]
    ease, ability = logit[item], np.zeros(rows.worker.size)
    for _ in range(STEPS):
        p = 1.0 / (1.0 + np.exp(-(ease + ability[owner])))
        off, sure = _by(owner, score - p, ability.size), _by(owner, p * (1.0 - p), ability.size)
        ability = ability + _step(off, sure, ABILITY_VARIANCE, ability)
    p = 1.0 / (1.0 + np.exp(-(ease + ability[owner])))
    return {"off": _by(item, score - p, logit.size), "sure": _by(item, p * (1.0 - p), logit.size)}


def _step(off: Floats, sure: Floats, variance: float, now: Floats) -> Floats:
    """Return a Newton step of the penalised likelihood, at most 1.5 long."""
    step: Floats = np.clip((off - now / variance) / (sure + 1.0 / variance + 1e-9), -1.5, 1.5)
    return step


def _by(group: Ints, values: Floats, groups: int) -> Floats:
    return np.bincount(group, weights=values, minlength=groups).astype(np.float64)
