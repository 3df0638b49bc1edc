"""How well pay is foretold is measured walking forward, and never on too little."""

import csv
import json
import os
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from escalera.cli import pay as command
from escalera.lab import pay_evaluation, timing
from escalera.lab.logs import MalformedRows
from escalera.lab.tables import BadLog

SHARED = Path(os.environ.get("ESCALERA_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
TIMINGS = SHARED / "learning" / "crowdtruth_timing.csv.gz"
HEADER = ("worker", "item", "task_type", "skills", "score", "at", "seconds", "pay")


def rows_of(many=200, *, start=False, seed=0):
    """Five workers, each doing one thing after another."""
    rng = np.random.default_rng(seed)
    clock, rows = np.zeros(5), []
    for n in range(many):
        worker = n % 5
        seconds = round(float(np.exp(rng.normal(3.0, 0.4))), 1)
        begun = clock[worker]
        clock[worker] += seconds + rng.uniform(0, 2)
        at = begun if start else begun + seconds
        rows.append([f"w{worker}", f"i{n % 7}", "read", "", "", f"{at:.1f}", seconds, 0.05])
    return rows


@pytest.fixture
def log(tmp_path):
    def log(rows, header=HEADER):
        path = tmp_path / "log.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([header, *(row[: len(header)] for row in rows)])
        return path

    return log


def run(*arguments):
    result = CliRunner().invoke(command.app, ["evaluate", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_the_figures_are_those_promised(log):
    result = run(log(rows_of()), "--json")

    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert set(told) == {"within_75", "within_75_cold", "mdape", "coverage_80", "rows"}
    assert told["rows"] == 200
    assert 0.6 < told["within_75"] <= 1.0


def test_measures_are_what_they_are_called(log):
    read = timing.read([log(rows_of(100))])
    ones = np.ones(100)
    seconds = read.timings.seconds
    right = pay_evaluation.Forecasts(seconds / 1.7499, seconds, seconds, ones.astype(int))
    wrong = pay_evaluation.Forecasts(seconds / 1.76, seconds + 1, seconds + 2, ones.astype(int))

    good, bad = pay_evaluation.measure(read, right), pay_evaluation.measure(read, wrong)

    assert (good.within_75, good.within_75_cold, good.coverage_80) == (1.0, 1.0, 1.0)
    assert (bad.within_75, bad.within_75_cold, bad.coverage_80) == (0.0, 0.0, 0.0)
    assert good.mdape == pytest.approx(0.7499)


def test_too_little_is_said_and_nothing_else(log):
    result = run(log(rows_of(20)), "--json")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "20 timed and paid" not in result.stderr
    assert "20 timed attempts; at least 50 are needed" in result.stderr


def test_a_log_without_times_is_refused_in_words(log):
    untimed = [[*row[:6], "", row[7]] for row in rows_of(60)]

    assert "no row has seconds" in run(log(untimed)).stderr
    assert "column seconds is missing" in run(log(rows_of(60), HEADER[:6])).stderr


def test_practice_teaches_time_but_is_no_wage(log):
    rows = rows_of(200)
    for row in rows[::2]:
        row[7] = 0

    walked = pay_evaluation.evaluate([log(rows)])

    assert walked.evaluation.rows == 100
    assert walked.forecasts.attempts[-1] > 150
    assert any("100 rows without pay" in remark for remark in walked.remarks)


def test_without_a_pay_column_every_attempt_counts(log):
    assert pay_evaluation.evaluate([log(rows_of(60), HEADER[:7])]).evaluation.rows == 60


@pytest.mark.parametrize("start", [True, False])
def test_whether_at_is_beginning_or_handing_in_is_seen_from_the_log(log, start):
    read = timing.read([log(rows_of(start=start))])

    assert read.at == ("start" if start else "submit")
    assert bool(np.all(read.timings.told > read.timings.asked)) == start


def test_who_says_what_at_means_is_believed(log):
    assert timing.read([log(rows_of(start=True))], at="submit").at == "submit"
    assert run(log(rows_of()), "--at", "noon").exit_code == 2


def test_without_times_of_day_the_order_of_the_rows_counts(log):
    rows = rows_of()
    rows[17][5] = ""

    walked = pay_evaluation.evaluate([log(rows)])

    assert walked.log.at == "order"
    assert any("order of the rows" in remark for remark in walked.remarks)


def test_bad_rows_are_named_or_passed_over(log):
    rows = rows_of()
    rows[3][6], rows[5][7] = -4, "much"
    path = log(rows)

    with pytest.raises(MalformedRows, match=r"line 5.*negative.*line 7.*'much'"):
        timing.read([path])

    assert len(timing.read([path], skip_bad=True).timings) == 198


def test_what_was_foretold_can_be_kept(log, tmp_path):
    kept = tmp_path / "forecasts.csv"

    run(log(rows_of()), "--forecasts", kept)

    with kept.open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 200
    assert all(0 < float(row["low"]) <= float(row["foretold"]) <= float(row["high"]) for row in rows)
    assert run(log(rows_of()), "--forecasts", tmp_path).exit_code == 2


def test_nobody_is_at_two_places_at_once():
    worker, at, seconds = np.zeros(3, dtype=np.int64), np.array([0.0, 50, 60]), np.array([49.0, 9, 100])

    assert timing.meaning_of_at(worker, at, seconds) == "start"


def test_nothing_of_the_last_row_is_seen_before_it_is_over(log):
    rows = rows_of()
    late = [list(row) for row in rows]
    late[max(range(200), key=lambda n: float(rows[n][5]))][6] = 9999.0

    one = pay_evaluation.evaluate([log(rows)], at="submit").forecasts.seconds
    other = pay_evaluation.evaluate([log(late)], at="submit").forecasts.seconds

    np.testing.assert_array_equal(one, other)


@pytest.mark.skipif(not TIMINGS.exists(), reason="the shared data folder is not here")
def test_the_floors_hold_on_real_timings():
    found = pay_evaluation.evaluate([TIMINGS]).evaluation

    assert found.rows == 4966
    assert found.within_75 >= 0.87
    assert found.within_75_cold >= 0.70
    assert found.mdape <= 0.33
    assert 0.77 <= found.coverage_80 <= 0.83


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(BadLog, match="no such file"):
        pay_evaluation.evaluate([tmp_path / "none.csv"])
