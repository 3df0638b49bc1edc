"""The columns the heads read: histories, then easiness, filtered belief, situations and surprises."""

from __future__ import annotations

import numpy as np

from escalera.engine.prediction import contexts, filtering, histories, recency
from escalera.engine.prediction.attempts import Attempts, Floats, Singles
from escalera.engine.prediction.contexts import RIDGE, Places
from escalera.engine.prediction.kernels import Kernels
from escalera.engine.prediction.ladder import SLOW, Ladder

EASINESS = ("typical ease", "type support", "item ease", "item support", "ease")
BELIEF = ("logit", "ability", "ability variance", "skill", "skill variance")
FITTED = (
    *EASINESS,
    *BELIEF,
    *(f"{kind}{what}" for kind in RIDGE for what in ("", " support")),
    *recency.NAMES,
)
NAMES = (*histories.NAMES, *FITTED)


def describe(attempts: Attempts, ladder: Ladder, places: Places, kernels: Kernels) -> Singles:
    """The columns that depend on the ladder, (len(FITTED), N).

    Rows lie worker by worker; `places` (K, N) are those of their situations.
    """
    columns = np.empty((len(FITTED), len(attempts)), dtype=np.float32)
    ease = _easiness(attempts, ladder, columns[:5])
    belief = filtering.run(attempts, ease, SLOW, kernels)
    columns[5], columns[6:10] = ease + belief[0] + belief[2], belief
    situations = columns[10 : 10 + 2 * len(RIDGE)]
    for kind, mine in enumerate(places):
        kernels.recall(mine, ladder.met.ravel(), situations[2 * kind : 2 * kind + 2].ravel())
    classes = contexts.by_ability(ladder.item.names, attempts.item, belief[0])
    situations[-2:] = ladder.by_ability[classes].T
    columns[10 + 2 * len(RIDGE) :] = recency.describe(attempts, ease, kernels)
    return columns


def _easiness(attempts: Attempts, ladder: Ladder, columns: Singles) -> Floats:
    """Write the columns of EASINESS and return the last, (N,)."""
    kinds, items = ladder.task_type, ladder.item
    kind, item = kinds.names.place(attempts.task_type), items.names.place(attempts.item)
    typical = ladder.everyone + ladder.skills.of(attempts.skill_set()) + kinds.effect[kind]
    ease = np.asarray(typical + ladder.free_item.effect[item])
    columns[0], columns[4] = typical, ease
    columns[1], columns[3] = np.log1p(kinds.support)[kind], np.log1p(items.support)[item]
    columns[2] = items.effect[item]
    return ease
