"""The peers of pay walk forward as we do."""

from dataclasses import replace

import numpy as np
import pytest

from bench import pay as section
from escalera.engine.pay import Timings
from escalera.lab.timing import TimedLog


@pytest.fixture
def log():
    rng = np.random.default_rng(2)
    worker, kind, at = np.arange(300) % 6, rng.integers(0, 2, 300), np.arange(300.0)
    seconds = np.exp(np.log([20.0, 90.0])[kind] + rng.normal(0, 0.3, 6)[worker] + rng.normal(0, 0.3, 300))
    timings = Timings(worker, kind, rng.integers(0, 9, 300), seconds, at, at)
    return TimedLog(timings, np.ones(300, dtype=bool), np.arange(2, 302), "submit", 0, ())


@pytest.mark.parametrize("name", section.PEERS)
def test_no_peer_knows_what_comes_later(log, name):
    peer, later = section.PEERS[name], log.timings.seconds.copy()
    later[200:] *= 7.0

    before = peer(log, 50).seconds
    after = peer(replace(log, timings=replace(log.timings, seconds=later)), 50).seconds

    np.testing.assert_array_equal(before[:201], after[:201])
    assert not np.array_equal(before[201:], after[201:])


@pytest.mark.parametrize("name", section.PEERS)
def test_every_peer_tells_quick_from_slow_work(log, name):
    said = section.PEERS[name](log, 50).seconds[150:]
    kind = log.timings.task_type[150:]

    assert np.median(said[kind == 1]) > 2.5 * np.median(said[kind == 0])


def test_the_loss_moves_the_number_up_by_the_doubt(log):
    plain = section.log_normal(log, 50)

    assert np.all(section._with_our_loss(plain).seconds > plain.seconds)
