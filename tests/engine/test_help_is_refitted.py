"""Closed requests say how much levels tell, and who helps better than their level."""

import numpy as np
import pytest

from escalera.engine import helping


def closed(rows: int, helpers: int, *, spread: float, rng, slope=2.5, height=0.2):
    effect = rng.normal(0, spread, helpers)
    ahead, helper = rng.uniform(-0.4, 0.6, rows), rng.integers(helpers, size=rows)
    likely = 1 / (1 + np.exp(-(slope * ahead + height + effect[helper])))
    return ahead, helper, (rng.random(rows) < likely).astype(float), effect


def test_without_any_help_closed_the_guess_stays():
    found = helping.refit(np.zeros(0), np.zeros(0, int), np.zeros(0), helpers=3)

    assert (found.success.slope, found.success.at_equal) == pytest.approx((4.0, 1.0))
    assert np.all(found.effect == 0)


def test_the_line_and_the_helpers_are_found_again(rng):
    *rows, effect = closed(6000, 100, spread=0.8, rng=rng)

    found = helping.refit(*rows, helpers=100)

    assert abs(found.success.slope - 2.5) < 3 * found.success.slope_deviation
    assert found.spread == pytest.approx(0.8, abs=0.2)
    assert np.corrcoef(found.effect, effect)[0, 1] > 0.8
    assert 0.84 < np.mean(np.abs(found.effect - effect) < 1.645 * found.deviation) <= 0.97


def test_one_more_success_never_lowers_a_helper(rng):
    ahead, helper, solved, _ = closed(60, 5, spread=0.5, rng=rng)
    before = helping.refit(ahead, helper, solved, helpers=5)

    after = helping.refit(np.append(ahead, 0.0), np.append(helper, 2), np.append(solved, 1.0), helpers=5)

    assert after.effect[2] > before.effect[2]


def test_rows_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="one and the same length"):
        helping.refit(np.zeros(2), np.zeros(1, int), np.zeros(2), helpers=1)
    with pytest.raises(ValueError, match="solved lies in"):
        helping.refit(np.zeros(1), np.zeros(1, int), np.array([2.0]), helpers=1)
