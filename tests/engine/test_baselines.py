"""Each baseline does what its source says, and nothing that it may not know."""

import numpy as np
import pytest

from escalera.engine import Attempt, Catalogue, Recommendation, TaskType
from escalera.engine import simulation as sim
from escalera.engine.simulation.baselines import tracing

ONE = np.array([0])
GOAL = {"reading": 0.55, "tables": 0.55}


@pytest.fixture
def shelf():
    """Two families of three levels for each of two skills (tables need reading first), and one of a third."""
    types = [
        TaskType(
            f"{skill}-{n}-{level}", {skill: 1.0}, level=height, family=f"{skill}-{n}", pay=0.01 * (1 + at + n)
        )
        for at, skill in enumerate(("reading", "tables", "singing"))
        for n in range(2 if skill != "singing" else 1)
        for level, height in ((1, 0.3), (2, 0.55), (3, 0.8))
    ]
    return Catalogue.of(
        skills=["reading", "tables", "singing"], task_types=types, prerequisites={"tables": ["reading"]}
    )


def picks(policy, rng, times=50, told=None):
    rows = []
    for _ in range(times):
        row = policy.pick(ONE, rng=rng)
        policy.told(ONE, row, np.array([0.5 if told is None else told]), np.array([60.0]))
        rows.append(int(row[0]))
    return rows


def skills_of(shelf, rows):
    return {shelf.skills[int(np.argmax(shelf.weights[row]))] for row in rows}


def test_every_baseline_finishes_a_run_and_chance_reaches_everything():
    world = sim.make(rng=np.random.default_rng(3), skills=4, families=6)
    goal = {world.catalogue.skills[0]: 0.5}
    log = sim.random_log(world, workers=30, attempts=20, rng=np.random.default_rng(1))
    claims = sim.recommendations(world, log, count=50, bad=0.2, rng=np.random.default_rng(1))

    made = sim.baselines(world.catalogue, goal, claims, log, workers=6)
    ran = {
        name: sim.run_together(
            world, goal, policy, workers=6, budget_minutes=200, rng=np.random.default_rng(2)
        )
        for name, policy in made.items()
    }

    assert len(ran) == 10
    assert all(np.all(result.spent > 0) for result in ran.values())


def test_random_among_relevant_leaves_other_skills_alone(shelf, rng):
    made = sim.baselines(shelf, GOAL)

    assert skills_of(shelf, picks(made["random"], rng)) == set(shelf.skills)
    assert skills_of(shelf, picks(made["random among relevant"], rng)) == {"reading", "tables"}


def test_popularity_follows_claims_about_the_goal(shelf, rng):
    claims = [Recommendation("bilal", "reading-1-2", "reading")] * 3
    claims += [Recommendation("bilal", "singing-0-1", "singing")] * 9

    rows = picks(sim.baselines(shelf, GOAL, claims)["peer popularity"], rng)

    assert {shelf.task_types[row] for row in rows} == {"reading-1-2"}


def test_greedy_by_reward_takes_the_best_paid_that_was_not_just_done(shelf, rng):
    rows = picks(sim.baselines(shelf, GOAL)["greedy by reward"], rng, times=7)

    pay = shelf.pay[rows]
    assert pay[0] == shelf.pay[shelf.weights[:, :2].sum(axis=1) > 0].max()
    assert all(row not in rows[max(0, at - 5) : at] for at, row in enumerate(rows))


def test_highest_hourly_pay_learns_that_it_fails_at_what_pays_best(shelf, rng):
    hopeful, failing = (sim.baselines(shelf, GOAL)["highest hourly pay"] for _ in range(2))
    best = int(hopeful.pick(ONE, rng=rng)[0])

    for _ in range(30):
        failing.told(ONE, np.array([best]), np.array([0.0]), np.array([60.0]))
    others = np.array([row for row in range(5) if row != best])
    for row in others:
        failing.told(ONE, np.array([row]), np.array([1.0]), np.array([60.0]))

    assert failing.pick(ONE, rng=rng)[0] != best


def test_mastery_teaches_what_is_needed_first_and_moves_on_when_it_is_mastered(shelf, rng):
    policy = sim.baselines(shelf, GOAL)["mastery with prerequisites"]

    before = skills_of(shelf, [int(policy.pick(ONE, rng=rng)[0]) for _ in range(10)])
    hard = np.array([shelf.type_at("reading-0-3")])
    for _ in range(10):
        policy.told(ONE, hard, np.array([1.0]), np.array([60.0]))
    after = skills_of(shelf, [int(policy.pick(ONE, rng=rng)[0]) for _ in range(10)])

    assert before == {"reading"}
    assert after == {"tables"}


def test_tracing_leaves_a_component_at_95_percent_and_not_before(shelf, rng):
    policy = sim.baselines(shelf, {"reading": 0.3})["BKT weakest first"]
    easy = np.array([shelf.type_at("reading-0-1")])
    reading = shelf.skill_at("reading")

    seen = []
    while policy.known[0, reading, 0] < 0.95:
        seen.append(shelf.task_types[int(policy.pick(ONE, rng=rng)[0])])
        policy.told(ONE, easy, np.array([1.0]), np.array([60.0]))

    assert len(seen) > 1
    assert {name[-1] for name in seen} == {"1"}


def test_tracing_practises_the_weakest_skill(shelf, rng):
    policy = sim.baselines(shelf, {"reading": 0.55, "tables": 0.55})["BKT weakest first"]
    policy.known[0, shelf.skill_at("reading")] = 0.9
    policy.known[0, shelf.skill_at("tables")] = 0.3

    assert skills_of(shelf, [int(policy.pick(ONE, rng=rng)[0]) for _ in range(10)]) == {"tables"}


def test_tracing_finds_the_parameters_that_made_the_log():
    rng, truth = np.random.default_rng(0), tracing.Tracing(0.25, 0.15, 0.2, 0.1)
    known = rng.random(800) < truth.initial
    answers = np.empty((800, 10))
    for at in range(10):
        answers[:, at] = rng.random(800) < np.where(known, 1 - truth.slip, truth.guess)
        known |= rng.random(800) < truth.learning

    assert tracing.fitted(answers) == truth


def test_zpdes_starts_easy_and_activates_the_next_level_only_after_success(shelf, rng):
    failing, passing = (sim.baselines(shelf, GOAL)["ZPDES"] for _ in range(2))

    levels = [{shelf.task_types[row][-1] for row in picks(failing, rng, told=0.0)}]
    levels.append({shelf.task_types[row][-1] for row in picks(passing, rng, told=1.0)})

    assert levels == [{"1"}, {"1", "2", "3"}]


def test_zpdes_leaves_a_level_that_shows_no_progress_any_more(shelf, rng):
    policy = sim.baselines(shelf, GOAL)["ZPDES"]

    rows = picks(policy, rng, times=120, told=1.0)

    assert not policy.active[0, shelf.type_at("reading-0-1")]
    assert {shelf.task_types[row][-1] for row in rows[-20:]} == {"3"}


def test_thompson_knows_nothing_at_first_and_comes_to_prefer_what_pays_off(shelf, rng):
    policy = sim.baselines(shelf, GOAL)["Thompson, flat prior"]
    first_rows = {int(policy.pick(ONE, rng=rng)[0]) for _ in range(200)}

    policy.tries[0, :12] = 40.0
    policy.reward[0, 4] = 40.0

    assert len(first_rows) == 12
    assert {int(policy.pick(ONE, rng=rng)[0]) for _ in range(20)} == {4}


def test_upper_bounds_try_what_was_tried_least_and_use_the_log(shelf, rng):
    policy = sim.baselines(shelf, GOAL)["UCB"]
    policy.tries[0, :12] = 30.0
    policy.tries[0, 7] = 1.0
    log = [("w", "reading-0-2", 1.0, 60.0), ("w", "reading-1-3", 1.0, 60.0)]
    read = sim.baselines(shelf, GOAL, [], [Attempt(*row) for row in log])["UCB"]

    assert policy.pick(ONE, rng=rng)[0] == 7
    assert read.reward[0, shelf.type_at("reading-0-2")] > 0
    assert read.reward[0, shelf.type_at("reading-1-3")] == 0


def test_only_the_oracle_looks_at_people(shelf, rng):
    world = sim.make(rng=np.random.default_rng(3), skills=4, families=6)
    goal = {world.catalogue.skills[0]: 0.5}

    for policy in sim.baselines(world.catalogue, goal).values():
        policy.advise(None, ONE, rng=rng)
    with pytest.raises(AttributeError):
        sim.oracle(world.catalogue, goal).advise(None, ONE, rng=rng)


def test_the_oracle_unlocks_a_prerequisite_first():
    rng = np.random.default_rng(0)
    types = [TaskType("first", {"r": 1.0}, level=0.3), TaskType("then", {"s": 1.0}, level=0.3)]
    catalogue = Catalogue.of(skills=["r", "s"], task_types=types)
    needs = np.array([[False, False], [True, False]])
    world = sim.World(catalogue=catalogue, gains=0.3 * np.eye(2), weights=np.eye(2), needs=needs)
    person = world.born(rng=rng)
    oracle = sim.oracle(catalogue, {"s": 0.55})

    person.skills[:] = (-2.0, -1.5)
    locked = oracle.choose(person, rng=rng)
    person.skills[:] = (1.0, -1.5)

    assert locked == 0
    assert oracle.choose(person, rng=rng) == 1
