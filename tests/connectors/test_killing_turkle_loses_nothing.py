from datetime import timedelta

import pytest

from escalera.connectors import actions
from escalera.connectors.models import Delivery
from escalera.connectors.politeness import Unreachable
from escalera.connectors.turkle.client import Turkle
from escalera.connectors.turkle.visitor import Visitor
from escalera.earnings.models import Payment
from escalera.learning.models import BeliefState
from escalera.paths import actions as paths
from escalera.tasks.models import Attempt
from walking import goal_for

from .test_work_for_a_live_turkle import put_out
from .test_work_from_a_live_turkle import LATER, price
from .working_there import do_all, enter_as, remote_of


@pytest.mark.prove
@pytest.mark.parametrize("moment", ["take", "hand_in"])
def test_a_server_killed_midway_gets_each_answer_once(
    connected, work, turkle, amina, noon, monkeypatch, moment
):
    batch = work("maíz", "chía")
    actions.sync(connection=connected, now=noon)
    for _ in range(2):
        price(amina, connected, noon)
    monkeypatch.setattr("escalera.connectors.politeness.FIRST_PAUSE_S", 0.01)
    real = getattr(Visitor, moment)

    def killed_after(*values):
        done = real(*values)
        turkle.kill()
        return done

    with monkeypatch.context() as patched, pytest.raises(Unreachable):
        patched.setattr(Visitor, moment, killed_after)
        actions.sync(connection=connected, now=noon + LATER)
    turkle.start()

    actions.sync(connection=connected, now=noon + timedelta(hours=1))

    assert len(turkle.answers(batch.id)) == Payment.objects.count() == 2
    assert not Delivery.objects.waiting().exists()


@pytest.mark.prove
@pytest.mark.parametrize("moment", ["create_project", "create_batch", "progress", "results"])
def test_our_work_out_there_survives_a_kill(connected, boss, turkle, amina, noon, monkeypatch, moment):
    goal = goal_for(amina, {"enter-data": 0.55}, noon)
    put_out(connected, noon, items=3, answers=1)
    monkeypatch.setattr("escalera.connectors.politeness.FIRST_PAUSE_S", 0.01)
    real, left = getattr(Turkle, moment), [True]

    def killed_once(*args, **values):
        done = real(*args, **values)
        if left:
            left.clear()
            turkle.kill()
        return done

    monkeypatch.setattr(Turkle, moment, killed_once)
    go_on(connected, turkle, noon)
    with enter_as(amina, connected, turkle, boss) as visitor:
        do_all(visitor, str(remote_of(connected, boss).id))

    go_on(connected, turkle, noon + LATER)

    assert not left
    assert (boss.progress(remote_of(connected, boss).id).tasks, Attempt.objects.count()) == (3, 3)
    assert BeliefState.objects.get(person=amina).told == 3
    assert paths.next_step(goal=goal, now=noon + LATER, seed=1) is not None


def go_on(connection, turkle, now):
    """Exchange, and once more where the server was killed under it."""
    try:
        actions.sync(connection=connection, now=now)
    except Unreachable:
        turkle.start()
        actions.sync(connection=connection, now=now)
    else:
        if not turkle.is_running:
            turkle.start()
            actions.sync(connection=connection, now=now)
