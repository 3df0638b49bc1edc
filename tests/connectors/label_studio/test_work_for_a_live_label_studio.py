"""A task type of ours goes out to a real Label Studio, is done there, and is read back."""

from contextlib import closing
from datetime import timedelta

import numpy as np
import pytest

from escalera.connectors import actions, outgoing, sealing
from escalera.connectors.aliases import name_there
from escalera.connectors.label_studio.client import LabelStudio
from escalera.connectors.label_studio.form import ITEM
from escalera.connectors.models import Batch
from escalera.connectors.politeness import Unreachable
from escalera.learning.models import BeliefState
from escalera.tasks.models import Attempt, Item, TaskType
from live_label_studio import send
from solving import solved

from .labelling_there import regions

pytestmark = pytest.mark.platforms
LATER = timedelta(minutes=6)


@pytest.fixture
def connection(connect, work):
    """With a project of somebody else's, which is none of our practice."""
    return connect(work("Muy rico"))


def put_out(connection, noon, task_type="sentiment-1", items=2):
    return outgoing.put_out(
        connection=connection,
        task_type=TaskType.objects.get(pk=task_type),
        language="es",
        items=items,
        answers=2,
        now=noon,
        rng=np.random.default_rng(7),
    )


def do_all(browser, boss, batch):
    """Somebody opens every task of the project there, in their own account, and answers it."""
    batch.refresh_from_db()
    for task in boss.tasks(int(batch.remote_project)):
        item = Item.objects.get(pk=task.data[ITEM])
        body = {"result": regions(item, solved(item.key)), "lead_time": 21.5}
        send(browser, f"/api/tasks/{task.id}/annotations/", body).raise_for_status()


@pytest.mark.parametrize("task_type", ["sentiment-1", "text-tags-2", "picture-boxes-2"])
def test_what_a_known_alias_did_there_becomes_attempts_and_moves_the_belief(
    connection, studio, boss, amina, noon, task_type
):
    batch = put_out(connection, noon, task_type)
    sent = actions.sync(connection=connection, now=noon)
    alias = actions.give_name(connection=connection, person=amina, now=noon)
    actions.sync(connection=connection, now=noon + timedelta(minutes=1))
    with closing(studio.signed_in(name_there(alias), sealing.unseal(alias.sealed))) as browser:
        do_all(browser, boss, batch)

    done = actions.sync(connection=connection, now=noon + LATER)
    again = actions.sync(connection=connection, now=noon + 2 * LATER)

    assert (sent.sent, done.read, again.read) == (2, 2, 0)
    attempts = Attempt.objects.filter(person=amina)
    assert {(one.score, one.timed, one.wall_seconds) for one in attempts} == {(1.0, "wall", 21.5)}
    assert BeliefState.objects.get(person=amina).told == 2


def test_what_strangers_did_there_is_counted_and_nobody_here_gets_it(connection, studio, boss, noon):
    batch = put_out(connection, noon)
    actions.sync(connection=connection, now=noon)
    with closing(studio.enter(f"somebody-{batch.pk}@example.org")) as browser:
        do_all(browser, boss, batch)

    done = actions.sync(connection=connection, now=noon + LATER)

    assert done.read == 0 and not Attempt.objects.exists()
    assert Batch.objects.get(pk=batch.pk).by_strangers == 2


def test_practice_that_went_out_never_comes_in_as_paid_work(connection, connect, programme, noon):
    batch = put_out(connection, noon)
    actions.sync(connection=connection, now=noon)
    batch.refresh_from_db()
    actions.keep(connection, {"projects": [int(batch.remote_project)]})

    assert actions.sync(connection=connection, now=noon + LATER).brought == 0


@pytest.mark.prove
@pytest.mark.parametrize("moment", ["create_project", "add_tasks"])
def test_a_server_killed_while_work_goes_out_has_each_task_once(
    connection, studio, boss, noon, monkeypatch, moment
):
    batch = put_out(connection, noon)
    monkeypatch.setattr("escalera.connectors.politeness.FIRST_PAUSE_S", 0.01)
    real = getattr(LabelStudio, moment)

    def killed_after(*values, **more):
        real(*values, **more)
        studio.kill()
        raise Unreachable("It was killed before we heard of it.")

    with monkeypatch.context() as patched, pytest.raises(Unreachable):
        patched.setattr(LabelStudio, moment, killed_after)
        actions.sync(connection=connection, now=noon)
    studio.start()

    assert actions.sync(connection=connection, now=noon + LATER).sent == 2

    batch.refresh_from_db()
    marked = [one.id for one in boss.projects() if one.description == outgoing.mark_of(batch)]
    assert marked == [int(batch.remote_project)]
    there = [task.data[ITEM] for task in boss.tasks(marked[0])]
    assert sorted(there) == sorted(str(task.item_id) for task in batch.remote_tasks.all())
