"""Compiled loops give the results of the plain ones, and look back only as they do."""

from dataclasses import replace

import numpy as np
import pytest

import simulated_logs
from escalera.engine import prediction
from escalera.lab import compiled

pytestmark = pytest.mark.skipif(not compiled.available(), reason="numba is not installed")

TRAIN = simulated_logs.attempts(workers=30)
TEST = simulated_logs.attempts(seed=5, workers=6, rows_each=40, first_worker=500)
SMALL = prediction.Effort(folds=2, epochs=2)


def graded(log):
    score = np.where(log.score > 0, 0.8, 0.3)
    score[::7] = np.nan
    return replace(log, score=score)


def fitted(log, kernels):
    return prediction.fit(log, rng=np.random.default_rng(0), effort=SMALL, kernels=kernels)


@pytest.fixture(scope="module")
def model():
    return fitted(TRAIN, compiled.loops())


@pytest.mark.parametrize("log", [TRAIN, graded(TRAIN)])
def test_a_compiled_fit_equals_a_plain_one(log):
    plain = fitted(log, prediction.kernels.PLAIN)

    quick = fitted(log, compiled.loops())

    np.testing.assert_allclose(
        quick.predict(TEST, kernels=compiled.loops()), plain.predict(TEST), rtol=0, atol=1e-9
    )


def test_a_long_log_is_described_as_each_of_its_workers_is_alone(model):
    log = simulated_logs.attempts(seed=7, workers=210, rows_each=200)

    whole = model.columns(log, kernels=compiled.loops())

    for worker in (0, 120, 199, 200, 209):
        alone = log.taken(np.flatnonzero(log.worker == log.worker[200 * worker]))
        rows = slice(200 * worker, 200 * worker + 200)
        np.testing.assert_array_equal(whole[:, rows], model.columns(alone, kernels=compiled.loops()))


@pytest.mark.parametrize("row", [0, 39, 40, 101])
def test_flipping_a_score_changes_nothing_at_or_before_it(model, row):
    score = TEST.score.copy()
    score[row] = 1 - score[row]
    untouched = (np.arange(len(TEST)) <= row) | (TEST.worker != TEST.worker[row])

    before, after = (
        model.predict(log, kernels=compiled.loops()) for log in (TEST, replace(TEST, score=score))
    )

    np.testing.assert_allclose(after[untouched], before[untouched], rtol=0, atol=1e-9)


@pytest.mark.parametrize("row", [0, 50, 120])
def test_shuffling_later_rows_changes_nothing_before(model, row):
    later = np.flatnonzero((np.arange(len(TEST)) > row) & (TEST.worker == TEST.worker[row]))
    order = np.arange(len(TEST))
    order[later] = np.random.default_rng(3).permutation(later)

    before, after = (model.predict(log, kernels=compiled.loops()) for log in (TEST, TEST.taken(order)))

    untouched = np.setdiff1d(order, later)
    np.testing.assert_allclose(after[untouched], before[untouched], rtol=0, atol=1e-9)


def test_without_numba_the_plain_loops_run(monkeypatch):
    monkeypatch.setattr(compiled, "available", lambda: False)

    assert compiled.loops.__wrapped__() is prediction.kernels.PLAIN
