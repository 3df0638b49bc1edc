import json
import math

import pytest

from bench import __main__ as everything
from bench import machine, report, wording


def figure(ours: float, floor: float | None, better: str = "higher", **more: object) -> report.Figure:
    return report.Figure("area under the curve", ours, floor, better, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ours", "floor", "better", "verdict"),
    [
        (0.78, 0.779, "higher", "pass"),
        (0.778, 0.779, "higher", "short"),
        (4.9, 5.0, "lower", "pass"),
        (5.1, 5.0, "lower", "short"),
        (math.nan, 5.0, "lower", "short"),
        (math.nan, 5.0, "higher", "short"),
        (1.0, None, "higher", "no floor"),
    ],
)
def test_a_figure_says_whether_it_reaches_its_floor(ours, floor, better, verdict):
    assert figure(ours, floor, better).verdict == verdict


def test_the_ratio_is_ours_over_theirs():
    assert figure(0.6, None, peers={"Best-LR": 0.5, "nothing": 0.0}).ratios["Best-LR"] == pytest.approx(1.2)


def test_results_carry_machine_seed_commit_and_date(tmp_path):
    section = report.Section(
        "trial",
        "A trial",
        7,
        [figure(0.78, 0.779, peers={"Best-LR": 0.77}), figure(math.nan, 1.0)],
        notes=["seen on one log"],
        plots=[report.Plot("line", lambda axes: axes.plot([1, 2, 3]), alt="a rising line")],
    )

    report.write(section, tmp_path)

    kept = json.loads((tmp_path / "trial.json").read_text())
    assert {"machine", "seed", "commit", "date"} <= set(kept)
    assert [f["verdict"] for f in kept["figures"]] == ["pass", "short"]
    assert kept["figures"][1]["ours"] is None
    for name in ("trial.md", "trial-line.svg"):
        words = (tmp_path / name).read_text()
        assert kept["commit"] in words and kept["date"] in words and "seed 7" in words
    assert (tmp_path / "trial-line.png").stat().st_size > 1000


def test_the_screen_shows_every_peer_and_the_verdict(capsys):
    section = report.Section("trial", "A trial", 7, [figure(0.7, 0.8, peers={"pyBKT": 0.7204})])

    wording.show(section, machine.about(7))

    said = capsys.readouterr().out
    assert "pyBKT 0.7204 (0.97)" in said and "short" in said and "≥ 0.8" in said


def test_a_section_that_breaks_is_not_hidden(capsys):
    broken = everything.Outcome("gains", 1, said="ValueError: no gain")
    absent = everything.Outcome("pay", report.CANNOT, said="cannot be measured here: no shared data")
    measured = everything.Outcome("speed", 0, kept={"figures": [figure(2, 1, "lower").as_json()]})

    everything.summarise([broken, absent, measured])

    said = capsys.readouterr().out
    assert "FAILED: ValueError: no gain" in said
    assert "0 pass, 1 short, 1 sections failed" in said
    assert "short: speed: area under the curve" in said
