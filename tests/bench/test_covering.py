"""The bench's coverings can be solved, and what is compared is comparable."""

import numpy as np
import pytest

from bench import covering

SMALL = covering.Size("small", 12, 10, 3, 2)


@pytest.fixture(params=range(3))
def made(request):
    return covering.instance(SMALL, np.random.default_rng(request.param))


def test_nobody_is_better_than_the_optimum(made):
    best = covering.highs(made, limit_s=5.0)

    for way in (covering.ours, covering.plain_greedy, covering.rounded_up):
        assert best.minutes - 1e-6 <= way(made).minutes < np.inf


def test_a_plan_that_leaves_a_skill_uncovered_counts_as_none(made):
    assert covering._minutes(made, np.zeros(made.minutes.size)) == np.inf


def test_the_optimum_is_the_optimum_of_a_small_case_tried_out():
    made = covering.instance(covering.Size("tiny", 3, 8, 1, 1), np.random.default_rng(5))
    each = made.deficit[0] / np.maximum(made.gain[:, 0], 1e-9)
    most = int(np.ceil(each[each < 1e6].min())) + 1

    tried = [
        float(np.dot(counts, made.minutes))
        for counts in np.ndindex(*(most + 1,) * 3)
        if np.dot(counts, made.gain[:, 0]) >= made.deficit[0] - 1e-9
    ]

    assert covering.highs(made, limit_s=5.0).minutes == pytest.approx(min(tried))
