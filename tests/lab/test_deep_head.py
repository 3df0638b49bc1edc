"""The sequence head: it learns what order tells, predicts from the past alone, and repeats itself by seed."""

from dataclasses import replace

import numpy as np
import pytest

import simulated_logs
from escalera.engine.prediction import Attempts, NotEnoughAttempts
from escalera.lab import measures

pytest.importorskip("torch", reason="the sequence head needs PyTorch, the extra `deep`")

from escalera.lab import deep
from escalera.lab.deep.network import Shape
from escalera.lab.deep.training import Schedule

TINY = deep.Depth(Shape(width=16, heads=2, blocks=1), Schedule(epochs=3, rate=5e-3), networks=1)
TRAIN = simulated_logs.attempts(workers=60)
TEST = simulated_logs.attempts(seed=2, workers=6, rows_each=30, first_worker=1000)
ROWS = np.arange(len(TEST))
NO_PAST = TRAIN.taken(np.empty(0, dtype=np.int64))


def fitted(train: Attempts, depth: deep.Depth = TINY, seed: int = 0) -> deep.Head:
    head = deep.head(depth)
    head.fit(train, rng=np.random.default_rng(seed))
    return head


@pytest.fixture(scope="module")
def head() -> deep.Head:
    return fitted(TRAIN)


def turns(*, seed: int, workers: int, first_worker: int = 0) -> Attempts:
    """A worker is right or wrong by turns, whatever the item: only order tells."""
    log = simulated_logs.attempts(seed=seed, workers=workers, first_worker=first_worker)
    start = np.repeat(np.random.default_rng(seed).integers(2, size=workers), 40)
    return replace(log, score=(start + np.tile(np.arange(40), workers)) % 2.0)


@pytest.mark.parametrize("row", [0, 7, 29, 30, 64, 149])
def test_flipping_a_score_changes_nothing_at_or_before_it_nor_for_other_workers(head, row):
    score = TEST.score.copy()
    score[row] = 1.0 - score[row]
    later = (row < ROWS) & (TEST.worker == TEST.worker[row])

    before, after = (head.predict(NO_PAST, log) for log in (TEST, replace(TEST, score=score)))

    np.testing.assert_allclose(after[~later], before[~later], rtol=0, atol=1e-9)
    if later.any():
        assert np.abs(after - before)[later].max() > 1e-4


def test_flipping_seconds_and_help_changes_nothing_at_or_before_it(head):
    changed = replace(TEST, seconds=TEST.seconds * np.where(ROWS == 64, 50.0, 1.0), help=1.0 * (ROWS == 64))
    known = replace(TEST, help=np.zeros(len(TEST)))

    before, after = head.predict(NO_PAST, known), head.predict(NO_PAST, changed)

    np.testing.assert_allclose(after[:65], before[:65], rtol=0, atol=1e-9)
    assert np.abs(after - before)[65:90].max() > 1e-5


@pytest.mark.parametrize("row", [0, 12, 95])
def test_shuffling_later_rows_changes_nothing_before(head, row):
    later = np.flatnonzero((row < ROWS) & (TEST.worker == TEST.worker[row]))
    order = ROWS.copy()
    order[later] = np.random.default_rng(3).permutation(later)
    untouched = np.setdiff1d(ROWS, later)

    before, after = head.predict(NO_PAST, TEST), head.predict(NO_PAST, TEST.taken(order))

    np.testing.assert_allclose(after[untouched], before[untouched], rtol=0, atol=1e-6)


def test_a_past_is_the_same_as_rows_before(head):
    rows = np.flatnonzero(TEST.worker == 1000)

    whole = head.predict(NO_PAST, TEST.taken(rows))
    cut = head.predict(TEST.taken(rows[:12]), TEST.taken(rows[12:]))

    np.testing.assert_allclose(cut, whole[12:], rtol=0, atol=1e-5)


def test_workers_mixed_in_one_log_are_predicted_as_if_apart(head):
    mixed = ROWS.reshape(6, 30).T.ravel()

    apart = head.predict(NO_PAST, TEST)

    np.testing.assert_allclose(head.predict(NO_PAST, TEST.taken(mixed)), apart[mixed], rtol=0, atol=1e-5)


def test_it_learns_what_only_order_tells():
    head = fitted(turns(seed=1, workers=80), replace(TINY, schedule=Schedule(epochs=12, rate=1e-2)))
    test = turns(seed=2, workers=10, first_worker=500)
    known_turn = np.tile(np.arange(40) > 1, 10)

    p = head.predict(NO_PAST, test)

    assert measures.auc(test.score[known_turn], p[known_turn]) > 0.9


def test_the_same_seed_gives_the_same_predictions_and_another_seed_others(head):
    again, other = fitted(TRAIN), fitted(TRAIN, seed=1)

    np.testing.assert_array_equal(again.predict(NO_PAST, TEST), head.predict(NO_PAST, TEST))
    assert np.abs(other.predict(NO_PAST, TEST) - head.predict(NO_PAST, TEST)).max() > 1e-3


def test_items_skills_and_types_never_seen_are_met_as_typical_ones(head):
    strange = replace(TEST, item=TEST.item + 10_000, task_type=TEST.task_type + 50, skill=TEST.skill + 70)

    p = head.predict(NO_PAST, strange)

    assert np.isfinite(p).all()
    assert 0.3 < p.mean() < 0.9


def test_graded_and_unknown_scores_and_unknown_times_are_taken(head):
    score = np.where(ROWS % 3 == 0, np.nan, np.where(ROWS % 3 == 1, 0.5, TEST.score))
    unknown = np.full(len(TEST), np.nan)
    sparse = replace(TEST, score=score, at=unknown, seconds=unknown)
    train = replace(TRAIN, score=np.where(np.arange(len(TRAIN)) % 3 == 0, np.nan, TRAIN.score * 0.5 + 0.25))

    p = head.predict(NO_PAST, sparse)
    taught = fitted(train, replace(TINY, schedule=Schedule(epochs=1))).predict(NO_PAST, sparse)

    assert ((p > 0) & (p < 1) & (taught > 0) & (taught < 1)).all()


def test_a_half_right_answer_stands_between_wrong_and_right(head):
    rows = np.flatnonzero(TEST.worker == 1001)
    log = TEST.taken(rows)
    told = [replace(log, score=np.where(np.arange(30) < 29, grade, log.score)) for grade in (0.0, 0.5, 1.0)]

    wrong, half, right = (head.predict(NO_PAST, each)[29] for each in told)

    assert wrong < half < right


@pytest.mark.parametrize("workers", [2, 3])
def test_two_workers_are_enough_and_one_is_not(workers):
    few = simulated_logs.attempts(workers=workers)

    assert np.isfinite(fitted(few, replace(TINY, networks=2)).predict(NO_PAST, TEST)).all()
    with pytest.raises(NotEnoughAttempts):
        fitted(few.taken(np.arange(40)))


def test_progress_rises_to_the_end():
    told = []
    head = deep.head(replace(TINY, networks=2, schedule=Schedule(epochs=1)))
    head.progress = told.append

    head.fit(simulated_logs.attempts(workers=8), rng=np.random.default_rng(0))

    assert told == sorted(told)
    assert told[-1] == 1.0


def test_asking_before_fitting_is_refused():
    with pytest.raises(RuntimeError, match="fit the head"):
        deep.head(TINY).predict(NO_PAST, TEST)


def test_global_randomness_is_neither_used_nor_changed():
    import torch

    torch.manual_seed(5)
    before = torch.get_rng_state()

    fitted(simulated_logs.attempts(workers=6))

    assert torch.equal(torch.get_rng_state(), before)
