"""Who learns what first, and which appeal a circle sees."""

import numpy as np
import pytest

from escalera.engine.advice import NONE, choose
from escalera.engine.circles import appealing, sharing


def test_what_somebody_holds_nobody_learns_first():
    shares = sharing.share_out(np.array([[0.9, 0.1], [0.2, 0.3]]), np.array([0.5, 0.5]))

    assert shares.knows.tolist() == [[True, False], [False, False]]
    assert shares.first.tolist() == [sharing.NOBODY, 1]


@pytest.mark.parametrize("seed", range(20))
def test_nobody_learns_more_than_an_even_share_and_no_swap_is_shorter(seed):
    rng = np.random.default_rng(seed)
    levels, required = rng.random((3, 6)) * 0.5, np.full(6, 0.6)

    first = sharing.share_out(levels, required).first

    assert np.bincount(first, minlength=3).tolist() == [2, 2, 2]
    way = levels[first, np.arange(6)]
    for one in range(6):
        for other in range(one):
            swapped = levels[first[other], one] + levels[first[one], other]
            assert swapped <= way[one] + way[other] + 1e-12


def test_without_members_nobody_learns():
    assert sharing.share_out(np.zeros((0, 2)), np.array([0.5, 0.6])).first.tolist() == [sharing.NOBODY] * 2
    with pytest.raises(ValueError, match="do not fit"):
        sharing.share_out(np.zeros((2, 3)), np.zeros(2))


def calls(*, hurts_in=0, each=40):
    """Two appeals in two circles: the first brings .3 more everywhere but in the circle where it hurts."""
    rng, rows = np.random.default_rng(3), []
    for circle in (0, 1):
        for appeal in (NONE, 0, 1):
            mean = 0.4 + (0.3 if appeal == 0 else 0.0) * (-1 if circle == hurts_in else 1)
            rows += [(circle, appeal, np.clip(rng.normal(mean, 0.2), 0, 1)) for _ in range(each)]
    circle, appeal, acted = (np.array(part) for part in zip(*rows, strict=True))
    return appealing.Calls(circle, appeal, acted)


def test_an_appeal_that_hurts_in_a_circle_goes_there_and_stays_elsewhere():
    here, there = (appealing.worth(calls(), circle=circle, appeals=2) for circle in (0, 1))

    assert here.gone.tolist() == [True, False]
    assert not there.gone.any() and there.mean[0] > 0.1


def test_what_works_is_shown_most_and_none_now_and_then():
    worth, rng = appealing.worth(calls(), circle=1, appeals=2), np.random.default_rng(0)

    chosen = [choose(worth, [0, 1], rng=rng) for _ in range(300)]

    share = np.mean([one.tip == 0 for one in chosen])
    assert share > 0.6
    assert 0.03 < np.mean([one.tip == NONE for one in chosen]) < 0.35
    assert all(0 < one.propensity <= 1 for one in chosen)


def test_without_calls_all_appeals_are_alike():
    nothing = appealing.Calls(np.zeros(0, dtype=int), np.zeros(0, dtype=int), np.zeros(0))

    worth = appealing.worth(nothing, circle=0, appeals=3)

    assert np.ptp(worth.mean) == 0 and not worth.gone.any()
