"""What the sequence head adds where order says more than labels: a log with hidden skills."""

from __future__ import annotations

import numpy as np

from bench import hidden_skills
from bench.report import Figure
from escalera.engine import prediction
from escalera.lab import blending, evaluation, measures

WORKERS, ROWS = 250, 60


def figure(*, seed: int) -> Figure:
    """AUC with the head blended in; without it as a peer. The truth, if it were known, would give about .78."""
    rng = np.random.default_rng(seed)
    train = hidden_skills.attempts(workers=WORKERS, rows_each=ROWS, rng=rng)
    test = hidden_skills.attempts(workers=60, rows_each=ROWS, rng=rng, first_worker=WORKERS)
    what = "with --deep: AUC, a made log with hidden skills"
    try:
        head = blending.deep_head()
    except blending.DeepIsMissing as absent:
        return Figure(what, np.nan, None, "higher", note=str(absent))
    crossfit = prediction.crossfit(train, rng=rng)
    alone = evaluation.predict(crossfit.model, train, test)
    both = blending.learn(crossfit, train, head, rng=rng).of(alone, train, test)
    without = measures.auc(test.score, alone)
    return Figure(what, measures.auc(test.score, both), without + 0.02, "higher", peers={"Escalera": without})
