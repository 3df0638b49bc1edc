"""The chore that exchanges work: queued when something is due, and killed anywhere it loses and doubles nothing."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from escalera.connectors import actions
from escalera.connectors.models import Connection, RemoteTask
from escalera.site import chores

KILLED = Path(__file__).with_name("killed_at_each_request.py")


def queued() -> int:
    return DBTaskResult.objects.filter(task_path=chores.sync_connections.module_path).count()


def test_nothing_is_queued_without_a_connection_that_is_due(connected, noon):
    now = timezone.now()
    actions.pause(connection=connected, now=noon)
    chores.enqueue_due(now=now)
    assert queued() == 0

    actions.resume(connection=connected, now=noon)
    chores.enqueue_due(now=now)
    chores.enqueue_due(now=now)
    assert queued() == 1


def test_the_chore_exchanges_with_what_is_due_and_waits_five_minutes(connected, work):
    work("maíz", "chía")

    chores.sync_connections.func()
    chores.sync_connections.func()

    connection = Connection.objects.get()
    assert RemoteTask.objects.count() == 2 and connection.errors == []
    assert connection.next_sync_at - connection.last_sync_at == timedelta(minutes=5)
    assert not Connection.objects.due(now=timezone.now()).exists()


def test_one_platform_in_trouble_does_not_keep_the_others_waiting(
    connected, work, programme, turkle, noon, monkeypatch
):
    from .conftest import connect

    work("maíz")
    monkeypatch.setattr("escalera.connectors.politeness.FIRST_PAUSE_S", 0.01)
    gone = connect(turkle, programme, noon, name="A platform that is gone", address="http://127.0.0.1:9")

    assert actions.sync_due(now=noon) == 2

    gone.refresh_from_db()
    assert RemoteTask.objects.filter(batch__connection=connected).count() == 1
    assert (gone.failures, gone.next_sync_at) == (1, noon + timedelta(minutes=5))


@pytest.mark.prove
def test_killed_after_each_of_its_requests_it_loses_and_doubles_nothing(work, boss, turkle, tmp_path):
    batch = work("maíz", "chía", "frijol")
    clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}

    done = subprocess.run(
        [sys.executable, KILLED, turkle.address, turkle.token],
        env={**clean, "ESCALERA_HOME": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    )

    came = json.loads(done.stdout)
    assert (came["tasks"], came["waiting"], came["payments"]) == (3, 0, 3)
    assert len(turkle.answers(batch.id)) == 3
    assert boss.progress(int(came["out"])).tasks == 2
    assert came["kills"] > 20
