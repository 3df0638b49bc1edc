"""Comparing two pieces, and seeing what people say of one's own, in a browser without scripts."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from conftest import browse_as, someone
from escalera.coaching.judgement import settling
from escalera.coaching.judgement.models import Comment, Comparison, Judgement, Round, Verdict
from escalera.ledger.models import Event
from escalera.paths.models import Step
from escalera.tasks.making import made
from escalera.tasks.models import Attempt, TaskType
from judged import COMMENT, answer, calibrated, judge_honestly, work_of
from walking import goal_for

pytestmark = pytest.mark.usefixtures("tasks_loaded")


@pytest.fixture
def judge(bilal, noon):
    """Bilal has done the task and knows how to judge."""
    answer(bilal, hook="", now=noon)
    calibrated(bilal, right=True, now=noon)
    return bilal


@pytest.fixture
def work(chen, noon):
    return work_of(chen, now=noon)


@pytest.fixture
def browser(judge):
    return browse_as(judge)


def pair_on(browser) -> Comparison:
    browser.get("/judging/")
    return Comparison.objects.get(judgement=None, passed_at=None)


def send(browser, pair, **sent):
    values = {"id": str(uuid4()), "want": "answer", "better": "first", "shown_at": "0", **sent}
    return browser.post(f"/comparisons/{pair.pk}/judgement/", values)


def commented(work, pair, **more):
    about = "first" if pair.first_id == work.pk else "second"
    return {"want": "comment", "line": "complete", "about": about, "comment": COMMENT, **more}


def test_both_pieces_are_shown_without_a_name(browser, work, chen):
    page = browser.get("/judging/").content.decode()

    assert "Piece A" in page and "Piece B" in page
    assert work.attempt.answer["hook"] in page
    assert str(chen.pk) not in page


def test_choosing_counts_and_leads_to_what_it_counted_as(browser, work):
    pair = pair_on(browser)
    id = str(uuid4())

    response = send(browser, pair, id=id)
    page = browser.get(response.headers["Location"]).content.decode()

    assert Judgement.objects.get().better == "first"
    assert Attempt.objects.get(pk=id).item.task_type_id == "judging-2"
    assert "Which of the two pieces is better?" in page


def test_nothing_chosen_says_what_to_do(browser, work):
    response = send(browser, pair_on(browser), better="")

    assert response.status_code == 422
    assert "Choose which of the two is better." in response.content.decode()


def test_a_comment_that_says_too_little_is_asked_for_one_concrete_thing_and_nothing_is_lost(browser, work):
    pair = pair_on(browser)

    response = send(browser, pair, **commented(work, pair, comment="Very nice."))
    page = response.content.decode()

    assert response.status_code == 422
    assert "has at least 8 words" in page
    assert "Very nice." in page
    assert not Judgement.objects.exists()


def test_a_comment_needs_a_line_of_the_rubric(browser, work):
    pair = pair_on(browser)

    response = send(browser, pair, **commented(work, pair, line=""))

    assert response.status_code == 422
    assert "Choose what your comment is about" in response.content.decode()


def test_a_comment_reaches_its_author_who_may_report_it(browser, work, chen):
    pair = pair_on(browser)
    send(browser, pair, **commented(work, pair))
    author = browse_as(chen)

    before = author.get("/works/").content.decode()
    author.post(f"/comments/{Comment.objects.get().pk}/report/")
    after = author.get("/works/").content.decode()

    assert "because it was asked and is missing" in before
    assert "because it was asked and is missing" not in after


def test_another_pair_can_be_asked_for(browser, work):
    pair = pair_on(browser)

    browser.post(f"/comparisons/{pair.pk}/passed-over/")

    assert pair_on(browser) != pair


def test_a_phone_gets_a_receipt_and_sending_twice_is_once(browser, work):
    pair, id = pair_on(browser), str(uuid4())
    values = {"id": id, "better": "second", "seconds": "42", "want": "answer"}

    told = [
        browser.post(
            f"/comparisons/{pair.pk}/judgement/", values, headers={"accept": "application/json"}
        ).json()
        for _ in range(2)
    ]

    assert told == [{"state": "stored", "id": id}] * 2
    assert Judgement.objects.get().seconds == 42


def test_a_piece_taken_back_meanwhile_leads_to_another_pair(browser, work, chen):
    from escalera.rights import actions as rights

    pair = pair_on(browser)
    rights.erase(person=chen, now=timezone.now())

    told = send(browser, pair)
    phone = browser.post(
        f"/comparisons/{pair.pk}/judgement/",
        {"id": str(uuid4()), "better": "first"},
        headers={"accept": "application/json"},
    ).json()

    assert told.status_code == 409 and 'href="/judging/"' in told.content.decode()
    assert phone["state"] == "refused" and "taken back" in phone["why"]
    assert not Judgement.objects.exists()
    assert browser.get("/judging/").status_code == 200


def test_with_nothing_to_judge_the_page_says_what_to_do_instead(browser):
    page = browser.get("/judging/").content.decode()

    assert "Nothing waits to be judged now" in page
    assert 'href="/path/"' in page


def test_the_result_is_told_in_plain_words_and_an_appeal_keeps_the_first(work, chen, noon):
    judges = [someone("en") for _ in range(6)]
    for person in judges:
        answer(person, hook="", now=noon)
        calibrated(person, right=True, now=noon)
        judge_honestly(person, {work.pk: 0.95}, noon, most=3)
    settling.settle(now=noon)
    author = browse_as(chen)

    page = author.get("/works/").content.decode()
    author.post(f"/works/{work.pk}/rounds/", {"because": "appeal"})
    waiting = author.get("/works/").content.decode()
    twice = author.post(f"/works/{work.pk}/rounds/", {"because": "appeal"}, follow=True)

    assert "of 10" in page and "We are quite sure." in page
    assert "Have it judged by others" in page
    assert "It waits for people to look at it." in waiting
    assert twice.status_code == 200
    assert (Round.objects.count(), Verdict.objects.count()) == (2, 1)
    assert Event.objects.filter(kind="verdict", subject=chen.pk).count() == 1


def test_a_piece_without_a_judge_says_what_could_be_checked_and_can_be_asked_for_again(work, chen, noon):
    settling.settle(now=noon + timedelta(days=8))
    author = browse_as(chen)

    page = author.get("/works/").content.decode()
    author.post(f"/works/{work.pk}/rounds/", {"because": "again"})

    assert "Nobody has judged it yet." in page
    assert "10 of 10" in page
    assert Round.objects.count() == 2


def test_a_judging_step_on_the_way_may_be_done_with_a_real_pair(browser, judge, work, noon):
    task_type = TaskType.objects.get(pk="judging-1")
    step = Step.objects.create(
        goal=goal_for(judge, {"judge-work": 0.8}, noon),
        item=made(task_type=task_type, language="en", seed=99),
        task_type=task_type,
        chosen_at=noon,
    )

    page = browser.get(f"/steps/{step.pk}/").content.decode()
    send(browser, pair_on(browser))

    step.refresh_from_db()
    assert 'href="/judging/"' in page
    assert step.finished_at is not None
    assert Attempt.objects.get(step=step.pk).pk == Judgement.objects.get().pk


def test_the_interface_offers_and_takes_the_same(browser, work):
    offered = browser.get("/api/comparison").json()["comparison"]
    sent = {"id": str(uuid4()), "comparison": offered["id"], "better": "second", "seconds": 60}

    told = [
        browser.post("/api/judgements", json.dumps(sent), content_type="application/json") for _ in range(2)
    ]
    sent["comment"] = {"line": "clear", "about": "first", "text": "No."}
    late = browser.post("/api/judgements", json.dumps(sent), content_type="application/json")

    assert [one.status_code for one in told] == [200, 200]
    assert told[0].json() == {"id": sent["id"], "better": "second"} == late.json()
    assert work.attempt.answer["hook"] in {offered["first"]["text"], offered["second"]["text"]}
