"""Before a comment that blames what nobody could help is sent, its writer is asked; three ways are open."""

import json
from uuid import uuid4

import pytest

from conftest import browse_as
from escalera.coaching.judgement.models import Comment, Comparison, Judgement
from judged import answer, calibrated, work_of

pytestmark = pytest.mark.usefixtures("tasks_loaded")
UNFAIR = "You were late because the website crashed, so a low mark, and you could add the day."


@pytest.fixture
def browser(bilal, noon):
    answer(bilal, hook="", now=noon)
    calibrated(bilal, right=True, now=noon)
    return browse_as(bilal)


@pytest.fixture
def work(chen, noon):
    return work_of(chen, now=noon)


@pytest.fixture
def pair(browser, work):
    browser.get("/judging/")
    return Comparison.objects.get(judgement=None, passed_at=None)


def send(browser, pair, work, *, comment=UNFAIR, **more):
    about = "first" if pair.first_id == work.pk else "second"
    values = {"id": str(uuid4()), "better": "first", "line": "complete", "about": about, "comment": comment}
    return browser.post(f"/comparisons/{pair.pk}/judgement/", {**values, "want": "comment", **more})


def test_its_writer_is_asked_with_the_reason_and_nothing_is_lost(browser, pair, work):
    response = send(browser, pair, work)
    page = response.content.decode()

    assert response.status_code == 422
    assert "a site or program that fails" in page
    assert "You were late because the website crashed" in page
    assert 'value="about_task"' in page and 'value="as_it_is"' in page
    assert not Judgement.objects.exists()


def test_writing_it_anew_sends_it(browser, pair, work):
    send(browser, pair, work)

    send(
        browser, pair, work, comment="Clear and warm. You could add the day, since nobody knows when to come."
    )

    assert "Clear and warm" in Comment.objects.get().text


def test_what_is_about_the_task_reaches_the_author_as_that(browser, pair, work, chen):
    send(browser, pair, work, reconsidered="about_task", want="")

    assert Comment.objects.get().about_task
    assert "this is about the task, not about you" in browse_as(chen).get("/works/").content.decode()


def test_who_stands_by_it_is_not_stopped(browser, pair, work):
    send(browser, pair, work, reconsidered="as_it_is", want="")

    assert not Comment.objects.get().about_task


def test_an_answer_that_nobody_offered_counts_as_none(browser, pair, work):
    assert send(browser, pair, work, reconsidered="whatever").status_code == 422


def test_the_interface_asks_too(browser, pair, work):
    about = "first" if pair.first_id == work.pk else "second"
    said = {"line": "complete", "about": about, "text": UNFAIR}
    sent = {"id": str(uuid4()), "comparison": str(pair.pk), "better": "first", "seconds": 60, "comment": said}

    def post():
        return browser.post("/api/judgements", json.dumps(sent), content_type="application/json")

    asked = post()
    said["reconsidered"] = "about_task"
    taken = post()

    assert asked.status_code == 409 and "reconsidered" in asked.json()["detail"]
    assert taken.status_code == 200 and Comment.objects.get().about_task
