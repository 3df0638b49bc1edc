"""The comparison of policies: what is left out is gone, what was run is not run again, ratios are honest."""

from dataclasses import replace

import numpy as np
import pytest

from bench import planning, planning_runs
from escalera.engine import Tutor
from escalera.engine import simulation as sim

FEW = planning_runs.Unit("mastery", 0, 0, ("random", "UCB", "tutor"), workers=2, budget=20.0, draw=0)


def result(minutes: list[float], earned: float = 1.0) -> sim.Result:
    until = np.array(minutes)
    spent = np.where(np.isfinite(until), until, 1000.0)
    return sim.Result(until, np.ones(until.size), np.full(until.size, earned), spent)


@pytest.fixture
def table():
    """Two instances in which the best baseline differs."""
    return planning.Table(
        "mastery",
        1000.0,
        {
            "tutor": {0: result([100.0] * 5), 1: result([300.0] * 5)},
            "random": {0: result([400.0] * 5), 1: result([500.0] * 5)},
            "ZPDES": {0: result([900.0] * 5), 1: result([400.0] * 5)},
            "UCB": {0: result([np.inf] * 5), 1: result([np.inf] * 5)},
            "oracle, one step": {0: result([50.0] * 5), 1: result([200.0] * 5)},
        },
    )


def test_the_worst_instance_is_beside_the_best_baseline_of_that_instance(table):
    ratio, seed = table.worst()

    assert (ratio, seed) == (pytest.approx(0.75), 1)


def test_the_best_baseline_has_the_least_median_of_all_people(table):
    assert table.best == "random"
    assert table.median("UCB") == 1000.0


def test_the_figures_say_pass_or_short(table):
    verdicts = {figure.what.removeprefix("mastery: "): figure for figure in table.figures()}

    assert verdicts["ratio to the best baseline (random)"].ours == pytest.approx(100 / 400)
    assert verdicts["share of the gap to the oracle closed"].ours == pytest.approx(300 / 350)
    assert verdicts["worst instance's ratio"].verdict == "pass"


@pytest.mark.parametrize("without", planning_runs.ABLATIONS[2:])
def test_an_ablation_takes_one_thing_away_and_leaves_the_tutor_usable(without):
    world = sim.make(rng=np.random.default_rng(0), skills=3, families=4, declared=True, prerequisites=1.0)
    tutor = Tutor(world.catalogue)
    changed = replace(tutor.gains, mean=0.5 * tutor.gains.mean + 0.01, needs=np.full((3, 3), 0.5))
    learned = Tutor(replace(world.catalogue, weights=np.full((12, 3), 1 / 3)), changed)

    less = planning_runs.ablated(learned, without, declared=world.catalogue)

    taken = {
        "no exploration": less.exploration == 0.0,
        "no gains": np.array_equal(less.gains.mean[:, 0] > 0.05, np.ones(12, dtype=bool)),
        "no prerequisites": not less.gains.needs.any() and not less.catalogue.prerequisites.any(),
        "no variety": less.gains.form.again == less.gains.form.family_again == 1.0,
        "no kinds": less.gains.kinds.share.size == 1,
        "no label repair": np.array_equal(less.catalogue.weights, world.catalogue.weights),
    }
    assert taken[without]
    assert less.ask(less.newcomer(), {"skill-0": 0.6}, rng=np.random.default_rng(0)) is not None


def test_nothing_else_can_be_left_out():
    world = sim.make(rng=np.random.default_rng(0), skills=3, families=4)

    with pytest.raises(ValueError, match="no luck"):
        planning_runs.ablated(Tutor(world.catalogue), "no luck", declared=world.catalogue)


def test_what_was_run_is_read_and_not_run_again(tmp_path, monkeypatch):
    monkeypatch.setattr(planning_runs, "CACHE", tmp_path)
    first = list(planning_runs.run_unit(FEW))

    monkeypatch.setattr(planning_runs.Bench, "run", lambda *_: pytest.fail("run again"))
    again = list(planning_runs.run_unit(FEW))

    assert [run.policy for run in again] == list(FEW.policies)
    for one, other in zip(first, again, strict=True):
        assert np.array_equal(one.result.spent, other.result.spent)


def test_a_change_of_the_planner_leaves_the_baselines_results(monkeypatch):
    before = planning_runs._name(FEW, "UCB"), planning_runs._name(FEW, "tutor")

    monkeypatch.setattr(planning_runs, "fingerprint", lambda part: "new" if part == "engine" else _kept(part))

    assert planning_runs._name(FEW, "UCB") == before[0]
    assert planning_runs._name(FEW, "tutor") != before[1]


_kept = planning_runs.fingerprint


def test_a_full_run_has_every_policy_in_every_judge_and_every_log_for_the_ablations():
    units = planning.units(planning.Size(), seed=0)

    main = [unit for unit in units if planning.ORACLE in unit.policies]
    assert len(main) == 40
    assert all(len(unit.policies) == 12 for unit in main)
    assert {unit.attempts for unit in units if unit not in main} == {0, 5_000, 30_000}


def test_the_plots_can_be_drawn(table):
    from matplotlib.figure import Figure

    size = planning.Size(ablated_workers=5, ablated_seeds=1, budget=1000.0, logs=(0, 900))
    names = (*planning.SIMPLE, "tutor", *planning._ablated())
    runs = [
        planning_runs.Run(
            replace(FEW, attempts=log, workers=5), name, result([100.0 * (1 + at)] * 5), cpu=1.0
        )
        for log in size.logs
        for at, name in enumerate(names)
    ]

    plots = planning.plots({"mastery": table}, runs, size)
    for plot in plots:
        plot.draw(Figure().subplots())

    assert [plot.name for plot in plots] == ["medians-mastery", "ready-mastery", "ablations"]
    assert all(plot.alt for plot in plots)
