"""Simulated worlds can be lived again, people are the same under every policy, and the truth is known."""

import numpy as np
import pytest

from escalera.engine import Tutor
from escalera.engine import simulation as sim


@pytest.fixture(scope="module")
def world():
    return sim.make(rng=np.random.default_rng(3), skills=4, families=6, dropout=0.001)


@pytest.fixture(scope="module")
def goal(world):
    return {world.catalogue.skills[0]: 0.5, world.catalogue.skills[2]: 0.5}


def lives(world, goal, policy, workers=12, seed=1):
    rng = np.random.default_rng(seed)
    return sim.run(world, goal, policy, workers=workers, budget_minutes=900, rng=rng)


def together(world, goal, adviser, workers=12, seed=1):
    rng = np.random.default_rng(seed)
    return sim.run_together(world, goal, adviser, workers=workers, budget_minutes=900, rng=rng)


def test_the_same_seed_gives_the_same_lives(world, goal):
    one, other = (
        lives(world, goal, lambda: sim.TutorPolicy(Tutor(world.catalogue), goal), 2) for _ in range(2)
    )

    assert np.array_equal(one.minutes, other.minutes)
    assert np.array_equal(one.earned, other.earned)


def test_a_policy_for_each_and_one_for_all_meet_the_same_people(world, goal):
    each = lives(world, goal, lambda: sim.oracle(world.catalogue, goal))
    at_once = together(world, goal, sim.oracle(world.catalogue, goal))

    assert np.allclose(each.minutes, at_once.minutes)


def test_who_leaves_early_does_not_change_the_luck_of_those_who_stay(world):
    people, others = (world.crowd(5, rng=np.random.default_rng(0)) for _ in range(2))
    luck = sim.Luck.draw(5, rng=np.random.default_rng(1))
    rows = np.arange(5)

    score, seconds = people.attempt(np.arange(5), rows, luck)
    few = np.array([1, 3])
    few_score, few_seconds = others.attempt(few, rows[few], luck.of(few))

    assert np.array_equal(score[few], few_score)
    assert np.allclose(seconds[few], few_seconds)


def test_knowing_the_truth_beats_the_tutor_and_the_tutor_beats_chance(world, goal):
    log = sim.random_log(world, workers=150, attempts=30, rng=np.random.default_rng(2))
    claims = sim.recommendations(world, log, count=100, bad=0.2, rng=np.random.default_rng(2))
    tutor = Tutor(world.catalogue).learn(log, claims)

    oracle = together(world, goal, sim.oracle(world.catalogue, goal))
    taught = lives(world, goal, lambda: sim.TutorPolicy(tutor, goal))
    chance = together(world, goal, sim.baselines(world.catalogue, goal, claims, workers=12)["random"])

    def usual(result):
        return float(np.minimum(result.minutes, 900).mean())

    assert usual(oracle) < usual(taught) < 0.8 * usual(chance)
    assert taught.regret(oracle, budget_minutes=900) > 0


def test_worlds_pay_about_what_studies_report():
    world = sim.make(rng=np.random.default_rng(0), families=60)
    paid = world.catalogue.pay > 0

    hourly = world.catalogue.pay[paid] * 3600 / world.catalogue.seconds[paid] * (2 / 3)

    assert 2.0 <= np.median(hourly) <= 3.0


def test_a_hidden_prerequisite_holds_gains_back(world):
    person = world.born(rng=np.random.default_rng(0))
    needing, needed = (int(at) for at in np.argwhere(world.needs)[0])

    person.skills[needed] = -3.0
    held = person.crowd.gate(person.who)[0, needing]
    person.skills[needed] = 1.0

    assert held < 0.3
    assert person.crowd.gate(person.who)[0, needing] > 0.9


def test_an_attempt_moves_skills_by_the_true_gain_and_time_by_more_than_the_work(world):
    person = world.born(rng=np.random.default_rng(0))
    row = int(np.flatnonzero((world.catalogue.pay > 0) & (world.gains.sum(axis=1) > 0))[0])
    before, gain = person.skills.copy(), person.true_gain(row)

    _, seconds = person.attempt(row, rng=np.random.default_rng(1))

    assert np.allclose(person.skills - before, gain)
    assert person.minutes == pytest.approx(seconds / 60 * 1.5)
    assert person.done == [row]


def test_bad_peers_praise_what_is_useless(world):
    log = sim.random_log(world, workers=40, attempts=30, rng=np.random.default_rng(2))

    def useful(bad):
        claims = sim.recommendations(world, log, count=200, bad=bad, rng=np.random.default_rng(5))
        return np.mean([world.gains[world.catalogue.type_at(claim.task_type)].max() for claim in claims])

    assert useful(0.0) > useful(1.0)


@pytest.mark.parametrize(
    "switch",
    [{"kinds": 3}, {"forgetting": 0.01}, {"jump": 0.5}, {"shape": "harder"}, {"boredom": (0.5, 2.0)}],
    ids=str,
)
def test_every_switch_changes_how_people_learn(switch):
    plain, other = (sim.make(rng=np.random.default_rng(0), **more) for more in ({}, switch))

    def learned(world):
        crowd = world.crowd(20, rng=np.random.default_rng(1))
        born = crowd.skills.copy()
        rng = np.random.default_rng(2)
        for _ in range(20):
            crowd.attempt(np.arange(20), rng.integers(42, size=20), sim.Luck.draw(20, rng=rng))
        return crowd.skills - born

    assert not np.allclose(learned(plain), learned(other))


def test_the_median_is_of_people_who_stay():
    gone = sim.Result(
        minutes=np.array([10.0, 20.0, np.inf, np.inf, np.inf, 90.0]),
        attempts=np.ones(6),
        earned=np.ones(6),
        spent=np.array([10.0, 20.0, 5.0, 5.0, 5.0, 90.0]),
    )

    assert gone.median_minutes == 20.0
    assert gone.ready == 0.5


def test_the_median_is_unknown_where_fewer_than_half_ever_get_there():
    slow = sim.Result(
        np.array([10.0, np.inf, np.inf]), np.ones(3), np.ones(3), np.array([10.0, 900.0, 900.0])
    )

    assert slow.median_minutes == np.inf
