from datetime import timedelta

import pytest

from escalera.connectors import actions
from escalera.connectors.models import Delivery
from escalera.connectors.politeness import Unreachable
from escalera.connectors.turkle.visitor import Visitor
from escalera.earnings.models import Payment

from .test_work_from_a_live_turkle import LATER, price


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
