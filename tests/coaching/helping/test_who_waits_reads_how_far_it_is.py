"""Who waits for a person reads how many were asked, what comes next and when; after two weeks it ends."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone, translation

from escalera.coaching.helping import answering, broker, progress, queries, reach
from escalera.coaching.helping.models import Ending
from escalera.programmes import actions as programmes
from escalera.web.worker import progress_words
from helping import asked, helping, stuck, would_help

pytestmark = pytest.mark.usefixtures("tasks_loaded")


def read(request, now):
    return " ".join(progress_words.lines(progress.of(request, now=now), now=now))


def hour(at: datetime) -> str:
    return f"{timezone.localtime(at):%H:%M}"


def test_while_nobody_is_free_it_says_so_and_when_more_are_asked(amina, noon):
    programmes.begin(name="Taller", coordinator=amina, now=noon)
    request = stuck(amina, noon)

    at_once, later = read(request, noon), read(request, noon + timedelta(minutes=20))
    after_three_hours = read(request, noon + timedelta(hours=3))
    after_a_day = read(request, noon + timedelta(days=1))

    assert "looking for somebody right now" in at_once
    assert f"more people from {hour(noon + reach.WIDER_AFTER)}" in later
    assert "nobody has been asked yet" in after_three_hours
    assert "more people" not in after_three_hours
    assert "We go on looking until" in after_three_hours
    assert "That is long" in after_a_day
    assert "That is long" not in after_three_hours


def test_who_was_asked_is_counted_and_until_when_they_may_answer(amina, bilal, chen, noon):
    asking = asked(amina, bilal, noon)
    first = read(asking.request, noon + timedelta(minutes=5))
    answering.decline(asking=asking, now=noon)
    none_now = read(asking.request, noon + timedelta(minutes=6))
    would_help(chen, noon)
    broker.broker(now=noon + timedelta(minutes=10))
    second = read(asking.request, noon + timedelta(minutes=11))

    assert "We have asked 1 person. Nobody has answered yet" in first
    assert hour(noon + broker.ANSWERED_WITHIN) in first
    assert "Nobody could" in none_now
    assert "We have asked 2 people" in second


def test_in_spanish_too(amina, bilal, noon):
    asking = asked(amina, bilal, noon)

    with translation.override("es-mx"):
        assert "Ya le preguntamos a 1 persona" in read(asking.request, noon)


def test_after_two_weeks_it_ends_and_one_may_ask_anew(amina, bilal, noon):
    request, later = stuck(amina, noon), noon + broker.OLDEST
    broker.broker(now=later - timedelta(minutes=1))
    assert queries.open_request(amina, request.task_type) == request

    assert broker.is_due(now=later)
    broker.broker(now=later)

    request.refresh_from_db()
    assert (request.ended_at, request.ending) == (later, Ending.UNANSWERED)
    assert stuck(amina, later) != request
    assert not broker.is_due(now=later)


def test_a_conversation_is_never_ended_by_its_age(amina, bilal, noon):
    asking = helping(amina, bilal, noon)

    broker.broker(now=noon + 2 * broker.OLDEST)

    assert queries.open_request(amina, asking.request.task_type) == asking.request
