from datetime import timedelta

import pytest

from escalera.connectors import actions
from escalera.connectors.label_studio.client import LabelStudio
from escalera.connectors.models import Delivery
from escalera.connectors.politeness import Unreachable
from escalera.earnings.models import Payment
from escalera.tasks.models import Attempt

from .test_work_from_a_live_label_studio import LATER, do

pytestmark = [pytest.mark.platforms, pytest.mark.prove]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_server_killed_midway_gets_each_answer_once(
    connect, work, studio, boss, amina, noon, monkeypatch, when
):
    project = work("Muy rico", "Llegó tarde")
    connection = connect(project)
    actions.sync(connection=connection, now=noon)
    for _ in range(2):
        do(amina, connection, noon)
    monkeypatch.setattr("escalera.connectors.politeness.FIRST_PAUSE_S", 0.01)
    with monkeypatch.context() as patched, pytest.raises(Unreachable):
        patched.setattr(LabelStudio, "annotate", killing(studio, when))
        actions.sync(connection=connection, now=noon + LATER)
    assert Attempt.objects.count() == 2
    studio.start()

    actions.sync(connection=connection, now=noon + timedelta(hours=1))

    assert [len(boss.annotations(task.id)) for task in boss.tasks(project.id)] == [1, 1]
    assert Payment.objects.count() == 2 and not Delivery.objects.waiting().exists()


def killing(studio, when):
    """The server dies before it has the answer, or after it has it and before we have heard so."""
    real = LabelStudio.annotate

    def annotate(self, task, **values):
        if when == "after":
            real(self, task, **values)
        studio.kill()
        return real(self, task, **values)

    return annotate


def test_a_server_killed_while_work_comes_in_gives_each_task_once(connect, work, studio, noon, monkeypatch):
    project = work("Muy rico", "Llegó tarde", "Regular")
    connection = connect(project)
    monkeypatch.setattr("escalera.connectors.politeness.FIRST_PAUSE_S", 0.01)
    real = LabelStudio.projects

    def projects(self):
        found = real(self)
        studio.kill()
        return found

    with monkeypatch.context() as patched, pytest.raises(Unreachable):
        patched.setattr(LabelStudio, "projects", projects)
        actions.sync(connection=connection, now=noon)
    studio.start()

    assert actions.sync(connection=connection, now=noon + LATER).brought == 3
    assert connection.failures == 0 and connection.last_error == ""
