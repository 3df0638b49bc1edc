"""Working time and wall time are kept beside each other, and it is said which of them was measured."""

import time
from uuid import uuid4

import pytest

from conftest import browse_as
from escalera.paths import actions
from escalera.tasks.models import Attempt, TaskType, Timed
from escalera.tasks.timing import timing
from walking import do, goal_for


@pytest.fixture
def step(starter, amina, noon):
    return actions.next_step(goal=goal_for(amina, {"read-documents": 0.6}, noon), now=noon, seed=1)


def took(seconds, wall, minutes=1.0):
    return timing(task_type=TaskType(minutes=minutes), seconds=seconds, wall_seconds=wall)


def test_both_are_kept(step, noon):
    attempt = do(step, {}, noon, seconds=40, wall_seconds=300)
    attempt.refresh_from_db()

    assert (attempt.seconds, attempt.wall_seconds, attempt.timed) == (40, 300, Timed.WORK)


def test_where_nothing_measured_the_work_the_wall_time_stands_for_it_and_says_so(step, noon):
    attempt = do(step, {}, noon, seconds=None, wall_seconds=90)
    attempt.refresh_from_db()

    assert (attempt.seconds, attempt.wall_seconds, attempt.timed) == (90, 90, Timed.WALL)


def test_a_page_left_open_over_night_counts_a_bounded_time():
    night = took(None, 9 * 3600)

    assert night.seconds == 600
    assert night.wall_seconds == 9 * 3600
    assert took(None, 9 * 3600, minutes=4).seconds == 1200


def test_nobody_works_longer_than_the_time_that_passed():
    assert took(100, 40).wall_seconds == 100


@pytest.mark.parametrize("odd", [float("nan"), float("inf"), -5.0])
def test_odd_times_are_none(odd):
    assert took(odd, None).seconds == 0
    assert took(None, odd).seconds == 0
    assert took(3, odd).wall_seconds == 3


def send(person, step, **times):
    id = str(uuid4())
    browse_as(person).post(f"/steps/{step.pk}/attempt/", {"id": id, "want": "dont_know", **times})
    return Attempt.objects.get(pk=id)


def test_a_page_with_scripts_sends_both(amina, step):
    attempt = send(amina, step, seconds="30.5", wall_seconds="200", shown_at=f"{time.time() - 999:.1f}")

    assert (attempt.seconds, attempt.wall_seconds, attempt.timed) == (30.5, 200, Timed.WORK)


def test_a_page_without_scripts_counts_from_when_it_was_sent(amina, step):
    attempt = send(amina, step, seconds="", wall_seconds="", shown_at=f"{time.time() - 70:.1f}")

    assert attempt.seconds == attempt.wall_seconds == pytest.approx(70, abs=5)
    assert attempt.timed == Timed.WALL


def test_the_api_takes_both_and_null_for_what_nobody_measured(amina, step):
    sent = {"id": str(uuid4()), "step": str(step.pk), "answer": {}, "seconds": None, "wall_seconds": 50}
    browse_as(amina).post("/api/attempts", [sent], content_type="application/json")
    attempt = Attempt.objects.get(pk=sent["id"])

    assert (attempt.seconds, attempt.wall_seconds, attempt.timed) == (50, 50, Timed.WALL)
