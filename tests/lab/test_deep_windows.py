"""Windows bound the memory of the sequence head, whatever the length of a worker's log."""

import numpy as np
import pytest

from escalera.lab.deep import past, windows

LONG = np.zeros(10_000, dtype=np.int64)
WORKERS = np.repeat(np.arange(5), (1, 199, 200, 201, 950))


def test_every_row_is_predicted_once_and_knows_its_last_hundred():
    rows = np.arange(WORKERS.size)
    first = np.searchsorted(WORKERS, WORKERS)
    predicted = []

    for window in windows.overlapping(WORKERS, rows):
        for place, row in enumerate(window.rows[window.passed :], start=window.passed):
            predicted.append(row)
            assert place >= min(100, row - first[row])

    np.testing.assert_array_equal(np.sort(predicted), rows)


def test_every_row_is_learned_from_once_an_epoch_and_cuts_move():
    rng = np.random.default_rng(0)
    epochs = [windows.cut(WORKERS, np.arange(WORKERS.size), rng=rng) for _ in range(2)]

    for epoch in epochs:
        np.testing.assert_array_equal(
            np.sort(np.concatenate([window.rows for window in epoch])), np.arange(WORKERS.size)
        )
        assert max(window.rows.size for window in epoch) <= windows.LENGTH
    assert [w.rows.size for w in epochs[0]] != [w.rows.size for w in epochs[1]]


@pytest.mark.parametrize("rng", [None, np.random.default_rng(1)])
def test_a_batch_of_a_long_worker_holds_no_more_places_than_it_may(rng):
    cut = windows.cut(LONG, np.arange(LONG.size), rng=np.random.default_rng(0))

    for group in windows.batches(cut, rng=rng):
        assert len(group) * max(window.rows.size for window in group) <= windows.PLACES


def test_a_window_never_mixes_workers():
    for window in windows.overlapping(WORKERS, np.random.default_rng(0).permutation(WORKERS.size)):
        assert np.unique(WORKERS[window.rows]).size == 1


def test_sums_over_earlier_rows_leave_out_the_row_itself():
    worker, code = np.array([0, 1, 0, 0, 1]), np.array([7, 7, 7, 8, 7])

    (found,) = past.earlier(worker, code, (np.array([1.0, 2.0, 4.0, 8.0, 16.0]),))

    np.testing.assert_array_equal(found, [0.0, 0.0, 1.0, 0.0, 2.0])
