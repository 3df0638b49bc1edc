"""Who asks may let their circle know; somebody there helps with one tap, by the same rules as who was asked."""

from datetime import timedelta
from uuid import uuid4

import pytest

from conftest import browse_as, someone
from escalera.circles import seating
from escalera.coaching.helping import answering, broker, conversing, offering, requesting
from escalera.coaching.helping.models import Asking
from escalera.credit import queries as credit
from escalera.people import blocking
from escalera.programmes import actions as programmes
from escalera.tasks.models import TaskType
from helping import TASK, asked, stuck, would_help

pytestmark = pytest.mark.usefixtures("tasks_loaded")


@pytest.fixture
def circle(amina, bilal, chen, noon):
    made = seating.found(id=uuid4(), name="Las abejas", own_name="Ami", person=amina, now=noon)
    for person, name in ((bilal, "Bil"), (chen, "Che")):
        seating.sit(circle=made, person=person, name=name, now=noon)
    return made


@pytest.fixture
def request_of_amina(circle, amina, noon):
    made = stuck(amina, noon)
    offering.tell_circle(request=made, tells=True, now=noon)
    return made


def seen(person, now):
    return list(offering.open_to(person, now=now))


def test_the_circle_knows_only_when_who_asks_wants_it(circle, amina, bilal, dora, noon):
    made = stuck(amina, noon)
    assert seen(bilal, noon) == []

    offering.tell_circle(request=made, tells=True, now=noon)
    assert (seen(bilal, noon), seen(amina, noon), seen(dora, noon)) == ([made], [], [])

    offering.tell_circle(request=made, tells=False, now=noon)
    assert seen(bilal, noon) == []


def test_an_offer_is_an_asking_that_was_said_yes_to_and_time_passes_as_always(
    request_of_amina, amina, bilal, chen, noon
):
    first = offering.offer(request=request_of_amina, person=bilal, now=noon)
    again = offering.offer(request=request_of_amina, person=bilal, now=noon)

    assert first == again and first.accepted_at and seen(chen, noon) == []
    with pytest.raises(offering.NoLongerNeeded):
        offering.offer(request=request_of_amina, person=chen, now=noon)
    for person in (amina, bilal):
        conversing.close(id=uuid4(), asking=first, person=person, solved=True, minutes=10, now=noon)
    assert credit.statement(bilal, now=noon).balance_s == 600


def test_who_said_no_may_still_offer(circle, amina, bilal, noon):
    asking = asked(amina, bilal, noon)
    answering.decline(asking=asking, now=noon)
    offering.tell_circle(request=asking.request, tells=True, now=noon)

    assert offering.offer(request=asking.request, person=bilal, now=noon) == asking
    assert Asking.objects.standing().get() == asking


def test_the_week_counts_offers_and_askings_together(circle, amina, bilal, chen, noon):
    would_help(bilal, noon, weekly=1)
    one, other = stuck(amina, noon), stuck(chen, noon)
    for made in (one, other):
        offering.tell_circle(request=made, tells=True, now=noon)
    offering.offer(request=one, person=bilal, now=noon)

    with pytest.raises(offering.OftenEnough):
        offering.offer(request=other, person=bilal, now=noon)
    assert broker.broker(now=noon) == 0
    offering.offer(request=other, person=bilal, now=noon + timedelta(days=7, minutes=1))


def test_who_is_kept_apart_or_muted_is_not_shown(request_of_amina, amina, bilal, chen, noon):
    blocking.block(id=uuid4(), person=amina, other=bilal, apart=True, about="", now=noon)
    blocking.block(id=uuid4(), person=chen, other=amina, apart=False, about="", now=noon)

    assert seen(bilal, noon) == [] and seen(chen, noon) == []
    with pytest.raises(offering.NoLongerNeeded):
        offering.offer(request=request_of_amina, person=bilal, now=noon)


def test_a_task_of_a_programme_stays_in_it(request_of_amina, bilal, noon):
    programme = programmes.begin(name="Taller", coordinator=someone(), now=noon)
    TaskType.objects.filter(pk=TASK).update(programme=programme)

    assert seen(bilal, noon) == []


def test_a_request_that_is_over_is_not_told(request_of_amina, bilal, noon):
    requesting.withdraw(request=request_of_amina, now=noon)

    assert seen(bilal, noon) == []
    with pytest.raises(requesting.Ended):
        offering.tell_circle(request=request_of_amina, tells=False, now=noon)


def test_on_the_page_stands_the_skill_and_no_name_and_one_tap_helps(circle, amina, bilal, dora):
    from django.utils import timezone

    made = stuck(amina, timezone.now())
    requesting.describe(request=made, person=amina, text="Which line?")
    browse_as(amina).post(f"/help/requests/{made.pk}/circle/", {"tells": "yes"})

    page = browse_as(bilal).get(f"/circles/{circle.pk}/").content.decode()
    part = page.split("Somebody here is stuck")[1].split("<h2>")[0]
    assert made.skill.label in part and "Ami" not in part and "Which line?" not in part
    assert browse_as(dora).post(f"/help/requests/{made.pk}/offer/").status_code == 404
    answer = browse_as(bilal).post(f"/help/requests/{made.pk}/offer/")
    assert answer.headers["Location"] == f"/help/askings/{Asking.objects.get().pk}/"
