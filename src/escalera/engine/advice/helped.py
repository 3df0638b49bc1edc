"""What a helper's help does: the next attempts of who was helped, against what was expected and against those
whom nobody could help.

Help is not given by chance as tips are: the broker chooses by levels, hours and waiting. What it looks at is in
the expectation and in the place, so help is compared with requests at the same skill that found nobody; what
neither knows (somebody who was only tired) stays in the estimate.
"""

from __future__ import annotations

import numpy as np

from escalera.engine.advice.effects import Effects, effects
from escalera.engine.advice.values import Arms, Outcomes
from escalera.engine.catalogue import FloatArray, IntArray


def help_effects(
    helper: IntArray,
    score: FloatArray,
    expected: FloatArray,
    attempts: IntArray,
    *,
    helpers: int,
) -> Effects:
    """Return what each helper's help adds to the score of the next attempts: helper (N,) by number of each
    request (NONE where nobody could help), mean score (N,) and mean expected score (N,) of the `attempts` (N,)
    that followed it, 1 to 3."""
    noise = np.maximum(expected * (1.0 - expected), 0.05) / attempts
    place = np.zeros(helper.size, dtype=np.int64)
    seen = Outcomes(place, helper, score, expected, noise)
    return effects(seen, Arms(np.zeros(helpers, dtype=np.int64), 1))
