"""The comparison with other predictors: on the same rows, from the past alone, with honest intervals."""

from dataclasses import replace

import numpy as np
import pytest
from bench.peers import kept, sequences, shared_logs

import simulated_logs
from bench import hidden_skills, prediction, report, resampling
from escalera.lab import measures

RNG = np.random.default_rng
SCORE = (RNG(0).random(400) < 0.6).astype(float)
WORKER = np.repeat(np.arange(20), 20)


def test_the_resampled_auc_of_everyone_is_the_auc_ties_and_all():
    p = np.round(RNG(1).random(400), 1)

    found = resampling.spread({"p": p}, SCORE, WORKER, rng=RNG(2), repeats=5)

    assert found.auc[0] == pytest.approx(measures.auc(SCORE, p), abs=1e-12)


def test_a_drawn_auc_is_that_of_the_workers_drawn_each_as_often_as_drawn():
    p, rng = RNG(1).random(400), RNG(3)

    found = resampling.spread({"p": p}, SCORE, WORKER, rng=RNG(3), repeats=1)

    drawn = rng.integers(20, size=20)
    rows = np.concatenate([np.flatnonzero(worker == WORKER) for worker in drawn])
    assert found.drawn[0, 0] == pytest.approx(measures.auc(SCORE[rows], p[rows]), abs=1e-12)


def test_the_interval_of_a_difference_is_narrower_than_of_what_is_compared():
    worse = RNG(1).random(400) + 0.3 * SCORE
    better = worse + 0.1 * SCORE

    found = resampling.spread({"better": better, "worse": worse}, SCORE, WORKER, rng=RNG(2), repeats=200)
    gain, low, high = found.difference("better", "worse")

    assert 0 < low < gain < high
    assert high - low < np.diff(found.interval("worse"))[0]


def test_kept_predictions_come_back_in_order(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "FOLDER", tmp_path)
    p = RNG(0).random(500)
    making = kept.Making("dkt", "somewhere", "python -m ...", 1, 2.5, "abc", 500)

    kept.write(making, p)
    found, read = kept.read("dkt", "somewhere")

    assert found == making
    np.testing.assert_allclose(read, p, atol=2e-3)


@pytest.mark.parametrize("path", sorted(kept.FOLDER.glob("*.npz")), ids=lambda path: path.stem)
def test_what_is_kept_is_small_says_how_it_was_made_and_fits_its_log(path):
    log, _, model = path.stem.partition("-")
    making, p = kept.read(model, log)

    assert path.stat().st_size < 200_000
    assert making.command.startswith("python -m bench.peers.")
    assert making.commit and making.cpu_seconds > 0
    assert p.size == making.rows == {"assistments09": 58_266, "algebra05": 14_350}[log]
    assert ((p > 0) & (p < 1)).all()


def test_a_row_with_several_skills_is_one_place_with_a_code_of_its_own():
    log = simulated_logs.attempts(workers=4)

    rows = sequences.Codes.of(log).encoded(log)

    pairs = np.diff(log.skill_starts) == 2
    assert rows.skill.size == len(log)
    assert not set(rows.skill[pairs]) & set(rows.skill[~pairs])


@pytest.mark.parametrize("name", ["dkt", "simplekt", "akt"])
@pytest.mark.parametrize("row", [0, 50, 150, 305])
def test_peers_predict_from_the_past_alone(name, row):
    torch = pytest.importorskip("torch", reason="the neural peers need PyTorch, the extra `deep`")
    from bench.peers import train

    log = simulated_logs.attempts(workers=2, rows_each=310)
    codes = sequences.Codes.of(log)
    torch.manual_seed(0)
    network = train.MODELS[name](codes.skills.size + 1, codes.items.size + 1)
    if name != "dkt":  # difficulties begin at nought, which would hide a leak through them
        torch.nn.init.normal_(network.difficulty.weight)
    score = log.score.copy()
    score[row] = 1.0 - score[row]

    change = train.predict(network, codes, log) - train.predict(network, codes, replace(log, score=score))

    assert np.flatnonzero(change)[0] == row + 1
    assert np.flatnonzero(change)[-1] < 310


def test_every_row_is_predicted_once_by_overlapping_windows():
    worker = np.repeat(np.arange(4), (1, 200, 201, 950))

    windows = sequences.overlapping(worker, np.arange(worker.size))

    predicted = np.concatenate([window[passed:] for window, passed in windows])
    np.testing.assert_array_equal(np.sort(predicted), np.arange(worker.size))
    assert max(window.size for window, _ in windows) == sequences.LENGTH


def test_hidden_skills_are_seen_in_order_alone():
    log = hidden_skills.attempts(workers=200, rows_each=80, rng=RNG(0))
    score, group = log.score.reshape(200, 80), log.item.reshape(200, 80) % hidden_skills.SKILLS

    same = group[:, 1:] == group[:, :-1]
    again = score[:, 1:] == score[:, :-1]

    assert again[same].mean() > again[~same].mean() + 0.1
    assert np.ptp([log.score[log.item == item].mean() for item in range(hidden_skills.ITEMS)]) < 0.2


def test_the_short_section_compares_everyone_on_the_same_rows():
    try:
        shared_logs.folder()
    except FileNotFoundError:
        pytest.skip("the shared learning logs are not on this machine")

    section = prediction.measure(short=True, seed=1)

    figures = {figure.what: figure for figure in section.figures}
    first = figures["AUC, assistments09"]
    assert first.ours > 0.6
    assert {"Best-LR", "DKT", "simpleKT"} <= set(first.peers)
    assert all(0.5 < theirs < 0.9 for theirs in first.peers.values())
    assert figures["fast mode: AUC, assistments09"].ours > 0.6
    assert {figure.verdict for figure in section.figures} == {"no floor"}


def test_without_shared_logs_the_section_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("ESCALERA_SHARED_DATA", str(tmp_path))

    with pytest.raises(report.CannotMeasure, match="ESCALERA_SHARED_DATA"):
        prediction.measure(short=True, seed=1)


@pytest.mark.prove
def test_the_sequence_head_finds_hidden_skills():
    pytest.importorskip("torch", reason="the sequence head needs PyTorch, the extra `deep`")
    from bench import sequence_head

    assert sequence_head.figure(seed=1).verdict == "pass"
