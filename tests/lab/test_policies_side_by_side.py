"""Logs of choices, made worlds, and policies compared in them or judged from a log."""

import json

import numpy as np
import pytest

from escalera.engine import Tutor
from escalera.engine.off_policy import Estimate, Unknown
from escalera.lab import choices, policies, synthetic
from escalera.lab.bulk import catalogues
from escalera.lab.logs import MalformedRows
from escalera.lab.models import Model
from escalera.lab.tables import BadLog

SMALL = synthetic.Recipe(seed=3, skills=3, families=3)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    synthetic.write(folder, SMALL, workers=250, attempts=12, claims=20, bad=0.2)
    return folder


@pytest.fixture(scope="module")
def model():
    tutor = Tutor(SMALL.world().catalogue)
    return Model(tutor.catalogue, tutor.gains)


def test_a_made_world_can_be_made_again(made):
    again = synthetic.read(made).world()

    assert again.catalogue.task_types == SMALL.world().catalogue.task_types
    assert np.array_equal(again.gains, SMALL.world().gains)
    written = catalogues.read(made / synthetic.CATALOGUE)
    assert written.task_types == again.catalogue.task_types
    assert written.weights == pytest.approx(again.catalogue.weights, abs=1e-3)
    assert written.difficulty == pytest.approx(again.catalogue.difficulty, abs=1e-3)


def test_what_is_no_world_is_named(tmp_path):
    (tmp_path / "world.json").write_text(json.dumps({"planet": 3}))

    with pytest.raises(BadLog, match="is no world"):
        synthetic.read(tmp_path)


def test_a_log_of_choices_keeps_its_propensities(made):
    log = choices.read([made / synthetic.LOG])

    assert len(log) == 3000
    assert log[0].propensity == pytest.approx(1 / 9, abs=1e-5)
    assert [row.at for row in log[:12]] == list(range(12))


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("w,a,1,0", "propensity 0 for a choice that was made"),
        ("w,a,2,0.5", "score '2' is not between 0 and 1"),
        (",a,1,0.5", "the worker is empty"),
        ("w,a", "fewer fields"),
    ],
)
def test_a_bad_choice_is_named_by_its_line(tmp_path, row, why):
    path = tmp_path / "log.csv"
    path.write_text(f"worker,task_type,score,propensity\nw,a,1,0.5\n{row}\n")

    with pytest.raises(MalformedRows, match=f"line 3: {why}"):
        choices.read([path])


def test_the_same_people_live_under_every_policy(model):
    world, goal = SMALL.world(), {"skill-1": 0.5}

    lived = policies.compare(world, model, goal, workers=4, budget_minutes=120, seed=1)

    assert {"oracle, one step", "tutor, taught by the log", "random"} <= {way.policy for way in lived}
    assert [way.median_minutes for way in lived] == sorted(way.median_minutes for way in lived)
    assert lived == policies.compare(world, model, goal, workers=4, budget_minutes=120, seed=1)


def test_a_model_makes_a_world_in_which_it_is_right(model):
    world = policies.world_of(model)

    assert np.array_equal(world.gains, model.gains.mean)
    assert not np.any(np.triu(world.needs))


def test_a_log_judges_a_policy_or_says_that_it_cannot(made, model):
    log, goal = choices.read([made / synthetic.LOG]), {"skill-1": 0.5}

    relevant = judged(log, model, "relevant", goal, horizon=1, every=True)
    far = judged(log, model, "relevant", goal, horizon=5, every=False)

    assert [row.outcome for row in relevant] == ["score", "minutes", "reached"]
    for row in relevant:
        assert isinstance(row.found, Estimate)
        assert row.found.low <= row.found.value <= row.found.high
    assert all(isinstance(row.found, Unknown) for row in far)


def test_a_policy_of_ones_own_is_a_file_of_weights(made, model, tmp_path):
    own = tmp_path / "mine.csv"
    own.write_text("task_type,weight\n" + "".join(f"{name},1\n" for name in model.catalogue.task_types))
    log = choices.read([made / synthetic.LOG])

    found = judged(log, model, str(own), {}, horizon=1, every=True)[0]

    # Even weights are what the log did: its own average comes back.
    assert found.found.value == pytest.approx(found.log_average, rel=0.01)


@pytest.mark.parametrize(
    "weights", ["task_type,weight\nfamily-0-1,-1\n", "task_type,weight\n", "name,share\na,1\n"]
)
def test_a_policy_that_chooses_nothing_is_refused(model, tmp_path, weights):
    own = tmp_path / "mine.csv"
    own.write_text(weights)

    with pytest.raises(BadLog):
        policies.target(str(own), model, {})


def judged(log, model, policy, goal, *, horizon, every):
    return policies.judge(
        log,
        model,
        policies.target(policy, model, goal),
        goal,
        horizon=horizon,
        every=every,
        level=0.95,
        seed=1,
    )
