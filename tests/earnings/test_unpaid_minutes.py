"""Unpaid work: noted late and twice, by a clock that runs on, and set right with its history."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from escalera.earnings.unpaid import actions
from escalera.earnings.unpaid.actions import LONGEST_CLOCK_S
from escalera.earnings.unpaid.models import Kind, Stretch

HOUR = timedelta(hours=1)


@pytest.fixture
def noted(amina, noon):
    def make(**values):
        usual = {"id": uuid4(), "person": amina, "kind": Kind.WAITING, "seconds": 600, "ended_at": noon}
        return actions.note(**usual | {"now": noon} | values)

    return make


def test_a_stretch_ends_when_the_phone_says(noted, noon):
    stretch = noted(ended_at=noon - HOUR)

    assert (stretch.seconds, stretch.began_at) == (600, noon - HOUR - timedelta(minutes=10))


def test_the_same_stretch_sent_twice_is_one(noted):
    id = uuid4()

    assert noted(id=id) == noted(id=id)
    assert Stretch.objects.count() == 1


def test_the_id_of_somebody_elses_stretch_is_refused(noted, dora):
    id = uuid4()
    noted(id=id)

    with pytest.raises(actions.SomebodyElsesStretch):
        noted(id=id, person=dora)


@pytest.mark.parametrize("seconds", [0, -5, 86_401])
def test_no_stretch_of_nothing_or_more_than_a_day(noted, seconds):
    with pytest.raises(actions.NotATime):
        noted(seconds=seconds)


@pytest.mark.parametrize("wrong", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2090, 1, 1, tzinfo=UTC)])
def test_a_phone_with_a_wrong_clock_means_now(noted, noon, wrong):
    assert noted(ended_at=wrong).began_at == noon - timedelta(minutes=10)


def test_the_clock_runs_on_until_it_is_stopped(amina, noon):
    actions.start(id=uuid4(), person=amina, kind=Kind.SEARCHING, at=noon, now=noon)

    stopped = actions.stop(person=amina, at=noon + HOUR, now=noon + HOUR)

    assert (stopped.stretch.kind, stopped.stretch.seconds, stopped.was_cut) == (Kind.SEARCHING, 3600, False)
    assert actions.stop(person=amina, at=noon + HOUR, now=noon + HOUR) is None


def test_another_clock_stops_the_first(amina, noon):
    first, second = uuid4(), uuid4()
    actions.start(id=first, person=amina, kind=Kind.SEARCHING, at=noon, now=noon)

    actions.start(id=second, person=amina, kind=Kind.WAITING, at=noon + HOUR, now=noon + HOUR)

    assert Stretch.objects.get(pk=first).seconds == 3600
    assert Stretch.objects.running().get().pk == second


def test_a_start_that_comes_twice_neither_stops_nor_doubles_the_clock(amina, noon):
    id = uuid4()
    for minutes in (0, 5):
        now = noon + timedelta(minutes=minutes)
        actions.start(id=id, person=amina, kind=Kind.WAITING, at=noon, now=now)

    assert Stretch.objects.running().get().began_at == noon


def test_a_start_that_comes_again_after_the_stop_starts_nothing(amina, noon):
    id = uuid4()
    actions.start(id=id, person=amina, kind=Kind.WAITING, at=noon, now=noon)
    actions.stop(person=amina, at=noon + HOUR, now=noon + HOUR)

    actions.start(id=id, person=amina, kind=Kind.WAITING, at=noon, now=noon + HOUR)

    assert Stretch.objects.get().seconds == 3600


def test_a_stop_that_comes_twice_leaves_the_next_clock_alone(amina, noon):
    actions.start(id=uuid4(), person=amina, kind=Kind.WAITING, at=noon, now=noon)
    actions.stop(person=amina, at=noon + HOUR, now=noon + HOUR)
    later = noon + 2 * HOUR
    actions.start(id=uuid4(), person=amina, kind=Kind.SEARCHING, at=later, now=later)

    assert actions.stop(person=amina, at=noon + HOUR, now=later + HOUR) is None
    assert Stretch.objects.running().get().kind == Kind.SEARCHING


def test_a_named_clock_is_stopped_although_the_phones_clock_is_slow(amina, dora, noon):
    id = uuid4()
    actions.start(id=id, person=amina, kind=Kind.WAITING, at=noon, now=noon)

    assert actions.stop(person=dora, at=noon, now=noon + HOUR, clock=id) is None
    assert actions.stop(person=amina, at=noon - HOUR, now=noon + HOUR, clock=id).stretch.seconds == 1


def test_a_start_that_arrives_after_a_later_one_ran_until_that(amina, noon):
    later, late = noon + HOUR, uuid4()
    actions.start(id=uuid4(), person=amina, kind=Kind.SEARCHING, at=later, now=later)

    actions.start(id=late, person=amina, kind=Kind.WAITING, at=noon, now=later + HOUR)

    assert Stretch.objects.get(pk=late).seconds == 3600
    assert Stretch.objects.running().get().kind == Kind.SEARCHING


def test_a_forgotten_clock_counts_four_hours_and_says_so(amina, noon):
    actions.start(id=uuid4(), person=amina, kind=Kind.WAITING, at=noon, now=noon)

    stopped = actions.stop(person=amina, at=noon + 9 * HOUR, now=noon + 9 * HOUR)

    assert stopped.was_cut
    assert stopped.stretch.seconds == LONGEST_CLOCK_S


def test_the_database_lets_one_clock_run_for_each_person(amina, noon):
    actions.start(id=uuid4(), person=amina, kind=Kind.WAITING, at=noon, now=noon)

    with pytest.raises(IntegrityError), transaction.atomic():
        Stretch.objects.create(id=uuid4(), person=amina, kind=Kind.WAITING, began_at=noon, told_at=noon)


def test_a_correction_counts_and_what_it_was_before_is_kept(noted, amina, noon):
    stretch = noted()

    actions.correct(id=uuid4(), stretch=stretch, person=amina, kind=Kind.LEARNING, seconds=1200, now=noon)

    stretch.refresh_from_db()
    before = stretch.corrections.get()
    assert (stretch.kind, stretch.seconds) == (Kind.LEARNING, 1200)
    assert (before.was_kind, before.was_seconds) == (Kind.WAITING, 600)


def test_a_correction_sent_twice_is_one(noted, amina, noon):
    stretch, id = noted(), uuid4()
    for seconds in (300, 900):
        actions.correct(id=id, stretch=stretch, person=amina, kind=Kind.WAITING, seconds=seconds, now=noon)

    stretch.refresh_from_db()
    assert stretch.seconds == 300
    assert stretch.corrections.count() == 1


def test_nobody_else_corrects_it_and_a_running_clock_is_stopped_first(noted, amina, dora, noon):
    with pytest.raises(actions.SomebodyElsesStretch):
        actions.correct(id=uuid4(), stretch=noted(), person=dora, kind=Kind.WAITING, seconds=60, now=noon)

    running = actions.start(id=uuid4(), person=amina, kind=Kind.WAITING, at=noon, now=noon)
    with pytest.raises(actions.StillRunning):
        actions.correct(id=uuid4(), stretch=running, person=amina, kind=Kind.WAITING, seconds=60, now=noon)
