"""Vectorised histories equal the plain loop over earlier rows of the group."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalera.engine.prediction.histories import Groups

ROWS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from([-1.0, 0.0, 1.0])), min_size=1, max_size=40)


def earlier(keys, values, row):
    return [values[k] for k in range(row) if keys[k] == keys[row]]


def plainly(keys, values, of):
    return [of(earlier(keys, values, row)) for row in range(len(keys))]


def run_of_signs(past):
    length = 0
    while length < len(past) and past[-1 - length] == past[-1]:
        length += 1
    return length * past[-1] if past else 0.0


LOOKS = {
    "count": (lambda g, v: g.count(), len),
    "total": (lambda g, v: g.total(v), sum),
    "last": (lambda g, v: g.lagged(v, 1, 9.0), lambda past: past[-1] if past else 9.0),
    "third last": (lambda g, v: g.lagged(v, 3, 9.0), lambda past: past[-3] if len(past) > 2 else 9.0),
    "streak": (lambda g, v: g.streak(v), run_of_signs),
    "decayed": (lambda g, v: g.decayed(v, 2.0), lambda past: sum(x * 0.5 ** (k / 2) for k, x in _aged(past))),
    "faded": (
        lambda g, v: g.faded(v, np.arange(v.size) * 0.0, 5.0),
        sum,
    ),
}


def _aged(past):
    return zip(range(len(past), 0, -1), past, strict=True)


@pytest.mark.parametrize("look", LOOKS)
@given(rows=ROWS)
def test_a_history_equals_the_plain_loop(look, rows):
    keys, values = [k for k, _ in rows], [v for _, v in rows]
    ours, theirs = LOOKS[look]

    found = ours(Groups(np.array(keys)), np.array(values))

    np.testing.assert_allclose(found, plainly(keys, values, theirs), atol=0.01)


def test_time_halves_what_has_faded():
    found = Groups(np.zeros(3, dtype=np.int64)).faded(np.ones(3), np.array([0.0, 10.0, 20.0]), 10.0)

    np.testing.assert_allclose(found, [0.0, 0.5, 0.75])


def test_two_keys_group_like_their_pair():
    left, right = np.array([0, 0, 1, 0]), np.array([5, 6, 5, 5])

    np.testing.assert_array_equal(Groups(left, right).count(), [0, 0, 0, 1])
