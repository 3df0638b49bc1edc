"""Seconds are foretold from what is known at that moment, and from nothing else."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalera.engine import pay
from escalera.engine.pay import Timings, forecasting, walking

SECONDS = st.floats(0.01, 1e7)
ROWS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 4), SECONDS, st.integers(0, 9)), min_size=1
)


def timings_of(rows):
    worker, kind, item, seconds, at = (np.array(column) for column in zip(*rows, strict=True))
    at = at.astype(float)
    return Timings(worker, kind, item, seconds.astype(float), at, at)


def made(*, workers=30, attempts=40, pace=0.3, item=0.0, noise=0.3, seed=0):
    """Workers of different pace take turns at three types of 20, 60 and 200 seconds."""
    rng = np.random.default_rng(seed)
    n = workers * attempts
    worker, kind, thing = np.arange(n) % workers, rng.integers(0, 3, n), rng.integers(0, 20, n)
    usual = np.log([20.0, 60.0, 200.0])[kind]
    log_seconds = usual + rng.normal(0, pace, workers)[worker] + rng.normal(0, item, 20)[thing]
    at = np.arange(n, dtype=float)
    return Timings(worker, kind, thing, np.exp(log_seconds + rng.normal(0, noise, n)), at, at)


@given(rows=ROWS)
def test_what_is_foretold_is_positive_and_inside_its_interval(rows):
    found = pay.forecast(timings_of(rows))

    assert np.all(found.low > 0)
    assert np.all((found.low <= found.seconds) & (found.seconds <= found.high))
    assert np.all(np.isfinite(found.high))


@given(rows=ROWS, changed=st.integers(0, 100), seconds=SECONDS)
def test_other_seconds_never_change_what_was_foretold_up_to_then(rows, changed, seconds):
    changed %= len(rows)
    before = timings_of(rows)
    other = before.seconds.copy()
    other[changed] = seconds

    first, second = pay.forecast(before), pay.forecast(replace(before, seconds=other))

    until = before.asked <= before.told[changed]
    for name in ("seconds", "low", "high"):
        np.testing.assert_array_equal(getattr(first, name)[until], getattr(second, name)[until])


def test_later_rows_change_nothing():
    whole = made()
    part = Timings(*(getattr(whole, name)[:500] for name in whole.__dataclass_fields__))

    np.testing.assert_array_equal(pay.forecast(whole).seconds[:500], pay.forecast(part).seconds)


def test_the_order_of_the_rows_does_not_matter_only_time_does():
    straight = made()
    order = np.random.default_rng(3).permutation(len(straight))
    mixed = Timings(*(getattr(straight, name)[order] for name in straight.__dataclass_fields__))

    np.testing.assert_allclose(pay.forecast(mixed).seconds, pay.forecast(straight).seconds[order])


def test_what_is_not_over_yet_is_not_known():
    straight = made()
    endless = replace(straight, told=straight.told + 1e9)

    found = pay.forecast(endless)

    assert np.unique(found.seconds.round(9)).size == 1
    assert found.attempts.max() == 0


def test_types_workers_and_items_are_learned():
    log = made(item=0.5)

    log_error = np.log(log.seconds / pay.forecast(log).seconds)[-300:]

    assert np.std(log_error) < 0.4  # 0.3 is noise that nobody can foretell


def test_intervals_hold_four_in_five_whatever_the_noise():
    for noise in (0.1, 0.6):
        log = made(noise=noise, seed=4)
        found = pay.forecast(log)

        inside = (log.seconds >= found.low) & (log.seconds <= found.high)

        assert 0.77 <= inside[100:].mean() <= 0.83


def test_one_endless_attempt_hardly_moves_a_worker():
    calm = made(noise=0.2)
    seconds = calm.seconds.copy()
    seconds[600] *= 500.0

    found = pay.forecast(replace(calm, seconds=seconds)).seconds[630]

    assert found == pytest.approx(pay.forecast(calm).seconds[630], rel=0.3)


def test_the_number_said_has_the_least_expected_loss():
    nodes = forecasting.student_4((np.arange(20_000) + 0.5) / 20_000)
    for scale in (0.1, 0.3, 0.6, 1.0):

        def loss(shift, scale=scale):
            error = np.abs(np.exp(scale * nodes - shift) - 1.0)
            return np.where(error > 0.75, 1.5, error).mean()

        said = float(forecasting.shift(np.array([scale]))[0])

        assert loss(said) <= min(loss(shift) for shift in np.linspace(-0.3, 0.9, 49)) + 2e-3


def test_quantiles_of_the_noise_are_those_of_student():
    stats = pytest.importorskip("scipy.stats")
    probability = np.linspace(0.01, 0.99, 99)

    np.testing.assert_allclose(forecasting.student_4(probability), stats.t.ppf(probability, 4), atol=1e-9)


def test_how_much_it_rests_on_is_counted():
    log = made()

    known = pay.forecast(log).attempts

    assert known[0] == 0
    assert known[-1] == np.count_nonzero(log.task_type[:-1] == log.task_type[-1])


def test_the_next_attempt_is_foretold_as_in_a_walk():
    log = made()
    past = Timings(*(getattr(log, name)[:700] for name in log.__dataclass_fields__))

    seconds, known = pay.next_attempt(
        past,
        worker=int(log.worker[700]),
        task_type=int(log.task_type[700]),
        item=int(log.item[700]),
        now=log.asked[700],
    )

    whole = pay.forecast(log)
    assert seconds == pytest.approx((whole.seconds[700], whole.low[700], whole.high[700]))
    assert known == whole.attempts[700]


def test_a_newcomer_is_foretold_with_more_doubt_than_an_acquaintance():
    log = made()

    (_, low, high), _ = pay.next_attempt(log, worker=1, task_type=0, item=0, now=1e6)
    (_, new_low, new_high), known = pay.next_attempt(log, worker=30, task_type=0, item=0, now=1e6)

    assert new_high / new_low > high / low
    assert known > 300
    assert pay.next_attempt(log, worker=1, task_type=3, item=20, now=1e6)[1] == 0


def test_nothing_is_foretold_of_nothing():
    empty = np.zeros(0, dtype=np.int64)

    assert pay.forecast(Timings(empty, empty, empty, *np.zeros((3, 0)))).seconds.size == 0


def test_impossible_times_are_refused():
    log = made(workers=2, attempts=2)
    with pytest.raises(ValueError, match="positive"):
        replace(log, seconds=log.seconds - 1e6)
    with pytest.raises(ValueError, match="before it is asked"):
        replace(log, told=log.told - 1.0)
    with pytest.raises(ValueError, match="as many values"):
        replace(log, item=log.item[:1])


@pytest.mark.prove
def test_compiled_and_plain_say_the_same():
    numba = pytest.importorskip("numba", reason="the lab's extra `bulk` compiles kernels")
    log = made()
    compiled = numba.njit(walking.walked), numba.njit(forecasting.quantiles)

    quick = pay.forecast(log, kernel=compiled[0], conformal=compiled[1])

    np.testing.assert_allclose(quick.seconds, pay.forecast(log).seconds, rtol=1e-12)
    np.testing.assert_allclose(quick.high, pay.forecast(log).high, rtol=1e-12)
