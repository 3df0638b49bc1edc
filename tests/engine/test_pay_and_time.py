from dataclasses import replace

import numpy as np
import pytest

from escalera.engine import Attempt, Catalogue, TaskType
from escalera.engine.log import columns
from escalera.engine.pay import fit_durations, usual_seconds

CATALOGUE = Catalogue.of(
    skills=["a"], task_types=[TaskType(name, {"a": 1}, seconds=60) for name in ("quick", "slow", "new")]
)


def log_of(workers=40, attempts=20, *, slope=0.0, seed=0):
    rng, rows = np.random.default_rng(seed), []
    for number in range(workers):
        pace, times = np.exp(rng.normal(0, 0.4)), {"quick": 0, "slow": 0}
        for _ in range(attempts):
            name = str(rng.choice(["quick", "slow"]))
            usual = {"quick": 30, "slow": 240}[name] * (1 + times[name]) ** slope
            rows.append(Attempt(f"w{number}", name, 1.0, float(usual * pace * np.exp(rng.normal(0, 0.3)))))
            times[name] += 1
    return columns(rows, CATALOGUE)


def test_usual_seconds_are_learned_and_unknown_types_keep_theirs():
    seconds = usual_seconds(log_of(), CATALOGUE)

    assert seconds[0] == pytest.approx(30, rel=0.25)
    assert seconds[1] == pytest.approx(240, rel=0.25)
    assert seconds[2] == 60


def test_practice_makes_faster_and_is_measured():
    assert fit_durations(log_of(slope=-0.25), CATALOGUE).slope == pytest.approx(-0.25, abs=0.05)
    assert fit_durations(log_of(slope=0.0), CATALOGUE).slope == pytest.approx(0.0, abs=0.05)


def test_intervals_cover_what_happens_next():
    log = log_of(attempts=26, seed=1)
    known = np.concatenate([np.arange(life.start, life.start + 20) for life in log.lives])
    fitted = fit_durations(
        replace(
            log,
            worker=log.worker[known],
            row=log.row[known],
            score=log.score[known],
            seconds=log.seconds[known],
        ),
        CATALOGUE,
    )
    inside = []
    for at in np.setdiff1d(np.arange(log.row.size), known):
        _, low, high = fitted.seconds(int(log.row[at]), worker=log.workers[log.worker[at]], times_before=9)
        inside.append(low <= log.seconds[at] <= high)

    assert 0.7 <= np.mean(inside) <= 0.9


def test_unpaid_minutes_lower_the_hourly_pay():
    fitted = fit_durations(log_of(), CATALOGUE)

    paid, real = fitted.hourly(0, pay=0.03), fitted.hourly(0, pay=0.03, unpaid_share=1 / 3)

    assert real.middle == pytest.approx(paid.middle * 2 / 3)
    assert 0 < real.low < real.middle < real.high
    assert paid.enough


def test_too_little_data_is_said():
    assert not fit_durations(log_of(), CATALOGUE).hourly(2, pay=0.03).enough
    assert not fit_durations(columns([], CATALOGUE), CATALOGUE).hourly(0, pay=0.03).enough


def test_a_stranger_is_less_sure_than_an_acquaintance():
    fitted = fit_durations(log_of(), CATALOGUE)

    _, low, high = fitted.seconds(0)
    _, known_low, known_high = fitted.seconds(0, worker="w1")

    assert high / low > known_high / known_low


def test_impossible_shares_are_refused():
    with pytest.raises(ValueError, match="unpaid_share"):
        fit_durations(log_of(workers=2), CATALOGUE).hourly(0, pay=1.0, unpaid_share=1.0)
