"""The columns the heads read: histories, then easiness, filtered belief, situations and surprises."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from escalera.engine.prediction import contexts, filtering, histories, recency
from escalera.engine.prediction.attempts import Attempts, Floats, Singles
from escalera.engine.prediction.contexts import RIDGE
from escalera.engine.prediction.kernels import Kernels
from escalera.engine.prediction.ladder import SLOW, Ladder
from escalera.engine.prediction.meetings import Meetings

EASINESS = ("typical ease", "type support", "item ease", "item support", "ease")
BELIEF = ("logit", "ability", "ability variance", "skill", "skill variance")
FITTED = (
    *EASINESS,
    *BELIEF,
    *(f"{kind}{what}" for kind in RIDGE for what in ("", " support")),
    *recency.NAMES,
)
NAMES = (*histories.NAMES, *FITTED)


def describe(
    attempts: Attempts,
    meetings: Meetings,
    ladder: Ladder,
    recall: Callable[[Singles], None],
    columns: Singles,
    kernels: Kernels,
) -> None:
    """Write the columns that depend on the ladder, (len(FITTED), N).

    Rows lie worker by worker; `recall` writes effect and log support of each of their situations that need no belief.
    """
    ease = _easiness(attempts, ladder, columns[:5])
    belief = filtering.run(attempts, meetings, ease, SLOW, kernels)
    columns[5], columns[6:10] = ease + belief[0] + belief[2], belief
    last = 10 + 2 * len(RIDGE)
    recall(columns[10 : last - 2])
    classes = contexts.by_ability(ladder.item.names, attempts.item, belief[0])
    kernels.recall(classes, ladder.by_ability, columns[last - 2 : last])
    recency.describe(attempts, meetings, ease, columns[last:], kernels)


def _easiness(attempts: Attempts, ladder: Ladder, columns: Singles) -> Floats:
    """Write the columns of EASINESS and return the last, (N,)."""
    kinds, items = ladder.task_type, ladder.item
    kind, item = kinds.names.place(attempts.task_type), items.names.place(attempts.item)
    typical = ladder.everyone + ladder.skills.of(attempts.skill_set()) + kinds.effect[kind]
    ease = np.asarray(typical + ladder.free_item.effect[item])
    columns[0], columns[4] = typical, ease
    columns[1], columns[3] = kinds.log_support[kind], items.log_support[item]
    columns[2] = items.effect[item]
    return ease
