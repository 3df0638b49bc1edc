"""Before any policy is compared, the judges reproduce what studies report about real crowds."""

from dataclasses import replace

import numpy as np
import pytest

from escalera.engine import simulation as sim
from escalera.engine.simulation import judges


@pytest.mark.parametrize("name", list(judges.JUDGES))
def test_a_judge_is_within_what_is_published(name):
    world = judges.JUDGES[name].world(rng=np.random.default_rng(0))

    measured = sim.facts(world, rng=np.random.default_rng(1), people=300)

    assert measured.outside() == {}


def test_a_world_that_pays_for_all_time_falls_outside():
    world = sim.make(rng=np.random.default_rng(0))
    kind = replace(world, economy=replace(world.economy, unpaid=0.0, damage=0.0, leniency=1.0))

    outside = sim.facts(kind, rng=np.random.default_rng(1), people=100).outside()

    assert {"unpaid_share", "pay_per_hour", "paid_tasks_after_bad_start"} <= set(outside)


def test_a_first_rejection_costs_later_work_until_it_is_made_good():
    world = sim.make(rng=np.random.default_rng(0))
    strict = replace(world, economy=replace(world.economy, leniency=0.0))
    person = strict.born(rng=np.random.default_rng(0))
    paid = np.array([int(np.flatnonzero(world.catalogue.pay > 0)[0])])
    wrong, right = (
        sim.Luck(*(np.array([value]) for value in (score, 0.5, 0.5, 1.0, 0.0))) for score in (1.0, -1.0)
    )

    person.crowd.attempt(person.who, paid, wrong)
    damaged = person.crowd.damage[0]
    for _ in range(20):
        person.crowd.attempt(person.who, paid, right)

    assert damaged == 1.0
    assert person.crowd.damage[0] < 0.3
