"""A prediction is made from the rows before it: never from its own score, nor from what comes after."""

from dataclasses import replace

import numpy as np
import pytest

import simulated_logs
from escalera.engine import prediction
from escalera.engine.prediction import Attempts, Model

TEST = simulated_logs.attempts(seed=2, workers=6, rows_each=30, first_worker=1000)
ROWS = np.arange(len(TEST))


@pytest.fixture(scope="module")
def model() -> Model:
    log = simulated_logs.attempts()
    return prediction.fit(log, rng=np.random.default_rng(0), effort=prediction.FAST)


def flipped(log: Attempts, row: int) -> Attempts:
    score = log.score.copy()
    score[row] = 1.0 - score[row]
    return replace(log, score=score)


@pytest.mark.parametrize("row", [0, 7, 29, 30, 64, 149])
def test_flipping_a_score_changes_nothing_at_or_before_it_nor_for_other_workers(model, row):
    untouched = (row >= ROWS) | (TEST.worker != TEST.worker[row])

    before, after = model.predict(TEST), model.predict(flipped(TEST, row))

    np.testing.assert_allclose(after[untouched], before[untouched], rtol=0, atol=1e-9)


@pytest.mark.parametrize("row", [0, 7, 64])
def test_flipping_a_score_changes_what_comes_after(model, row):
    later = (row < ROWS) & (TEST.worker == TEST.worker[row])

    before, after = model.predict(TEST), model.predict(flipped(TEST, row))

    assert np.abs(after - before)[later].max() > 1e-3


@pytest.mark.parametrize("row", [0, 12, 95])
def test_shuffling_later_rows_changes_nothing_before(model, row):
    later = np.flatnonzero((row < ROWS) & (TEST.worker == TEST.worker[row]))
    order = ROWS.copy()
    order[later] = np.random.default_rng(3).permutation(later)
    untouched = np.setdiff1d(ROWS, later)

    before, after = model.predict(TEST), model.predict(TEST.taken(order))

    np.testing.assert_allclose(after[untouched], before[untouched], rtol=0, atol=1e-9)


@pytest.mark.parametrize("row", [1, 40, 120])
def test_rows_that_have_not_happened_yet_make_no_difference(model, row):
    so_far = TEST.taken(ROWS[: row + 1])

    np.testing.assert_allclose(model.predict(so_far), model.predict(TEST)[: row + 1], rtol=0, atol=1e-5)


def test_its_own_score_may_as_well_be_unknown(model):
    score = TEST.score.copy()
    score[29::30] = np.nan

    asked = model.predict(replace(TEST, score=score))

    np.testing.assert_allclose(asked[29::30], model.predict(TEST)[29::30], rtol=0, atol=1e-9)


def test_workers_mixed_in_one_log_are_predicted_as_if_apart(model):
    mixed = ROWS.reshape(6, 30).T.ravel()

    np.testing.assert_allclose(
        model.predict(TEST.taken(mixed)), model.predict(TEST)[mixed], rtol=0, atol=1e-5
    )
