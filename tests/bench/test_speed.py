"""What is timed is what is said to be timed."""

import numpy as np
import pytest

from bench import speed, speed_of_prediction
from escalera.engine.belief import population


def test_the_peers_step_is_a_kalman_step():
    belief, weights = population(4), np.array([0.5, 0.5, 0.0, 0.0])

    mean, covariance = speed._kalman(belief, weights, 0.0, 1.0)
    ours = belief.update(weights, difficulty=0.0, score=1.0)

    assert np.all(mean > belief.mean)
    np.testing.assert_allclose(mean, ours.mean, atol=0.6)
    assert np.linalg.eigvalsh(covariance).min() > 0


def test_lives_are_timed_and_goals_are_real():
    figures = speed.choosing(speed.Size(12, 15, 2.0, lives=2, steps=3), seed=1)

    assert [figure.what.split(",")[0] for figure in figures] == ["ask", "tell", "plan"]
    assert all(figure.ours > 0 for figure in figures)
    assert figures[0].peers["HiGHS"] > 0


def test_a_call_that_does_not_count_comes_first():
    called = []

    spent = speed.timed(lambda: called.append(1), 5)

    assert len(spent) == 5
    assert len(called) == 6


def test_the_rows_are_those_asked_for():
    attempts = speed_of_prediction.made(1_000, seed=1)

    assert len(attempts) == 1_000
    assert sum(len(part) for part in speed_of_prediction.parts(attempts)) == 1_000
    assert 0.3 < attempts.score.mean() < 0.8


def test_only_own_memory_counts():
    pytest.importorskip("resource")

    assert 10 < speed_of_prediction.peak_mb() < 20_000
