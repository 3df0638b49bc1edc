"""Judges are seeded, realistic, and two of them are built on other assumptions than ours."""

import numpy as np
import pytest

from escalera.engine import simulation as sim
from escalera.engine.simulation import judges
from escalera.engine.simulation.judges.insight import WITHOUT_FAILURE
from escalera.engine.simulation.judges.mastery import LEVELS, STEP

ONE = np.array([0])


def first(name, seed=0):
    """The first draw of a judge, realistic or not: quick to make."""
    return judges.instance(name, seed, draw=0)


def sure(score):
    """Luck that makes one person's answer right (0) or wrong (1), and learning certain."""
    return sim.Luck(*(np.array([value]) for value in (score, 1e-9, 0.5, 1.0, 0.0)))


@pytest.mark.parametrize("name", list(judges.JUDGES))
def test_a_seed_makes_the_same_instance_and_another_seed_another(name):
    one, same, other = first(name), first(name), first(name, seed=1)

    assert one.goal == same.goal
    assert np.array_equal(one.world.gains, same.world.gains)
    assert not np.array_equal(one.world.gains, other.world.gains)
    assert one.history(450)[0] == same.history(450)[0]


@pytest.mark.parametrize("name", list(judges.JUDGES))
def test_the_oracle_beats_chance(name):
    case = first(name)

    def minutes(adviser):
        ran = sim.run_together(
            case.world, case.goal, adviser, workers=10, budget_minutes=700, rng=case.stream("t")
        )
        return np.minimum(ran.minutes, 700).mean()

    chance = sim.baselines(case.world.catalogue, case.goal, workers=10)["random"]
    assert minutes(sim.oracle(case.world.catalogue, case.goal)) < 0.9 * minutes(chance)


@pytest.mark.parametrize("name", list(judges.JUDGES))
def test_what_is_lacking_is_nothing_exactly_when_the_goal_is_reached(name):
    case = first(name)
    crowd, everyone = case.world.crowd(200, rng=np.random.default_rng(0)), np.arange(200)
    skill = int(np.argmax(crowd.skills.mean(axis=0)))
    easy = case.world.catalogue.target({case.world.catalogue.skills[skill]: 0.3})

    there = crowd.reached(everyone, easy)
    lacking = crowd.lacking(everyone, easy)[:, skill]

    assert 0 < there.sum() < 200
    assert np.array_equal(there, lacking <= 1e-9)


def test_for_a_kind_of_worker_other_families_work():
    world = judges.JUDGES["kinds and labels"].world(rng=np.random.default_rng(0))

    best = {int(np.argmax(factor)) for factor in world.factor}

    assert len(best) > 1


def test_a_quarter_of_the_labels_is_wrong():
    judge = judges.JUDGES["kinds and labels"]
    worlds = [judge.world(rng=np.random.default_rng(seed)) for seed in range(10)]

    wrong = [np.any(world.weights != world.catalogue.weights, axis=1).mean() for world in worlds]

    assert 0.15 < np.mean(wrong) < 0.35


def test_in_the_mastery_judge_a_level_comes_at_once_and_only_when_what_it_needs_is_known():
    world = judges.JUDGES["mastery"].world(rng=np.random.default_rng(0))
    person = world.born(rng=np.random.default_rng(0))
    needing, needed = (int(at) for at in np.argwhere(world.needs)[0])
    row = int(np.flatnonzero((world.main == needing) & (world.level == 1))[0])
    crowd = person.crowd
    crowd.known[0] = False
    crowd.known[0, needing, 0] = True

    locked = person.true_gain(row)[needing]
    crowd.known[0, needed, 0] = True
    unlocked = person.true_gain(row)[needing]
    crowd.attempt(ONE, np.array([row]), sure(0))

    assert locked < 0.2 * unlocked
    assert crowd.known[0, needing].tolist() == [True, True, False]
    assert person.true_gain(row)[needing] == 0.0


def test_in_the_mastery_judge_success_jumps_with_knowing_and_what_is_known_is_forgotten():
    world = judges.JUDGES["mastery"].world(rng=np.random.default_rng(0))
    crowd = world.crowd(400, rng=np.random.default_rng(0))
    alone = int(np.flatnonzero((world.second < 0) & (world.level == 0))[0])
    crowd.known[:] = True
    knowing = crowd.knows(ONE)[0, alone]
    rng = np.random.default_rng(1)
    for _ in range(30):
        crowd.attempt(np.arange(400), np.full(400, alone), sim.Luck.draw(400, rng=rng))

    assert knowing == 1 - world.slip[alone]
    assert not crowd.known.all()
    assert crowd.known[:, world.main[alone]].all()


def test_the_mastery_judge_asks_for_levels_of_its_catalogue():
    case = first("mastery")
    person = case.world.born(rng=np.random.default_rng(0))

    person.crowd.known[0] = True
    ready = person.reached(case.world.catalogue.target(case.goal))
    person.crowd.known[0, :, 1:] = False

    assert set(case.goal.values()) <= set(LEVELS)
    assert ready
    assert not person.reached(case.world.catalogue.target(case.goal))
    assert pytest.approx(6 * (LEVELS[1] - LEVELS[0])) == STEP


def test_in_the_insight_judge_a_success_after_a_failure_teaches_most():
    world = judges.JUDGES["insight"].world(rng=np.random.default_rng(0))
    row = np.array([int(np.argmax(world.power))])

    def progress(before):
        crowd = world.crowd(1, rng=np.random.default_rng(0))
        crowd.attempt(ONE, row, sure(before))
        start = crowd.open_progress.sum() + crowd.skills.sum() / 0.9
        crowd.attempt(ONE, row, sure(-1.0))
        return crowd.open_progress.sum() + crowd.skills.sum() / 0.9 - start

    assert progress(-1.0) == pytest.approx(WITHOUT_FAILURE * progress(2.0))


def test_in_the_insight_judge_the_gain_curve_is_not_ours():
    world = judges.JUDGES["insight"].world(rng=np.random.default_rng(0))
    person = world.born(rng=np.random.default_rng(0))
    row = int(np.argmax(world.power))
    person.crowd.puzzled[:] = True
    skill = int(np.argmax(world.weights[row]))

    gains = []
    for level in np.linspace(-4, 6, 11):
        person.skills[:] = level
        gains.append(person.true_gain(row)[skill])
    again = []
    for _ in range(8):
        again.append(person.true_gain(row)[skill])
        person.crowd.lately[0, row] += 1

    # Ours is a bell over ability, falling with every repetition.
    assert np.all(np.diff(gains) > 0)
    assert again[1] > again[0] > again[6]


def test_in_the_insight_judge_families_get_in_each_others_way_and_skills_move_in_steps():
    world = judges.JUDGES["insight"].world(rng=np.random.default_rng(0))
    crowd = world.crowd(1, rng=np.random.default_rng(0))
    row = int(np.flatnonzero(world.weights[np.arange(len(world.rival)), world.rival] == 0)[0])
    crowd.open_progress[:] = 0.5
    skills = crowd.skills.copy()

    crowd.attempt(ONE, np.array([row]), sure(2.0))

    moved = (crowd.skills - skills) / 0.9
    assert crowd.open_progress[0, world.rival[row]] < 0.5
    assert np.allclose(moved, np.round(moved))
