import re
from uuid import uuid4

import pytest

from belongings import belongings_of, propose
from conftest import browse_as, someone
from escalera.coaching.models import Tip
from escalera.learning.models import Recommendation
from escalera.ledger.models import Event
from escalera.paths import actions
from escalera.paths.models import Arrival, Outcome
from escalera.tasks.models import TaskType
from walking import do, right_answer


@pytest.fixture
def hers(starter, amina, noon):
    return belongings_of(amina, noon)


@pytest.fixture
def browser(hers):
    return browse_as(hers.person)


def page_of(attempt) -> str:
    return f"/attempts/{attempt.pk}/"


def test_the_answer_comes_back_with_what_was_right_and_why(hers, browser, noon):
    wrong = do(hers.step, {}, noon)

    page = browser.get(page_of(wrong)).content.decode()

    assert "The right answer:" in page or "Still missing:" in page
    assert 'href="/path/"' in page


def test_a_yes_to_one_skill_is_no_word_about_the_others(hers, browser, noon):
    both = TaskType.objects.get(pk=hers.attempt.item.task_type_id).weights.values_list("skill_id", flat=True)
    first, *others = both

    browser.post(page_of(hers.attempt) + "recommendation/", {"id": uuid4(), "skill": first})
    after_one = set(Recommendation.objects.values_list("skill_id", "taught"))
    browser.post(page_of(hers.attempt) + "recommendation/", {"id": uuid4(), "skill": others[0]})
    after_two = set(Recommendation.objects.values_list("skill_id", "taught"))
    browser.post(page_of(hers.attempt) + "recommendation/", {"id": uuid4(), "skill": ""})

    assert after_one == {(first, True)}
    assert after_two == {(first, True), (others[0], True)}
    assert set(Recommendation.objects.values_list("skill_id", "taught")) == {(skill, False) for skill in both}


def test_a_skill_that_the_task_does_not_ask_for_is_no_word_at_all(hers, browser):
    browser.post(page_of(hers.attempt) + "recommendation/", {"id": uuid4(), "skill": "no-such-skill"})

    assert not Recommendation.objects.exists()


@pytest.mark.parametrize(
    ("where", "sent", "model"),
    [("recommendation/", {"skill": ""}, Recommendation), ("tip/", {"text": "Read it twice."}, Tip)],
)
def test_the_same_form_twice_counts_once(hers, browser, where, sent, model):
    form = {"id": str(uuid4()), **sent}

    browser.post(page_of(hers.attempt) + where, form)
    once = (model.objects.count(), Event.objects.count())
    browser.post(page_of(hers.attempt) + where, form)

    assert once[0] > 0
    assert (model.objects.count(), Event.objects.count()) == once


def test_who_answered_faster_than_reading_is_asked_to_take_time_first(starter, bilal, noon):
    hers = belongings_of(bilal, noon)
    hers.person.attempts.update(too_fast=True)

    said = browse_as(bilal).post(page_of(hers.attempt) + "recommendation/", {"skill": ""}, follow=True)

    assert "very fast" in said.content.decode()
    assert not Recommendation.objects.exists()


@pytest.mark.parametrize(("text", "words"), [("", "Write your tip first"), ("a" * 281, "280")])
def test_a_tip_that_cannot_be_kept_says_why_and_loses_nothing(hers, browser, text, words):
    answer = browser.post(page_of(hers.attempt) + "tip/", {"text": text})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert text in answer.content.decode()


def test_a_proposal_is_answered_once_by_peers_and_then_others_see_it(hers, noon):
    proposal = propose(someone(), noon)
    voters = [belongings_of(someone(), noon).person for _ in range(2)]

    for voter in voters:
        assert proposal.title in browse_as(voter).get("/proposals/").content.decode()
        for _ in range(2):
            browse_as(voter).post(f"/proposals/{proposal.pk}/voice/", {"id": uuid4(), "agrees": "yes"})

    proposal.refresh_from_db()
    assert proposal.voices.count() == 2
    assert proposal.task_type is not None


def test_who_never_did_a_task_has_no_voice(hers, noon, dora):
    browse_as(dora).post(f"/proposals/{hers.proposal.pk}/voice/", {"agrees": "yes"})

    assert not hers.proposal.voices.exists()


def test_the_same_proposal_sent_twice_is_one(hers, browser):
    page = browser.get("/proposals/new/").content.decode()
    id = re.search(r'name="id" value="([^"]+)"', page)[1]
    form = {
        "id": id,
        "skill": "read-documents",
        "title": "Menus",
        "description": "Read a menu.",
        "level": "2",
    }

    for _ in range(2):
        assert browser.post("/proposals/new/", form).status_code == 302

    assert hers.person.proposals.filter(title="Menus").count() == 1


def test_a_refused_proposal_keeps_what_was_written(browser):
    answer = browser.post("/proposals/new/", {"title": "Menus", "skill": "no-such-skill"})

    assert answer.status_code == 422
    assert 'value="Menus"' in answer.content.decode()


@pytest.fixture
def arrived(hers, noon):
    return Arrival.objects.create(goal=hers.goal, at=noon)


def test_who_arrived_sees_evidence_and_how_to_apply(arrived, browser):
    page = browser.get("/arrival/").content.decode()

    assert "You have what it takes" in page
    assert "How to apply" in page
    assert "What to watch out for" in page


def test_a_posting_of_ones_own_can_be_arrived_at(hers, noon):
    goal = actions.set_goal(person=hers.person, origin=hers.posting, now=noon)
    Arrival.objects.create(goal=goal, at=noon)

    assert browse_as(hers.person).get("/arrival/").status_code == 200


def test_nobody_reports_an_outcome_before_arriving(hers, browser):
    browser.post("/arrival/outcome/", {"kind": "hired"})

    assert not Outcome.objects.exists()


def test_what_came_of_it_is_kept_once_even_from_one_form(arrived, browser):
    id = str(uuid4())

    for kind in ("applied", "applied", "hired"):
        assert browser.post("/arrival/outcome/", {"id": id, "kind": kind}).status_code == 302

    assert sorted(Outcome.objects.values_list("kind", flat=True)) == ["applied", "hired"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount", "1e9"),
        ("amount", "999,999,999,999"),
        ("hours", "many"),
        ("hours", "99999"),
        ("currency", ""),
    ],
)
def test_a_pay_that_cannot_be_kept_says_which_field(arrived, browser, field, value):
    form = {"kind": "first_pay", "amount": "350", "currency": "MXN", "hours": "8", field: value}

    answer = browser.post("/arrival/outcome/", form)

    assert answer.status_code == 422
    assert f'id="f-{field}-error"' in answer.content.decode() or field == "currency"
    assert not Outcome.objects.exists()


def test_an_answer_sent_twice_is_one_attempt(hers, browser):
    page = browser.get(f"/steps/{hers.step.pk}/").content.decode()
    id = re.search(r'name="id" value="([^"]+)"', page)[1]
    form = {"id": id, "want": "answer", **right_answer(hers.step)}
    before = hers.person.attempts.count()

    first = browser.post(f"/steps/{hers.step.pk}/attempt/", {**form, "want": "dont_know"})
    again = browser.post(f"/steps/{hers.step.pk}/attempt/", {**form, "want": "dont_know"})

    assert first["Location"] == again["Location"] == f"/attempts/{id}/"
    assert hers.person.attempts.count() == before + 1
