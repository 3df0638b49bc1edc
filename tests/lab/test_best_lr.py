"""The baseline is a fair one: it learns, and it looks back only."""

from dataclasses import replace

import numpy as np

import simulated_logs
from escalera.lab import best_lr, measures

TRAIN = simulated_logs.attempts(workers=100)
TEST = simulated_logs.attempts(seed=5, workers=50, first_worker=500)


def test_best_lr_tells_new_workers_apart():
    assert measures.auc(TEST.score, best_lr.predict(TRAIN, TEST)) > 0.72


def test_best_lr_never_reads_the_score_it_predicts():
    score = TEST.score.copy()
    score[39::40] = 1 - score[39::40]

    flipped = best_lr.predict(TRAIN, replace(TEST, score=score))

    np.testing.assert_allclose(flipped[39::40], best_lr.predict(TRAIN, TEST)[39::40], atol=1e-12)
