import numpy as np
import pytest

from escalera.engine import Attempt, Catalogue, Recommendation, TaskType, Tutor
from escalera.engine import simulation as sim
from escalera.engine.log import BadLog, columns
from escalera.engine.peers import Voices

SKILLS = ["a", "b"]
GOAL = {"a": 0.6}


@pytest.fixture(scope="module")
def twins():
    """Two task types that look alike: one teaches, one does not, and a third asks for the same skill."""
    types = [TaskType(name, {"a": 1}, level=0.4, chance=0.1) for name in ("teaches", "useless", "checks")]
    types += [TaskType(f"other-{n}", {"b": 1}, level=0.4, chance=0.1) for n in range(3)]
    return Catalogue.of(skills=SKILLS, task_types=types)


def world_of(catalogue, **gains):
    truth = np.zeros((len(catalogue.task_types), len(catalogue.skills)))
    for name, gain in gains.items():
        truth[catalogue.type_at(name)] = gain * catalogue.weights[catalogue.type_at(name)]
    needs = np.zeros((len(catalogue.skills),) * 2, dtype=bool)
    return sim.World(catalogue=catalogue, gains=truth, weights=catalogue.weights, needs=needs)


def practised_once(catalogue, workers):
    """A log in which each of the workers did every type once, too little to measure anything."""
    names = catalogue.task_types
    return [Attempt(worker, name, None) for worker in workers for name in names]


def test_peers_change_what_a_newcomer_is_offered(twins):
    peers = [f"peer-{n}" for n in range(8)]
    claims = [Recommendation(peer, "checks", "a") for peer in peers]

    tutor = Tutor(twins, exploration=0.0).learn(practised_once(twins, peers), claims)

    step = tutor.ask(tutor.newcomer(), GOAL, rng=np.random.default_rng(0))
    assert step.task_type == "checks"
    assert step.peers >= 3


def test_a_hundred_guests_who_did_nothing_change_nothing(twins):
    log = practised_once(twins, ["peer"])
    noise = [Recommendation(f"guest-{n}", "useless", "a") for n in range(100)]

    without, flooded = Tutor(twins).learn(log), Tutor(twins).learn(log, noise)

    assert np.array_equal(without.gains.mean, flooded.gains.mean)
    assert flooded.gains.peers.sum() == 0


def test_saying_it_a_hundred_times_is_saying_it_once(twins):
    log = practised_once(twins, ["peer", "other"])
    claim = Recommendation("peer", "useless", "a")

    once, often = Tutor(twins).learn(log, [claim]), Tutor(twins).learn(log, [claim] * 100)

    assert np.array_equal(once.gains.mean, often.gains.mean)


def test_peers_who_say_it_taught_nothing_are_heard_too(twins):
    peers = [f"peer-{n}" for n in range(9)]
    praise = [Recommendation(peer, "checks", "a") for peer in peers]
    doubts = [Recommendation(peer, "checks", "a", peer in peers[:3]) for peer in peers]
    log, at = practised_once(twins, peers), twins.type_at("checks")

    praised, doubted = Tutor(twins).learn(log, praise), Tutor(twins).learn(log, doubts)

    assert praised.gains.mean[at, 0] > doubted.gains.mean[at, 0]


def test_the_share_who_say_yes_is_what_counts_where_everybody_is_asked():
    types = [TaskType(f"t{n}", {"a": 1}, level=0.4, chance=0.1) for n in range(8)]
    catalogue = Catalogue.of(skills=SKILLS, task_types=types)
    peers = [f"peer-{n}" for n in range(10)]
    claims = [Recommendation(peer, f"t{t}", "a", at <= t) for t in range(8) for at, peer in enumerate(peers)]
    some = [claim for claim in claims if claim.task_type != "t7" or claim.worker in peers[:2]]
    log = practised_once(catalogue, peers)

    asked, few = Tutor(catalogue).learn(log, claims).gains, Tutor(catalogue).learn(log, some).gains

    order = [catalogue.type_at(f"t{t}") for t in range(8)]
    assert np.all(np.diff(asked.mean[order, 0]) > 0)
    assert few.mean[order[7], 0] < asked.mean[order[7], 0]


def test_within_worker_change_finds_the_type_that_teaches(twins):
    world = world_of(twins, teaches=0.4)
    log = sim.random_log(world, workers=300, attempts=30, rng=np.random.default_rng(1))

    gains = Tutor(twins).learn(log).gains.mean[:, 0]

    assert gains[twins.type_at("teaches")] > 3 * gains[twins.type_at("useless")]


def chosen_by_ability(catalogue, *, strength, seed, logged, workers=250):
    """A log in which good workers prefer the useless type: `strength` is the slope of log odds in ability."""
    world, log = world_of(catalogue, teaches=0.4), []
    useless = catalogue.type_at("useless")
    for number in range(workers):
        rng = np.random.default_rng([seed, number])
        person = sim.Person.born(world, rng=rng)
        for _ in range(30):
            share = np.ones(6)
            share[useless] = 3.0 * 2.0 / (1.0 + np.exp(-strength * (person.skills[0] + 1.2)))
            if logged:
                # A logged choice may rest on the past of the log only.
                mine = [row.score for row in log[-30:] if row.worker == f"w{number}"]
                share[useless] = 6.0 / (1.0 + np.exp(-strength * (np.mean(mine) - 0.4))) if mine else 3.0
            row = int(rng.choice(6, p=share / share.sum()))
            score, seconds = person.attempt(row, rng=rng)
            odds = float(share[row] / share.sum()) if logged else None
            log.append(Attempt(f"w{number}", catalogue.task_types[row], score, seconds, propensity=odds))
    return log


def test_good_workers_who_choose_a_useless_type_do_not_make_it_useful(twins):
    gains = (
        Tutor(twins).learn(chosen_by_ability(twins, strength=2.0, seed=2, logged=False, workers=400)).gains
    )

    useless, teaches = twins.type_at("useless"), twins.type_at("teaches")
    assert gains.mean[useless, 0] < 0.35 * gains.mean[teaches, 0]
    assert gains.mean[useless, 0] < 0.08


@pytest.mark.prove
@pytest.mark.parametrize("logged", [False, True])
@pytest.mark.parametrize("strength", [1.0, 2.0, 4.0])
def test_however_strongly_the_good_choose_a_useless_type_it_stays_useless(twins, strength, logged):
    useless, teaches = twins.type_at("useless"), twins.type_at("teaches")
    found = [
        Tutor(twins).learn(chosen_by_ability(twins, strength=strength, seed=seed, logged=logged)).gains.mean
        for seed in range(5)
    ]

    mean = np.mean(found, axis=0)[:, 0]
    assert mean[useless] < 0.35 * mean[teaches]
    assert mean[useless] < 0.1


def test_recommenders_whom_the_measurements_contradict_are_discounted(twins):
    world = world_of(twins, teaches=0.3, checks=0.15)
    log = sim.random_log(world, workers=500, attempts=30, rng=np.random.default_rng(3))
    claims = [Recommendation(f"w{n}", "useless", "a") for n in range(60)]
    claims += [Recommendation(f"w{n}", "teaches", "a") for n in range(60, 120)]

    gains = Tutor(twins).learn(log, claims).gains

    useless, teaches = twins.type_at("useless"), twins.type_at("teaches")
    assert gains.mean[useless, 0] < 0.5 * gains.mean[teaches, 0]
    assert gains.peers[useless, 0] < 0.9 * gains.peers[teaches, 0]


def test_more_data_means_less_doubt(twins):
    world = world_of(twins, teaches=0.3)
    few = sim.random_log(world, workers=30, attempts=20, rng=np.random.default_rng(4))
    many = sim.random_log(world, workers=300, attempts=20, rng=np.random.default_rng(4))

    small, large = Tutor(twins).learn(few).gains, Tutor(twins).learn(many).gains

    assert large.variance[0, 0] < small.variance[0, 0]
    assert large.evidence[0, 0] > small.evidence[0, 0]


def test_newcomers_are_expected_to_be_as_people_were(twins):
    world = world_of(twins)
    log = sim.random_log(world, workers=200, attempts=20, rng=np.random.default_rng(5))

    newcomer = Tutor(twins).learn(log).newcomer()

    assert newcomer.mean == pytest.approx(world.start[0] * np.ones(2), abs=0.4)
    assert newcomer.deviation == pytest.approx(world.start[1] * np.ones(2), abs=0.4)


def test_a_log_may_come_as_columns_or_rows_in_any_order(twins):
    rows = [
        Attempt("w", "teaches", 1.0, at=2.0),
        Attempt("v", "checks", 0.5, at=1.0),
        Attempt("w", "useless", 0.0, at=1.0),
    ]
    mapping = {name: [getattr(row, name) for row in rows] for name in ("worker", "task_type", "score", "at")}

    one, other = columns(rows, twins), columns(mapping, twins)

    assert one.row.tolist() == other.row.tolist()
    assert [twins.task_types[at] for at in one.row[one.worker == 1]] == ["useless", "teaches"]


def test_retired_task_types_are_passed_over_and_bad_scores_refused(twins):
    assert columns([Attempt("w", "long gone", 1.0)], twins).passed_over == 1
    with pytest.raises(BadLog, match="scores"):
        columns([Attempt("w", "teaches", 7.0)], twins)
    with pytest.raises(BadLog, match="score"):
        columns({"worker": ["w"], "task_type": ["teaches"]}, twins)


def test_an_empty_log_teaches_nothing(twins):
    tutor = Tutor(twins).learn([], [])

    assert np.array_equal(tutor.gains.mean, Tutor(twins).gains.mean)


def test_voices_need_to_have_done_the_type(twins):
    log = columns([Attempt("bilal", "teaches", 1.0)], twins)
    claims = [Recommendation("bilal", "teaches", "a"), Recommendation("bilal", "checks", "a")]

    voices = Voices.of(claims, log, twins)

    assert voices.row.tolist() == [twins.type_at("teaches")]
