"""What nobody has to note: practice, tests, rejected work, waiting between paid tasks; and setting it right."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from escalera.earnings.unpaid import actions, days
from escalera.earnings.unpaid.models import DayCorrection, Kind
from escalera.earnings.unpaid.week import week_of
from escalera.tasks import actions as tasks
from escalera.tasks.making import made
from escalera.tasks.models import TaskType

MONDAY = date(2026, 11, 23)


@pytest.fixture
def did(amina, noon, starter):
    """Amina hands in a task so many minutes after noon, two minutes of work."""

    def do(minutes=0, *, is_placement=False, seconds=120, wall_seconds=None):
        item = made(task_type=TaskType.objects.get(pk="receipts-1"), language="es", seed=uuid4().int % 10_000)
        return tasks.submit(
            id=uuid4(),
            person=amina,
            item=item,
            step=None,
            answer={},
            seconds=seconds,
            wall_seconds=wall_seconds,
            help_used=False,
            is_placement=is_placement,
            answered_at=noon + timedelta(minutes=minutes),
            now=noon + timedelta(days=1),
        )[0]

    return do


@pytest.fixture
def paid(shop, starter):
    TaskType.objects.filter(pk="receipts-1").update(pay=Decimal(5), currency="MXN", requester=shop)


def correct(amina, noon, *, seconds, kind=Kind.LEARNING, id=None):
    return days.correct(id=id or uuid4(), person=amina, day=noon.date(), kind=kind, seconds=seconds, now=noon)


def test_practice_is_learning_and_finding_out_where_one_stands_is_a_test(amina, did):
    did(0)
    did(3, is_placement=True)

    assert week_of(amina, MONDAY).kinds == {Kind.LEARNING: 120, Kind.QUALIFICATION: 120}


def test_the_gap_between_two_paid_tasks_is_waiting(amina, paid, did):
    did(0)
    did(5)  # on the screen from minute 3

    week = week_of(amina, MONDAY)

    assert (week.kinds, week.paid_s) == ({Kind.WAITING: 180}, 240)


def test_a_long_gap_is_a_pause_and_not_counted(amina, paid, did):
    did(0)
    did(20)

    assert week_of(amina, MONDAY).kinds == {}


def test_what_was_noted_by_hand_for_the_gap_is_not_counted_twice(amina, paid, did, noon):
    did(0)
    did(5)
    ended_at = noon + timedelta(minutes=3)
    actions.note(
        id=uuid4(), person=amina, kind=Kind.WAITING, seconds=150, ended_at=ended_at, now=noon + timedelta(1)
    )

    assert week_of(amina, MONDAY).kinds == {Kind.WAITING: 150}


def test_the_person_sets_a_day_right_and_late_answers_still_count(amina, did, noon):
    did(0, seconds=600)
    correct(amina, noon, seconds=240)
    assert week_of(amina, MONDAY).kinds == {Kind.LEARNING: 240}

    did(30)

    assert week_of(amina, MONDAY).kinds == {Kind.LEARNING: 360}


def test_the_latest_word_counts_and_earlier_ones_are_kept(amina, did, noon):
    did(0, seconds=600)
    first = uuid4()
    correct(amina, noon, seconds=240, id=first)
    correct(amina, noon + timedelta(minutes=1), seconds=0)
    correct(amina, noon + timedelta(minutes=2), seconds=240, id=first)

    assert week_of(amina, MONDAY).kinds == {}
    assert DayCorrection.objects.count() == 2


def test_where_nothing_was_counted_there_is_nothing_to_set_right(amina, did, noon):
    with pytest.raises(days.NothingCounted):
        correct(amina, noon, seconds=60, kind=Kind.WAITING)


def test_an_id_of_somebody_else_changes_nothing(amina, dora, did, noon):
    did(0)
    known = correct(amina, noon, seconds=60)

    with pytest.raises(actions.SomebodyElsesStretch):
        correct(dora, noon, seconds=0, id=known.pk)
