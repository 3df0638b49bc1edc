"""The page on which minutes that were counted by themselves are set right."""

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from conftest import browse_as
from escalera.earnings.unpaid.week import monday_of
from escalera.tasks import actions as tasks
from escalera.tasks.making import made
from escalera.tasks.models import TaskType


@pytest.fixture
def day(amina, starter):
    now = timezone.now()
    item = made(task_type=TaskType.objects.get(pk="receipts-1"), language="es", seed=3)
    tasks.submit(
        id=uuid4(),
        person=amina,
        item=item,
        step=None,
        answer={},
        seconds=600,
        help_used=False,
        is_placement=False,
        answered_at=now,
        now=now,
    )
    return timezone.localtime(now).date().isoformat()


def test_what_was_counted_is_set_right_and_what_was_said_stays_readable(amina, day):
    browser = browse_as(amina)
    link = f'href="/minutes/days/{day}/learning/"'
    week = f"/week/{monday_of(date.fromisoformat(day)).isoformat()}/minutes/"
    before = browser.get(week).content.decode()

    browser.post(f"/minutes/days/{day}/learning/", {"minutes": "4"})
    after = browser.get(week).content.decode()

    assert link in before and "10\xa0min" in before and "4\xa0min" in after
    assert week in browser.get("/week/").content.decode()
    assert "<li>4 min" in browser.get(f"/minutes/days/{day}/learning/").content.decode()


@pytest.mark.parametrize("kind", ["waiting", "nonsense"])
def test_what_was_not_counted_has_no_page(amina, day, kind):
    assert browse_as(amina).get(f"/minutes/days/{day}/{kind}/").status_code == 404


@pytest.mark.parametrize("on", ["2031-01-01", "1999-01-01", "today"])
def test_no_day_that_has_been_has_no_page(amina, day, on):
    assert browse_as(amina).get(f"/minutes/days/{on}/learning/").status_code == 404


def test_wrong_minutes_are_named(amina, day):
    answer = browse_as(amina).post(f"/minutes/days/{day}/learning/", {"minutes": "-1"})

    assert answer.status_code == 422 and "Write whole minutes" in answer.content.decode()


def test_dora_has_a_day_of_her_own_only(dora, day):
    assert browse_as(dora).get(f"/minutes/days/{day}/learning/").status_code == 404
