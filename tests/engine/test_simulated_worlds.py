import numpy as np
import pytest

from escalera.engine import Tutor
from escalera.engine import simulation as sim


@pytest.fixture(scope="module")
def world():
    return sim.make(rng=np.random.default_rng(3), skills=4, families=6)


@pytest.fixture(scope="module")
def goal(world):
    return {world.catalogue.skills[0]: 0.5, world.catalogue.skills[2]: 0.5}


def lives(world, goal, policy, workers=12):
    rng = np.random.default_rng(1)
    return sim.run(world, goal, policy, workers=workers, budget_minutes=900, rng=rng)


def test_the_same_seed_gives_the_same_lives(world, goal):
    one, other = (
        lives(world, goal, lambda: sim.TutorPolicy(Tutor(world.catalogue), goal), 3) for _ in range(2)
    )

    assert np.array_equal(one.minutes, other.minutes)


def test_knowing_the_truth_beats_the_tutor_and_the_tutor_beats_chance(world, goal):
    log = sim.random_log(world, workers=150, attempts=30, rng=np.random.default_rng(2))
    claims = sim.recommendations(world, log, count=100, bad=0.2, rng=np.random.default_rng(2))
    tutor = Tutor(world.catalogue).learn(log, claims)

    oracle = lives(world, goal, lambda: sim.oracle(world.catalogue, goal))
    taught = lives(world, goal, lambda: sim.TutorPolicy(tutor, goal))
    chance = lives(world, goal, lambda: sim.baselines(world.catalogue, goal, claims)["random"])

    def usual(result):
        return float(np.minimum(np.sort(result.minutes), 900).mean())

    assert usual(oracle) < usual(taught) < 0.8 * usual(chance)


def test_every_baseline_runs(world, goal):
    names = sim.baselines(world.catalogue, goal, [])

    for name in names:
        result = lives(
            world, goal, lambda name=name: sim.baselines(world.catalogue, goal, [])[name], workers=2
        )
        assert 0.0 <= result.ready <= 1.0


def test_worlds_pay_about_what_studies_report():
    world = sim.make(rng=np.random.default_rng(0), families=60)
    paid = world.catalogue.pay > 0

    hourly = world.catalogue.pay[paid] * 3600 / world.catalogue.seconds[paid] * (2 / 3)

    assert 2.0 <= np.median(hourly) <= 3.0


def test_a_hidden_prerequisite_holds_gains_back(world):
    person = sim.Person.born(world, rng=np.random.default_rng(0))
    needing, needed = (int(at) for at in np.argwhere(world.needs)[0])

    person.skills[needed] = -3.0
    held = person.crowd.gate(np.array([0]))[0, needing]
    person.skills[needed] = 1.0

    assert held < 0.3
    assert person.crowd.gate(np.array([0]))[0, needing] > 0.9


def test_bad_peers_praise_what_is_useless(world):
    log = sim.random_log(world, workers=40, attempts=30, rng=np.random.default_rng(2))

    def useful(bad):
        claims = sim.recommendations(world, log, count=200, bad=bad, rng=np.random.default_rng(5))
        return np.mean([world.gains[world.catalogue.type_at(claim.task_type)].max() for claim in claims])

    assert useful(0.0) > useful(1.0)
