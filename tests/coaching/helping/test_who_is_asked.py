"""The broker asks who knows, speaks, has room and may: and keeps why."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection

from conftest import NOON, someone
from escalera.coaching.helping import answering, broker, reach, reporting, requesting, willing
from escalera.coaching.helping.models import Asking, HelpRequest
from escalera.coaching.helping.reports import ruling
from escalera.ledger.models import Event
from escalera.programmes import actions as programmes
from escalera.programmes.models import Role
from escalera.site import chores
from helping import asked, helping, knows, stuck, would_help

pytestmark = pytest.mark.usefixtures("tasks_loaded")


def in_programme(name, *people):
    leads = someone()
    programme = programmes.begin(name=name, coordinator=leads, now=NOON)
    for person in people:
        programmes.give_role(programme=programme, person=person, role=Role.WORKER, by=leads, now=NOON)
    return programme


def helper_of(request):
    asking = Asking.objects.standing().filter(request=request).first()
    return asking and asking.helper


def test_who_knows_is_asked_and_the_reason_is_kept(amina, bilal, dora, noon):
    would_help(bilal, noon)
    would_help(dora, noon, level=0.05)
    request = stuck(amina, noon)

    assert broker.broker(now=noon) == 1

    asking = Asking.objects.get(request=request)
    assert asking.helper == bilal
    assert asking.because["helper_level"] > asking.because["level"]
    assert asking.because["languages"] == ["es"]
    event = Event.objects.get(kind="help asked")
    assert event.payload["expected_success"] == asking.because["expected_success"] > 0.5
    assert str(amina.pk) not in str(event.payload)


def test_nobody_is_asked_who_did_not_say_so_or_who_stopped(amina, bilal, noon):
    knows(bilal, 0.9, noon)
    stuck(amina, noon)
    assert broker.broker(now=noon) == 0

    would_help(bilal, noon)
    willing.stop(person=bilal, now=noon)
    assert broker.broker(now=noon) == 0

    would_help(bilal, noon)
    assert broker.broker(now=noon) == 1


def test_nor_who_speaks_no_language_of_the_asker(amina, bilal, noon):
    would_help(bilal, noon, languages=("en",))
    stuck(amina, noon)

    assert broker.broker(now=noon) == 0


def test_nobody_is_asked_more_often_a_week_than_they_said_whatever_they_answer(bilal, noon):
    would_help(bilal, noon, weekly=2)
    for n in range(4):
        stuck(someone(), noon + timedelta(minutes=n))

    broker.broker(now=noon + timedelta(minutes=5))
    for asking in Asking.objects.all():
        answering.decline(asking=asking, now=noon)
    broker.broker(now=noon + timedelta(minutes=6))

    assert Asking.objects.count() == 2
    later = noon + timedelta(days=7, minutes=6)
    broker.broker(now=later)
    assert Asking.objects.count() == 4


def test_who_was_asked_more_than_usual_is_asked_only_where_nobody_else_can(bilal, chen, dora, noon):
    would_help(bilal, noon, level=0.95, weekly=9)
    for n in range(3):
        stuck(someone(), noon + timedelta(minutes=n))
    broker.broker(now=noon + timedelta(minutes=5))
    would_help(chen, noon, level=0.7)
    would_help(dora, noon, level=0.7)

    for n in range(5):
        stuck(someone(), noon + timedelta(minutes=6 + n))
        broker.broker(now=noon + timedelta(minutes=7 + n))

    often = Counter(Asking.objects.values_list("helper", flat=True))
    assert often[bilal.pk] == 3
    assert sorted((often[chen.pk], often[dora.pk])) == [2, 3]


def test_after_a_no_somebody_else_is_asked_and_nobody_twice(amina, bilal, chen, noon):
    asking = asked(amina, bilal, noon)
    would_help(chen, noon)

    answering.decline(asking=asking, now=noon)
    broker.broker(now=noon)

    assert helper_of(asking.request) == chen
    answering.decline(asking=Asking.objects.get(helper=chen), now=noon)
    assert broker.broker(now=noon) == 0


def test_who_does_not_answer_for_six_hours_makes_room_for_another(amina, bilal, chen, noon):
    asking = asked(amina, bilal, noon)
    would_help(chen, noon)

    broker.broker(now=noon + timedelta(hours=5))
    assert helper_of(asking.request) == bilal

    broker.broker(now=noon + timedelta(hours=6))
    assert helper_of(asking.request) == chen
    with pytest.raises(answering.SomebodyElseHelps):
        answering.accept(asking=asking, now=noon + timedelta(hours=7))


def test_a_no_can_be_taken_back_while_nobody_else_is_asked(amina, bilal, noon):
    asking = answering.decline(asking=asked(amina, bilal, noon), now=noon)

    answering.accept(asking=asking, now=noon)
    answering.accept(asking=asking, now=noon)

    assert helper_of(asking.request) == bilal


def test_the_own_programme_comes_first_and_everybody_after_two_hours(amina, bilal, chen, noon):
    in_programme("Taller", amina, chen)
    would_help(bilal, noon)
    request = stuck(amina, noon)

    assert broker.broker(now=noon + reach.WIDER_AFTER / 2) == 0
    broker.broker(now=noon + reach.WIDER_AFTER)

    assert helper_of(request) == bilal


def test_near_helpers_are_asked_before_far_ones(amina, bilal, chen, noon):
    in_programme("Taller", amina, chen)
    would_help(bilal, noon)
    would_help(chen, noon, level=0.6)

    request = stuck(amina, noon)
    broker.broker(now=noon)

    assert helper_of(request) == chen


def test_who_helps_only_near_is_not_asked_by_others(amina, bilal, noon):
    in_programme("Taller", bilal)
    would_help(bilal, noon, only_near=True)
    stuck(amina, noon)

    assert broker.broker(now=noon + timedelta(days=1)) == 0


def test_a_task_of_a_programme_is_shown_to_nobody_outside(amina, bilal, chen, noon):
    programme = in_programme("Taller", amina, chen)
    would_help(bilal, noon)
    request = stuck(amina, noon)
    request.task_type.programme = programme
    request.task_type.save()

    assert broker.broker(now=noon + timedelta(days=1)) == 0
    would_help(chen, noon)
    assert broker.broker(now=noon + timedelta(days=1)) == 1


@pytest.mark.parametrize("amina_blocks", [True, False])
def test_two_who_blocked_each_other_never_meet(amina, bilal, noon, amina_blocks):
    asking = helping(amina, bilal, noon)

    reporting.part(asking=asking, person=amina if amina_blocks else bilal, about="", now=noon)
    requesting.withdraw(request=asking.request, now=noon)
    stuck(amina, noon + timedelta(days=1))

    assert broker.broker(now=noon + timedelta(days=1)) == 0


def test_whom_two_people_reported_is_not_asked_until_somebody_looked(amina, bilal, chen, dora, noon):
    for learner in (amina, chen):
        asking = helping(learner, bilal, noon)
        report = reporting.report(
            id=asking.pk, asking=asking, person=learner, wrong="rude", about="", now=noon
        )
        requesting.withdraw(request=asking.request, now=noon)
    stuck(dora, noon)
    assert broker.broker(now=noon) == 0

    ruling.rule(report=report, upholds=False, by=None, now=noon)

    assert broker.broker(now=noon) == 1


def test_the_chore_is_due_while_somebody_waits_for_whom_somebody_could_be_asked(amina, bilal, noon):
    def is_queued():
        return chores.waiting(chores.broker_help.module_path)

    stuck(amina, noon)
    chores.enqueue_due(now=noon)
    assert not is_queued()

    would_help(bilal, noon)
    chores.enqueue_due(now=noon)
    assert is_queued()


@pytest.mark.django_db(transaction=True)
def test_brokers_that_run_at_the_same_time_ask_nobody_beyond_their_week():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; tools/postgres.py runs this")
    helpers = [someone() for _ in range(6)]
    for n, helper in enumerate(helpers):
        would_help(helper, NOON, weekly=1 + n % 3)
    for _ in range(30):
        stuck(someone(), NOON)
    wrong: list[Exception] = []

    def work() -> None:
        try:
            for n in range(3):
                broker.broker(now=NOON + timedelta(minutes=n))
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []
    times = Counter(Asking.objects.values_list("helper", flat=True))
    assert [times[one.pk] for one in helpers] == [1, 2, 3, 1, 2, 3]
    assert HelpRequest.objects.waiting().count() == 30 - 12
