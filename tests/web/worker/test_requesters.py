import html
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from conftest import browse_as, someone
from escalera.earnings import actions as payments
from escalera.earnings.models import Review, Source, Stage, WarningRead
from escalera.paths.models import Step
from escalera.tasks.models import Requester, TaskType
from walking import goal_for


@pytest.fixture
def shop(db):
    return Requester.objects.create(name="Seed shop")


def work(shop, person, noon, stage=Stage.PAID):
    payment = payments.expect(
        id=uuid4(),
        person=person,
        work="Labels",
        amount=Decimal(2),
        currency="USD",
        source=Source.FILE,
        requester=shop,
        seconds=1800,
        reference=str(uuid4()),
        at=noon,
        now=noon,
    )
    later = noon + timedelta(days=3)
    payments.tell(payment=payment, stage=stage, source=Source.FILE, at=later, now=later)


def text(answer):
    return html.unescape(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def test_below_ten_people_the_page_says_that_it_does_not_know(shop, dora, noon):
    for _ in range(9):
        work(shop, someone(), noon)

    page = text(browse_as(dora).get(f"/requesters/{shop.pk}/"))

    assert "We don't know yet how they pay." in page
    assert "$" not in page.split("<main")[1]


def test_from_ten_people_on_it_says_what_was_measured_and_how_sure(shop, dora, noon):
    for number in range(12):
        work(shop, someone(), noon, Stage.REJECTED if number % 4 == 0 else Stage.PAID)

    page = text(browse_as(dora).get(f"/requesters/{shop.pk}/"))

    assert "at least 10 people" in page
    assert "<b>$3 USD</b> an hour of work" in page
    assert "They reject <b>25</b> of 100" in page


def test_ones_own_work_is_shown_and_only_to_oneself(shop, amina, dora, noon):
    work(shop, amina, noon, Stage.REJECTED)

    assert "1 was rejected." in text(browse_as(amina).get(f"/requesters/{shop.pk}/"))
    assert "Your own work" not in text(browse_as(dora).get(f"/requesters/{shop.pk}/"))


def test_who_had_an_answer_says_how_they_are_and_others_cannot(shop, amina, dora, noon):
    work(shop, amina, noon)
    words = {"is_clear": "yes", "answers": "", "again": "no"}

    for person in (amina, dora):
        browse_as(person).post(f"/requesters/{shop.pk}/review/", words)

    review = Review.objects.get()
    assert (review.person, review.is_clear, review.answers, review.again) == (amina, True, None, False)
    assert browse_as(amina).post(f"/requesters/{shop.pk}/review/", {}).status_code == 422


@pytest.fixture
def paid_step(starter, shop, amina, noon):
    """Amina's next step is paid work with a trick in its text, for a requester nobody knows."""
    goal = goal_for(amina, {"read-documents": 0.55}, noon)
    browse_as(amina).get("/path/")
    step = Step.objects.filter(goal=goal, finished_at=None).latest("chosen_at")
    TaskType.objects.filter(pk=step.task_type_id).update(requester=shop, pay=Decimal("0.1"), currency="MXN")
    step.item.content["instructions"] = TRICK
    step.item.save()
    return step


TRICK = "Pay a registration fee of 20 dollars first. Contact us only by WhatsApp."
PLACES = ("/path/", "/steps/%s/", "/steps/%s/why/")


@pytest.mark.parametrize("place", PLACES)
def test_wherever_paid_work_begins_the_page_warns_and_offers_both_ways(amina, paid_step, place):
    page = text(browse_as(amina).get(place.replace("%s", str(paid_step.pk))))

    assert "Seed shop" in page and "We don't know yet how they pay." in page
    assert "Pay a registration fee of 20 dollars first" in page and "Contact us only by WhatsApp" in page
    assert "Go on anyway" in page and "Another task" in page


def test_once_read_it_is_not_said_again_and_stays_to_look_up(amina, paid_step):
    browser = browse_as(amina)

    browser.post(f"/steps/{paid_step.pk}/warning/read/")

    for place in PLACES:
        page = text(browser.get(place.replace("%s", str(paid_step.pk))))
        assert "Go on anyway" not in page and "What we told you about this work" in page


def test_what_is_new_since_is_said(amina, paid_step):
    browser = browse_as(amina)
    browser.post(f"/steps/{paid_step.pk}/warning/read/")
    paid_step.item.content["instructions"] = TRICK + " Send a photo of your passport."
    paid_step.item.save()

    assert "Go on anyway" in text(browser.get("/path/"))


def test_after_a_week_it_is_said_again(amina, paid_step):
    browser = browse_as(amina)
    browser.post(f"/steps/{paid_step.pk}/warning/read/")
    WarningRead.objects.update(at=timezone.now() - timedelta(days=8))

    assert "Go on anyway" in text(browser.get("/path/"))


def test_the_next_task_of_the_api_says_the_same_and_takes_that_it_was_read(amina, paid_step):
    browser = browse_as(amina)

    said = browser.get("/api/next-step").json()["step"]["before_work"]
    read = browser.post(f"/api/steps/{paid_step.pk}/warning-read", content_type="application/json").json()

    assert said["because"] == ["unknown"] and not said["read"]
    assert {sign["code"] for sign in said["signs"]} == {"fee", "chat_only"}
    assert read["read"] and browser.get("/api/next-step").json()["step"]["before_work"]["read"]
