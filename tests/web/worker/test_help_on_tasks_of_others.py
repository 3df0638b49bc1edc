"""Somebody stuck at a task of others, or at paid work, may ask too: about how it is done, never for the answer."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import browse_as
from escalera.coaching.helping.models import HelpRequest
from escalera.paths.models import Goal, Step
from escalera.tasks.foreign import importing
from escalera.tasks.models import TaskType
from helping import TASK, talking, tries

OURS = Path(__file__).parents[2] / "tasks" / "templates_of_ours"
PAID = "This is paid work"


@pytest.fixture
def template(starter):
    importing.import_one(OURS / "parcel-choice", requester="Chen")
    return TaskType.objects.get(slug="template-parcel-choice")


def step_of(person, task_type, now):
    goal = Goal.objects.create(
        person=person, origin="job", origin_id="x", title="x", required={"read-english": 0.5}, set_at=now
    )
    item = task_type.items.order_by("seed").first()
    return Step.objects.create(goal=goal, item=item, task_type=task_type, reason={}, chosen_at=now)


def missed(person, step, now):
    for n in range(2):
        tries(person, 0.0, now + timedelta(seconds=n), task=TASK)
    person.attempts.update(item=step.item)


def test_the_tap_stands_beside_the_frame_of_a_template_and_leads_to_a_request(amina, template, noon):
    step, browser = step_of(amina, template, noon), browse_as(amina)
    address = reverse("task", args=[step.pk])
    before = browser.get(address).content.decode()
    missed(amina, step, noon)
    page = browser.get(address).content.decode()

    browser.post(reverse("help_requests"), {"task_type": template.pk})

    assert ("Ask a person" in before, "Ask a person" in page) == (False, True)
    assert PAID not in page
    assert HelpRequest.objects.get().task_type == template


def test_paid_work_says_that_the_answer_stays_ones_own_to_both(amina, bilal, template, noon):
    TaskType.objects.filter(pk=template.pk).update(pay=Decimal("0.5"), currency="USD")
    step, browser = step_of(amina, template, noon), browse_as(amina)
    missed(amina, step, noon)
    assert PAID in browser.get(reverse("task", args=[step.pk])).content.decode()

    asking = talking(amina, bilal, timezone.now(), task=template.pk)
    address = reverse("asking", args=[asking.pk])
    assert "write the answer yourself" in browser.get(address).content.decode()
    assert "the answer must be theirs" in browse_as(bilal).get(address).content.decode()


def test_who_helps_never_sees_the_item(amina, bilal, template, noon):
    asking = talking(amina, bilal, timezone.now(), task=template.pk)
    shown = browse_as(bilal).get(reverse("asking", args=[asking.pk])).content.decode()

    for item in template.items.all():
        assert str(item.pk) not in shown
        assert item.content["foreign"]["html"][:200] not in shown
