"""A tip on its way: left by Bilal, asked for and seen by Chen, measured, and told to Bilal."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

import helping
from conftest import browse_as
from escalera.coaching.helping import conversing
from escalera.coaching.models import Tip, TipShowing, TipVote
from escalera.people.models import Consent
from escalera.programmes import actions as programmes
from escalera.programmes.models import Role
from escalera.tasks.models import TaskType
from tipping import came_after, has_done, measure, step_for, tip_by, wants_tips
from walking import do

pytestmark = pytest.mark.usefixtures("starter")


@pytest.fixture
def now():
    return timezone.now() - timedelta(minutes=1)


def page_of(step) -> str:
    return reverse("task", args=[step.pk])


def chen_is_shown(tip, chen, now) -> TipShowing:
    """Chance may show none; then the moment is set right, so that the page can be looked at."""
    step = step_for(chen, now, seed=40)
    browse_as(chen).get(page_of(step))
    moment = TipShowing.objects.get(person=chen)
    TipShowing.objects.filter(pk=moment.pk).update(tip=tip)
    moment.refresh_from_db()
    moment.step = step
    return moment


def test_a_tip_by_bilal_is_shown_to_chen_and_bilal_reads_what_it_brought(bilal, chen, now):
    attempt = do(step_for(bilal, now), {}, now)
    left = {"text": "Read the number twice.", "about": "task type"}
    browse_as(bilal).post(reverse("tip", args=[attempt.pk]), left)
    tip = Tip.objects.get()
    came_after(tip, now - timedelta(hours=2), people=30, language="en", with_tip=0.9, without=0.3)
    moment = chen_is_shown(tip, wants_tips(chen, now), now)

    seen = browse_as(chen).get(page_of(moment.step)).text
    do(moment.step, {}, timezone.now())
    measure(timezone.now())
    told = browse_as(bilal).get(reverse("tips")).text

    assert "Read the number twice." in seen and "Why this tip?" in seen
    assert "Your tip reached 31 people, about" in told and "saved." in told
    assert "do better" in told


def test_chen_is_asked_once_whether_tips_are_wanted_and_can_turn_them_off(bilal, chen, now):
    tip_by(bilal, now)
    step, browser = step_for(chen, now, seed=41), browse_as(chen)

    asked = browser.get(page_of(step)).text
    sent = browser.post(reverse("tips_wanted"), {"wanted": "no", "step": str(step.pk)})
    again = browser.get(page_of(step)).text
    browser.post(reverse("tips_wanted"), {"wanted": "yes"})

    assert "Do you want tips of others" in asked
    assert (sent.status_code, sent["Location"]) == (302, page_of(step))
    assert "Do you want tips of others" not in again
    assert Consent.objects.get(person=chen).withdrawn_at is None
    assert not TipShowing.objects.exclude(person=chen).exists()


def test_who_saw_a_tip_says_afterwards_whether_it_helped_or_reports_it(bilal, chen, now):
    tip = tip_by(bilal, now)
    moment = chen_is_shown(tip, wants_tips(chen, now), now)
    attempt = do(moment.step, {}, timezone.now())
    browser, page = browse_as(chen), reverse("attempt", args=[attempt.pk])

    before = browser.get(page).text
    browser.post(reverse("tip_vote", args=[moment.pk]), {"helped": "yes", "attempt": str(attempt.pk)})
    back = browser.post(reverse("tip_report", args=[moment.pk]), {"attempt": str(attempt.pk)})

    assert "The tip you saw" in before
    assert TipVote.objects.get().helped
    assert back["Location"] == page
    assert not Tip.objects.in_sight().exists()


def test_a_tip_on_a_mistake_is_offered_for_what_was_missed(bilal, now):
    attempt = do(step_for(bilal, now), {}, now)
    browser = browse_as(bilal)

    page = browser.get(reverse("attempt", args=[attempt.pk])).text
    sent = {"text": "The month stands first.", "about": "mistake:date"}
    browser.post(reverse("tip", args=[attempt.pk]), sent)
    browser.post(reverse("tip", args=[attempt.pk]), {"text": "Slowly.", "about": "mistake:nothing"})

    assert 'value="mistake:date"' in page
    assert set(Tip.objects.values_list("about", "mistake")) == {("mistake", "date"), ("task type", "")}


def test_a_coordinator_decides_about_a_held_tip_on_the_page_of_reports(bilal, chen, now):
    programme = programmes.begin(name="Taller", coordinator=chen, now=now)
    programmes.give_role(programme=programme, person=bilal, role=Role.WORKER, by=chen, now=now)
    tip = tip_by(bilal, now, text="Only fools read it once.")
    browser, page = browse_as(chen), reverse("reports", args=[programme.pk])

    desk, waiting = browser.get(reverse("desk")).text, browser.get(page).text
    browser.post(reverse("tip_ruling", args=[programme.pk, tip.pk]), {"ruling": "keep"})

    assert "1 tip waits for a look" in desk
    assert "Only fools read it once." in waiting and "It has a word that may hurt." in waiting
    assert Tip.objects.in_sight().get() == tip


def test_bilal_takes_a_tip_back_and_puts_it_back_and_dora_can_do_neither(bilal, dora, now):
    tip = tip_by(bilal, now)
    away, back = (reverse(name, args=[tip.pk]) for name in ("tip_removal", "tip_return"))

    refused = browse_as(dora).post(away).status_code
    browse_as(bilal).post(away)
    gone = Tip.objects.in_sight().exists()
    browse_as(bilal).post(back)

    assert (refused, gone, Tip.objects.in_sight().count()) == (404, False, 1)


def test_who_helped_with_a_task_they_did_leaves_a_tip_from_the_closed_conversation(amina, bilal, now):
    has_done(bilal, TaskType.objects.get(pk=helping.TASK), now)
    asking = helping.helping(amina, bilal, now)
    page, browser = reverse("asking", args=[asking.pk]), browse_as(bilal)

    begun = browser.get(page).text
    closed(asking, bilal, now)
    over, hers = browser.get(page).text, browse_as(amina).get(page).text
    back = browser.post(reverse("asking_tip", args=[asking.pk]), {"text": "Street first.", "about": "family"})

    asked = ["A tip for the next person" in one for one in (begun, over, hers)]
    assert asked == [False, True, False]
    assert back["Location"] == page
    assert Tip.objects.get(person=bilal).task_type_id == helping.TASK


def test_who_only_knows_the_skill_is_not_asked_for_a_tip_on_the_task(amina, bilal, now):
    asking = helping.helping(amina, bilal, now)
    closed(asking, bilal, now)
    browser = browse_as(bilal)

    refused = browser.post(reverse("asking_tip", args=[asking.pk]), {"text": "Just guess."})

    assert "A tip for the next person" not in browser.get(reverse("asking", args=[asking.pk])).text
    assert refused.status_code == 422 and not Tip.objects.exists()


def closed(asking, person, now) -> None:
    conversing.close(id=uuid4(), asking=asking, person=person, solved=True, minutes=10, now=now)
