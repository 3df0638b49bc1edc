"""Measures equal their definitions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalera.lab import measures
from escalera.lab.measures import Measures, OneClassOnly

ROWS = st.lists(
    st.tuples(st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.sampled_from([0.1, 0.3, 0.5, 0.9])), min_size=2
)


@given(rows=ROWS)
def test_auc_is_the_share_of_pairs_in_the_right_order_with_ties_half(rows):
    score, p = np.array(rows).T
    right, wrong = p[score >= 0.5], p[score < 0.5]
    if not right.size or not wrong.size:
        with pytest.raises(OneClassOnly):
            measures.auc(score, p)
        return

    pairs = np.sign(right[:, None] - wrong[None, :])

    assert measures.auc(score, p) == pytest.approx(((pairs + 1) / 2).mean())


def test_perfect_predictions_have_no_error():
    score = np.array([0.0, 1.0, 1.0, 0.0])

    found = Measures.of(score, score)

    assert (found.auc, found.accuracy, found.rmse, found.ece) == (1.0, 1.0, 0.0, 0.0)
    assert found.log_loss < 1e-9


def test_calibration_error_is_the_gap_between_said_and_seen():
    score, p = np.array([1.0, 0.0, 0.0, 0.0]), np.array([0.9, 0.12, 0.12, 0.12])

    assert measures.ece(score, p) == pytest.approx(0.25 * 0.1 + 0.75 * 0.12)


def test_a_probability_of_one_falls_into_the_last_bin():
    assert measures.ece(np.ones(3), np.ones(3)) == 0.0
