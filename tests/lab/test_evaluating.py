"""`escalera engine evaluate`: figures as one object, predictions from the past, errors that help."""

import csv
import json
import os
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

import simulated_logs
from escalera.cli.engine import app
from escalera.lab.evaluation import evaluate

MEASURES = {"auc", "accuracy", "rmse", "log_loss", "ece"}
COSTS = {"compile_seconds", "fit_seconds", "predict_seconds", "train_rows", "test_rows", "peak_rss_mb"}
TEST = simulated_logs.attempts(seed=7, workers=20, first_worker=900)


@pytest.fixture(scope="module")
def train(tmp_path_factory):
    return simulated_logs.write(
        tmp_path_factory.mktemp("train") / "train.csv", simulated_logs.attempts(workers=80)
    )


@pytest.fixture
def test(tmp_path):
    return simulated_logs.write(tmp_path / "test.csv", TEST)


def run(*arguments):
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


def predicted(path):
    with path.open(encoding="utf-8", newline="") as file:
        return np.array([float(row["probability"]) for row in csv.DictReader(file)])


def test_json_is_one_object_with_every_figure(train, test, tmp_path):
    answer = run("--train", train, "--test", test, "--fast", "--json")

    figures = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert figures.keys() == MEASURES | COSTS
    assert figures["auc"] > 0.7
    assert (figures["train_rows"], figures["test_rows"]) == (3200, 800)


def test_predictions_are_written_row_by_row(train, test, tmp_path):
    out = tmp_path / "out.csv"

    run("--train", train, "--test", test, "--fast", "--predictions", out)

    assert predicted(out).shape == (800,)
    assert out.read_text().splitlines()[1].startswith("2,")


def test_a_score_in_the_test_log_never_reaches_its_own_prediction(train, tmp_path):
    flipped = TEST.score.copy()
    flipped[100] = 1 - flipped[100]
    found = []
    for name, log in (("kept", TEST), ("flipped", replace(TEST, score=flipped))):
        out = tmp_path / f"{name}.csv"
        evaluate([train], [simulated_logs.write(tmp_path / f"{name}.log", log)], predictions=out, fast=True)
        found.append(predicted(out))

    same = (np.arange(800) <= 100) | (TEST.worker != TEST.worker[100])
    np.testing.assert_allclose(found[0][same], found[1][same], atol=1e-6)
    assert np.abs(found[0] - found[1])[~same].max() > 1e-3


def test_a_worker_in_both_logs_brings_their_past(train, tmp_path):
    returning = replace(TEST, worker=TEST.worker - 900)
    found = []
    for name, log in (("new", TEST), ("returning", returning)):
        out = tmp_path / f"{name}.csv"
        evaluate([train], [simulated_logs.write(tmp_path / f"{name}.log", log)], predictions=out, fast=True)
        found.append(predicted(out))

    assert np.abs(found[0] - found[1])[::40].max() > 0.05


def test_rows_of_unknown_score_are_passed_over(train, tmp_path):
    score = TEST.score.copy()
    score[::4] = np.nan
    log = simulated_logs.write(tmp_path / "gaps.csv", replace(TEST, score=score))

    assert evaluate([train], [log], fast=True).test_rows == 600


def test_a_malformed_row_stops_the_run_with_its_line(train, test):
    test.write_text(test.read_text().replace("w901,", ",", 1))

    answer = run("--train", train, "--test", test, "--fast")

    assert answer.exit_code == 2
    assert "line 42: the worker is empty" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_malformed_row_is_passed_over_when_asked(train, test):
    test.write_text(test.read_text().replace("w901,", ",", 1))

    answer = run("--train", train, "--test", test, "--fast", "--skip-bad", "--json")

    assert json.loads(answer.stdout)["test_rows"] == 799


@pytest.mark.parametrize(("score", "says"), [(1.0, "same outcome"), (np.nan, "no row has a score")])
def test_a_test_log_that_can_measure_nothing_is_refused(train, tmp_path, score, says):
    log = simulated_logs.write(tmp_path / "flat.csv", replace(TEST, score=np.full(800, score)))

    answer = run("--train", train, "--test", log, "--fast")

    assert answer.exit_code == 2
    assert says in answer.stderr


def test_a_missing_file_or_folder_is_named(train, test, tmp_path):
    missing = run("--train", tmp_path / "nowhere.csv", "--test", test)
    unwritable = run("--train", train, "--test", test, "--predictions", tmp_path / "no" / "out.csv")

    assert (missing.exit_code, unwritable.exit_code) == (2, 2)
    assert "no such file" in missing.stderr
    assert "make it first" in unwritable.stderr


@pytest.mark.prove
def test_assistments_2009_is_predicted_at_least_as_well_as_promised():
    shared = (
        Path(os.environ.get("ESCALERA_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
        / "learning"
    )
    if not shared.is_dir():
        pytest.skip("the shared learning logs are not on this machine")

    began = time.process_time()
    found = evaluate([shared / "assistments09_train.csv.gz"], [shared / "assistments09_test.csv.gz"])

    assert found.auc >= 0.8
    assert found.rmse <= 0.418
    assert found.ece <= 0.012
    assert time.process_time() - began < 120
