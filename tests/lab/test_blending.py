"""A second head is heard as far as it helped on workers held out, and no further."""

import sys

import numpy as np
import pytest
from typer.testing import CliRunner

import simulated_logs
from escalera.cli.engine import app
from escalera.engine import prediction
from escalera.lab import blending, measures
from escalera.lab.evaluation import evaluate

TRAIN = simulated_logs.attempts(workers=80)
TEST = simulated_logs.attempts(seed=7, workers=40, first_worker=900)


class Seer:
    """Knows each item's truth but for some noise; remembers whom it was taught with."""

    def __init__(self, noise):
        self.noise, self.taught = noise, None

    def fit(self, train, *, rng):
        self.taught, self.rng = set(train.worker.tolist()), rng

    def predict(self, past, rows):
        assert not self.taught & set(rows.worker.tolist()), "a worker it was taught with is no test"
        return np.clip(0.2 + 0.6 * rows.score + self.rng.normal(0.0, self.noise, len(rows)), 0.01, 0.99)


def learned(head):
    crossfit = prediction.crossfit(TRAIN, rng=np.random.default_rng(0), effort=prediction.FAST)
    p = crossfit.model.predict(TEST)
    blend = blending.learn(crossfit, TRAIN, head, rng=np.random.default_rng(1))
    return p, blend.of(p, TRAIN, TEST), blend


def test_a_head_that_knows_more_is_heard():
    alone, blended, _ = learned(Seer(0.3))

    assert measures.auc(TEST.score, blended) > measures.auc(TEST.score, alone) + 0.05


def test_a_head_that_knows_nothing_changes_nothing():
    class Blind(Seer):
        def predict(self, past, rows):
            return self.rng.random(len(rows))

    alone, blended, _ = learned(Blind(0.0))

    assert abs(measures.auc(TEST.score, blended) - measures.auc(TEST.score, alone)) < 0.005


def test_evaluate_takes_a_second_head(tmp_path):
    train = simulated_logs.write(tmp_path / "train.csv", TRAIN)
    test = simulated_logs.write(tmp_path / "test.csv", TEST)

    class Coded(Seer):
        def predict(self, past, rows):
            return np.clip(0.2 + 0.6 * rows.score, 0.01, 0.99)

    assert evaluate([train], [test], fast=True, second_head=Coded(0.0)).auc > 0.99


def test_without_torch_deep_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    monkeypatch.delitem(sys.modules, "escalera.lab.deep", raising=False)
    log = simulated_logs.write(tmp_path / "log.csv", TEST)

    answer = CliRunner().invoke(app, ["evaluate", "--train", str(log), "--test", str(log), "--deep"])

    assert answer.exit_code == 2
    assert "escalera[deep]" in answer.stderr


def test_certainty_has_a_finite_logit():
    assert np.isfinite(blending.logit(np.array([0.0, 1.0]))).all()


@pytest.mark.parametrize("workers", [1, 2])
def test_weights_come_from_few_workers_too(workers):
    both = np.random.default_rng(0).normal(size=(40, 2))
    score = (both[:, 0] > 0).astype(float)

    assert np.isfinite(blending.weigh(both, score, np.arange(40) % workers).weights).all()
