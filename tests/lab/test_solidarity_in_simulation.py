"""Simulated programmes with tips and help: what differs is only how they are chosen."""

import numpy as np
import pytest

from escalera.engine import simulation as sim
from escalera.lab.solidarity import brokering, tipping
from escalera.lab.solidarity.crowd import Lifted
from escalera.lab.solidarity.living import live

GOAL = {"skill-0": 0.5, "skill-1": 0.5}


@pytest.fixture(scope="module")
def world():
    return sim.make(rng=np.random.default_rng(5), prerequisites=0.0, useless=0.0, skills=3, families=4)


def lived(world, *, odds=None, way=None, broker=None, workers=25):
    types = len(world.catalogue.task_types)
    tips = tipping.Tips.written(types, bad=0.0, rng=np.random.default_rng(1))
    if odds is not None:
        many = types * tipping.EACH
        tips = tipping.Tips(np.full(many, odds), np.zeros(many), np.zeros(many), tips.arms)
    return live(
        world,
        GOAL,
        workers=workers,
        budget=400.0,
        tips=tips,
        way=way or tipping.NoTips(),
        broker=broker or brokering.Nobody(),
        seed=3,
    )


def test_the_same_seed_brings_the_same_lives(world):
    first, second = lived(world), lived(world)

    assert np.array_equal(first.minutes, second.minutes)


def test_tips_that_do_nothing_change_nothing(world):
    types = len(world.catalogue.task_types)

    shown = lived(world, odds=0.0, way=tipping.ByVotes(types)).minutes.mean()

    assert shown == pytest.approx(lived(world).minutes.mean(), rel=0.15)


@pytest.mark.parametrize(("odds", "faster"), [(0.8, True), (-0.8, False)])
def test_good_tips_shorten_the_way_and_bad_ones_lengthen_it(world, odds, faster):
    types = len(world.catalogue.task_types)

    shown = lived(world, odds=odds, way=tipping.ByVotes(types)).minutes.mean()

    assert bool(shown < lived(world).minutes.mean()) is faster


def test_measured_effects_tell_good_tips_from_bad(world):
    types = len(world.catalogue.task_types)
    tips = tipping.Tips.written(types, bad=0.5, rng=np.random.default_rng(2))
    way = tipping.ByEffect(types)

    live(
        world,
        GOAL,
        workers=80,
        budget=400.0,
        tips=tips,
        way=way,
        broker=brokering.Nobody(),
        seed=3,
    )

    seen = way.worth().shown > 20
    assert seen.sum() > 5
    assert np.corrcoef(way.worth().mean[seen], tips.odds[seen])[0, 1] > 0.4


def test_what_was_seen_long_ago_still_counts(world):
    tips = tipping.Tips.written(2, bad=0.0, rng=np.random.default_rng(1))
    way, rng = tipping.ByEffect(2), np.random.default_rng(2)
    place, harmful = np.zeros(100, int), np.repeat([0, 1], 50)
    way.told(place, harmful, np.stack([harmful * 0.8, np.full(100, 0.5), np.zeros(100)]), tips, rng)
    long_after = np.ones(50_000, int)

    way.told(long_after, long_after * tipping.EACH, np.full((3, 50_000), 0.5), tips, rng)

    assert way.worth().shown[:2].tolist() == [50, 50] and way.worth().gone[0]


@pytest.mark.parametrize("broker", [brokering.Anybody, brokering.Matched])
def test_help_costs_time_and_is_counted(world, broker):
    found = lived(world, broker=broker())

    assert found.given.sum() > 0
    # The tenth of 25 people is two of them.
    assert 2 / 25 <= found.top_tenth < 0.5 and 0 <= found.gini < 0.6
    assert 0.3 < found.solved <= 1.0


def test_nobody_helps_themselves_and_everybody_speaks_with_whom_they_help(world):
    crowd = Lifted(world, 30, np.random.default_rng(1))
    asked = [brokering.Asked(at, 0, 5.0) for at in range(10)]

    for broker in (brokering.Anybody(), brokering.Matched()):
        found = broker.find(asked, crowd, crowd.skills, rng=np.random.default_rng(2))
        assert found
        assert len({helper for _, helper in found}) == len(found)
        assert all(
            one.who != helper and crowd.languages[one.who] & crowd.languages[helper] for one, helper in found
        )
