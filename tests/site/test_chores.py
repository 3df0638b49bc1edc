from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

import circling
import judged
from belongings import belongings_of
from escalera.learning import actions as learning
from escalera.learning.models import FittedGains, Recommendation
from escalera.site import chores, worker


@pytest.fixture
def hers(starter, amina, noon):
    """Amina's attempt, received at noon."""
    return belongings_of(amina, noon)


def queued(chore) -> int:
    return DBTaskResult.objects.filter(task_path=chore.module_path).count()


def test_nothing_is_fitted_where_nothing_happened(starter, noon):
    assert not chores.needs_fit(now=noon)


def test_a_first_attempt_asks_for_a_fit(hers, noon):
    assert chores.needs_fit(now=noon)


def test_a_fit_is_not_made_again_until_something_is_said(hers, noon):
    learning.refit(now=noon)

    assert not chores.needs_fit(now=noon + timedelta(hours=5))


def test_a_recommendation_asks_for_a_fit_once_the_last_is_a_minute_old(hers, noon):
    learning.refit(now=noon)
    skill = hers.attempt.item.task_type.weights.first().skill
    said = noon + timedelta(seconds=5)
    learning.recommend(
        id=uuid4(),
        person=hers.person,
        task_type=hers.attempt.item.task_type,
        skill=skill,
        taught=True,
        now=said,
    )

    assert not chores.needs_fit(now=noon + timedelta(seconds=30))
    assert chores.needs_fit(now=noon + timedelta(seconds=61))
    assert Recommendation.objects.count() == 1


def test_what_is_due_is_queued_once_however_often_one_looks(hers):
    now = timezone.now()

    for seconds in range(0, 30, 2):
        chores.enqueue_due(now=now + timedelta(seconds=seconds))

    assert queued(chores.refit_gains) == 1
    assert queued(chores.expire_guests) == 1


def test_judgements_are_settled_while_something_waits_and_once_a_minute(tasks_loaded, amina):
    now = timezone.now()
    chores.enqueue_due(now=now)
    with_nothing = queued(chores.settle_judgements)
    judged.work_of(amina, now=now)

    for seconds in (2, 4, 30):
        chores.enqueue_due(now=now + timedelta(seconds=seconds))

    assert (with_nothing, queued(chores.settle_judgements)) == (0, 1)


def test_circles_are_tended_while_there_are_any_and_every_five_minutes(db, amina):
    now = timezone.now()
    chores.enqueue_due(now=now)
    with_nothing = queued(chores.tend_circles)
    circling.circle_of(amina, now)

    for seconds in (2, 4, 200):
        chores.enqueue_due(now=now + timedelta(seconds=seconds))

    assert (with_nothing, queued(chores.tend_circles)) == (0, 1)


def test_a_fit_that_fails_is_not_tried_every_two_seconds(hers):
    now = timezone.now()
    chores.enqueue_due(now=now)
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED, finished_at=now)

    for seconds in range(2, 50, 2):
        chores.enqueue_due(now=now + timedelta(seconds=seconds))
    soon = queued(chores.refit_gains)
    chores.enqueue_due(now=now + timedelta(seconds=70))

    assert (soon, queued(chores.refit_gains)) == (1, 2)


@pytest.mark.django_db(transaction=True)  # the worker closes connections
def test_a_chore_that_a_killed_worker_left_is_returned_and_done(hers):
    now = timezone.now()
    chores.refit_gains.enqueue()
    DBTaskResult.objects.update(
        status=TaskResultStatus.RUNNING, started_at=now - timedelta(minutes=11), worker_ids=["killed"]
    )

    assert chores.sweep(now=now) == 1
    worker.work_once()

    assert FittedGains.objects.exists()
    assert queued(chores.refit_gains) == 1
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {TaskResultStatus.SUCCESSFUL}


def test_a_chore_that_runs_is_left_alone(hers):
    now = timezone.now()
    chores.refit_gains.enqueue()
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=now - timedelta(minutes=9))

    assert chores.sweep(now=now) == 0


def test_finished_chores_are_forgotten_after_a_week(hers):
    now = timezone.now()
    chores.refit_gains.enqueue()
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL, finished_at=now - timedelta(days=8))

    chores.sweep(now=now)

    assert not DBTaskResult.objects.exists()


def test_a_chore_done_twice_is_as_good_as_once(hers, noon):
    for minutes in range(2):
        learning.refit(now=noon + timedelta(minutes=minutes))
    first, second = FittedGains.objects.order_by("made_at")

    assert (first.attempts, first.recommendations) == (second.attempts, second.recommendations)


def test_the_newest_ten_fits_are_kept(hers, noon):
    for minutes in range(12):
        learning.refit(now=noon + timedelta(minutes=minutes))

    assert FittedGains.objects.count() == 10
    assert FittedGains.objects.order_by("made_at").last().made_at == noon + timedelta(minutes=11)


@pytest.mark.parametrize(
    ("took_s", "status", "rests_s"),
    [(0.01, "SUCCESSFUL", 5), (30, "SUCCESSFUL", 600), (0.01, "FAILED", 60)],
)
def test_what_takes_long_rests_long(hers, took_s, status, rests_s):
    chores.estimate_tips.enqueue()
    now, path = timezone.now(), chores.estimate_tips.module_path
    DBTaskResult.objects.update(
        status=status, started_at=now - timedelta(seconds=took_s), finished_at=now, enqueued_at=now
    )

    assert chores.rest_of(path) == timedelta(seconds=rests_s)
