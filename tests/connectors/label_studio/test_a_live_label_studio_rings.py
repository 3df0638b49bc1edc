import time

import pytest

from escalera.connectors import actions
from escalera.connectors.models import Connection

pytestmark = pytest.mark.platforms


def test_it_rings_us_up_when_somebody_adds_work_there_and_is_asked_to_only_once(
    connect, work, boss, noon, live_server
):
    project = work("Muy rico")
    connection = connect(project)

    assert [actions.ask_to_ring(connection=connection, here=live_server.url, now=noon) for _ in range(2)] == [
        1,
        0,
    ]

    actions.sync(connection=connection, now=noon)
    assert Connection.objects.get().next_sync_at is not None
    boss.add_tasks(project.id, [{"text": "Nuevo"}])
    assert rang(within_s=30)
    assert actions.sync(connection=Connection.objects.get(), now=noon).brought == 1


def rang(*, within_s: float) -> bool:
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        if Connection.objects.get().next_sync_at is None:
            return True
        time.sleep(0.2)
    return False
