"""What a fitted predictor must do on logs whose truth is known, and on logs that are odd."""

from dataclasses import replace

import numpy as np
import pytest

import simulated_logs
from escalera.engine import prediction
from escalera.engine.prediction import NotEnoughAttempts
from escalera.lab import measures


def fitted(log, seed=0):
    return prediction.fit(log, rng=np.random.default_rng(seed), effort=prediction.FAST)


TRAIN = simulated_logs.attempts(workers=150)
TEST = simulated_logs.attempts(seed=5, workers=200, first_worker=500)


@pytest.fixture(scope="module")
def model():
    return fitted(TRAIN)


def test_new_workers_are_told_apart_from_what_they_did_so_far(model):
    p = model.predict(TEST)

    assert measures.auc(TEST.score, p) > 0.74
    assert measures.ece(TEST.score, p) < 0.05


def test_predictions_are_probabilities(model):
    p = model.predict(TEST)

    assert np.all((p > 0) & (p < 1))


def test_the_same_seed_gives_the_same_model(model):
    again = fitted(TRAIN)

    np.testing.assert_array_equal(again.predict(TEST), model.predict(TEST))


def test_items_and_skills_never_seen_in_training_are_predicted(model):
    strange = replace(TEST, item=TEST.item + 10_000, task_type=TEST.task_type + 50, skill=TEST.skill + 70)

    p = model.predict(strange)

    assert np.isfinite(p).all()
    assert measures.auc(strange.score, p) > 0.6


def test_no_rows_are_no_predictions(model):
    assert model.predict(TEST.taken(np.empty(0, dtype=np.int64))).shape == (0,)


def test_graded_and_unknown_scores_are_learned_from():
    score = np.where(TRAIN.score > 0, 0.8, 0.1)
    score[::7] = np.nan

    p = fitted(replace(TRAIN, score=score)).predict(TEST)

    assert measures.auc(TEST.score, p) > 0.7
    assert abs(p.mean() - np.nanmean(score)) < 0.08


@pytest.mark.parametrize("workers", [2, 3, 37])
def test_few_workers_are_enough(workers):
    few = simulated_logs.attempts(workers=workers, rows_each=60)

    assert np.isfinite(fitted(few).predict(TEST)).all()


def test_constant_columns_and_missing_times_do_no_harm():
    bare = replace(
        TRAIN,
        task_type=np.zeros(len(TRAIN), dtype=np.int64),
        at=np.full(len(TRAIN), np.nan),
        seconds=np.full(len(TRAIN), np.nan),
    )

    p = fitted(bare).predict(replace(TEST, task_type=np.zeros(len(TEST), dtype=np.int64)))

    assert measures.auc(TEST.score, p) > 0.7


@pytest.mark.parametrize(
    ("log", "says"),
    [
        (simulated_logs.attempts(workers=1), "two workers"),
        (replace(TRAIN, score=np.ones(len(TRAIN))), "at least .5"),
        (replace(TRAIN, score=np.zeros(len(TRAIN))), "below .5"),
        (replace(TRAIN, score=np.full(len(TRAIN), np.nan)), "at least 20 rows"),
    ],
)
def test_a_log_that_cannot_teach_is_refused_with_the_reason(log, says):
    with pytest.raises(NotEnoughAttempts, match=says):
        fitted(log)
