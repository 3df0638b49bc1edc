"""The whole way: a batch on a live Label Studio, a worker on a path, the page in a browser, the result read there."""

from datetime import timedelta

import pytest

from conftest import browse_as
from escalera.connectors import actions
from escalera.earnings import queries as earnings
from escalera.paths import actions as paths
from escalera.paths.planning import Choice
from walking import goal_for

pytestmark = pytest.mark.platforms


def test_a_worker_does_a_paid_task_as_a_step_and_the_platform_has_the_answer(
    connect, work, boss, amina, noon
):
    project = work("Muy rico, llegó a tiempo")
    connection = connect(project)
    actions.sync(connection=connection, now=noon)
    choice = Choice(connection.batches.get().task_type_id, {})
    step = paths.keep_step(
        goal=goal_for(amina, {"read-sentiment": 0.5}, noon),
        choice=choice,
        seed=1,
        is_placement=False,
        now=noon,
    )
    browser = browse_as(amina, "es-mx")

    page = browser.get(f"/steps/{step.pk}/").content.decode()
    answer = {"asked-1": "1", "asked-2": "La señora quedó contenta", "want": "answer", "seconds": "47.5"}
    browser.post(f"/steps/{step.pk}/attempt/", answer)
    done = actions.sync(connection=connection, now=noon + timedelta(minutes=6))

    assert "Muy rico, llegó a tiempo" in page and "¿Cómo suena?" in page
    (task,) = boss.tasks(project.id)
    (annotation,) = task.made
    values = {region["from_name"]: region["value"] for region in annotation.result}
    assert values == {"mood": {"choices": ["Bien"]}, "why": {"text": ["La señora quedó contenta"]}}
    assert (done.delivered, annotation.seconds) == (1, 47.5)
    assert [life.stage for life in earnings.lives_of(amina)] == ["sent"]
