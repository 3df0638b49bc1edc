"""A report holds or not; who looks sees what it rests on; who is paused is told, and may answer."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import browse_as, someone
from escalera.coaching.helping import broker, conversing, fair, reporting, requesting
from escalera.coaching.helping.reports import appealing, pausing, ruling
from escalera.coaching.helping.reports.models import PauseAppeal, ThreadReport
from escalera.people.limits import TooMuch
from escalera.programmes import actions as programmes
from escalera.programmes.models import Role
from helping import stuck, talking, would_help

pytestmark = pytest.mark.usefixtures("starter")


@pytest.fixture
def programme(amina, chen, noon):
    """Chen coordinates, Amina takes part."""
    programme = programmes.begin(name="Taller", coordinator=chen, now=noon)
    programmes.give_role(programme=programme, person=amina, role=Role.WORKER, by=chen, now=noon)
    return programme


def reported(learner, helper, now, **how):
    asking = talking(learner, helper, now)
    conversing.say(id=uuid4(), asking=asking, person=helper, text="Secret canary", now=now)
    said = {"wrong": "rude", "about": "", **how}
    return reporting.report(id=uuid4(), asking=asking, person=learner, now=now, **said)


def test_one_that_holds_pauses_its_person_both_ways_until_it_is_undone(amina, bilal, dora, noon, programme):
    would_help(bilal, noon)
    report = reported(amina, bilal, noon)
    assert not pausing.is_paused(bilal)
    assert broker.waiting(now=noon).count() == 1

    ruling.rule(report=report, upholds=True, by=None, now=noon)
    with pytest.raises(requesting.Paused):
        stuck(bilal, noon)
    stuck(dora, noon)
    assert broker.broker(now=noon + timedelta(hours=2)) == 0

    ruling.take_back(report=report, by=None, now=noon)
    assert broker.broker(now=noon + timedelta(hours=2)) == 1


def test_what_a_paused_person_asked_for_waits(amina, bilal, chen, noon):
    report, request = reported(amina, bilal, noon), stuck(bilal, noon, task="receipts-1")
    ruling.rule(report=report, upholds=True, by=None, now=noon)

    assert request not in broker.waiting(now=noon)
    ruling.take_back(report=report, by=None, now=noon)
    assert request in broker.waiting(now=noon)


def test_a_coordinator_sees_the_reason_and_the_count_and_no_line_that_was_not_shared(
    amina, bilal, chen, noon, programme
):
    reported(amina, bilal, noon, words="Mean to me")
    other = someone()
    reported(other, bilal, noon, shares=True)
    page = browse_as(chen).get(reverse("reports", args=[programme.pk])).content.decode()

    assert "Insults or threats" in page
    assert "Mean to me" in page
    assert "2 people reported the same one" in page
    assert "Secret canary" not in page  # shared by somebody of no programme: not this page's

    programmes.give_role(programme=programme, person=other, role=Role.WORKER, by=chen, now=noon)
    assert "Secret canary" in browse_as(chen).get(reverse("reports", args=[programme.pk])).content.decode()


def test_it_is_decided_and_undone_on_the_page_of_reports(amina, bilal, chen, noon, programme):
    report, browser = reported(amina, bilal, noon), browse_as(chen)
    where = [programme.pk, report.pk]
    assert "conversation of help was reported" in browser.get(reverse("desk")).content.decode()

    browser.post(reverse("conversation_ruling", args=where), {"ruling": "holds"})
    assert (
        "It holds: they get into no new" in browser.get(reverse("reports", args=where[:1])).content.decode()
    )
    assert "conversation of help was reported" not in browser.get(reverse("desk")).content.decode()
    assert "agrees with you" in browse_as(amina).get("/help/").content.decode()
    assert "no new conversation of help" in browse_as(bilal).get("/help/").content.decode()

    browser.post(reverse("conversation_ruling_removal", args=where))
    browser.post(reverse("conversation_ruling", args=where), {"ruling": "nothing"})
    assert "found nothing wrong" in browse_as(amina).get("/help/").content.decode()
    assert "no new conversation of help" not in browse_as(bilal).get("/help/").content.decode()


@pytest.mark.parametrize("party", ["amina", "bilal"])
def test_nobody_decides_about_a_report_of_their_own(amina, bilal, noon, party):
    person = {"amina": amina, "bilal": bilal}[party]
    programmes.begin(name="Otro", coordinator=person, now=noon)

    with pytest.raises(ruling.NotYoursToRule):
        ruling.rule(report=reported(amina, bilal, noon), upholds=party == "amina", by=person, now=noon)


def test_who_is_paused_answers_once_a_week_and_the_report_waits_again(amina, bilal, chen, noon, programme):
    report, now = reported(amina, bilal, noon), timezone.now()
    with pytest.raises(appealing.NotPaused):
        appealing.appeal(id=uuid4(), person=bilal, words="I was kind", now=now)
    ruling.rule(report=report, upholds=True, by=chen, now=noon)
    assert ruling.waiting_for(chen, programme) == 0

    browse_as(bilal).post(reverse("pause_appeal"), {"id": str(uuid4()), "words": "Era broma. 55 1234 5678"})

    assert PauseAppeal.objects.get().words == "Era broma. [phone]"
    assert ruling.waiting_for(chen, programme) == 1
    assert "Era broma" in browse_as(chen).get(reverse("reports", args=[programme.pk])).content.decode()
    with pytest.raises(TooMuch):
        appealing.appeal(id=uuid4(), person=bilal, words="Again", now=now)
    ruling.rule(report=report, upholds=True, by=chen, now=timezone.now())
    assert ruling.waiting_for(chen, programme) == 0


def test_five_reports_a_day_and_the_way_out_stays_open(amina, noon):
    for n in range(reporting.MOST_A_DAY):
        reported(amina, someone(), noon + timedelta(seconds=n), wrong="other")
        requesting.withdraw(request=amina.help_requests.open().get(), now=noon)
        amina.help_requests.update(asked_at=noon - timedelta(days=2))

    asking = talking(amina, someone(), noon)
    with pytest.raises(TooMuch):
        reporting.report(id=uuid4(), asking=asking, person=amina, wrong="rude", about="", now=noon)
    reporting.part(asking=asking, person=amina, about="", now=noon)

    assert ThreadReport.objects.count() == reporting.MOST_A_DAY


def test_a_report_that_blames_a_bad_signal_is_asked_about_and_one_of_an_insult_is_not(amina, bilal, noon):
    asking = talking(amina, bilal, noon)
    how = {"id": uuid4(), "asking": asking, "person": amina, "wrong": "other", "about": "", "now": noon}
    blame = "He did not answer for hours because he has no signal, very bad helper"

    with pytest.raises(fair.BlamesOutside):
        reporting.report(words=blame, **how)
    page = browse_as(amina).post(
        reverse("asking_report", args=[asking.pk]), {"wrong": "other", "words": blame}
    )
    assert "a bad signal" in page.content.decode()

    reporting.report(words="Me insultó y me pidió dinero", **how)
    assert ThreadReport.objects.get().words == "Me insultó y me pidió dinero"


def test_a_report_sent_twice_is_one(amina, bilal, noon):
    first = reported(amina, bilal, noon)

    again = reporting.report(id=uuid4(), asking=first.asking, person=amina, wrong="money", about="", now=noon)

    assert again == first
