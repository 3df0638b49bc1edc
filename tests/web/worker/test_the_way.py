import re

import pytest

from belongings import belongings_of
from conftest import browse_as
from escalera.paths.models import Claim, Goal, Step
from escalera.people.models import Person

FOR_NOBODY = [
    "/", "/jobs/", "/jobs/data-entry/", "/postings/new/", "/about/", "/privacy/", "/sources/", "/offline/",
    "/can-do/", "/placement/", "/path/", "/proposals/", "/proposals/new/", "/arrival/", "/account/",
    "/account/settings/", "/account/new/", "/account/session/", "/account/recovery/", "/account/data/",
    "/account/data/erasure/", "/account/goodbye/", "/api/jobs", "/api/path", "/leave/",
]  # fmt: skip


@pytest.mark.parametrize("address", FOR_NOBODY)
def test_looking_around_makes_nobody(starter, address):
    from django.contrib.sessions.models import Session

    browse_as(None).get(address)

    assert not Person.objects.exists()
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"origin": "job", "origin_id": "no-such-job"},
        {"origin": "posting", "origin_id": "no-id"},
        {"origin": "posting", "origin_id": "00000000-0000-0000-0000-000000000001"},
        {},
    ],
)
def test_a_goal_that_does_not_exist_makes_nobody(starter, sent):
    assert browse_as(None).post("/goal/", sent).status_code == 404
    assert not Person.objects.exists()


def begin(browser, job: str = "data-entry"):
    return browser.post("/goal/", {"origin": "job", "origin_id": job})


def test_from_the_job_to_the_first_task_without_scripts(starter):
    browser = browse_as(None)

    assert begin(browser)["Location"] == "/can-do/"
    assert 'name="then"' in browser.get("/can-do/").content.decode()
    assert browser.post("/can-do/", {"read-documents": "1"})["Location"] == "/placement/"
    assert browser.post("/placement/", {"skip": "1"})["Location"] == "/path/"
    page = browser.get("/path/").content.decode()
    step = Step.objects.get(is_placement=False)
    assert f'href="/steps/{step.pk}/"' in page
    assert browser.get(f"/steps/{step.pk}/").status_code == 200
    assert browser.get(f"/steps/{step.pk}/why/").status_code == 200


def test_the_same_goal_twice_is_one(starter):
    browser = browse_as(None)

    for _ in range(2):
        begin(browser)

    assert Goal.objects.count() == 1
    assert Person.objects.count() == 1


def test_placement_ends_after_five_items(starter, amina, noon):
    browser = browse_as(amina)
    begin(browser)
    for _ in range(5):
        place = browser.get("/placement/")["Location"]
        assert re.fullmatch(r"/steps/[0-9a-f-]+/", place)
        browser.post(f"{place}attempt/", {"want": "dont_know"})

    assert browser.get("/placement/")["Location"] == "/path/"
    assert Step.objects.filter(is_placement=True).count() == 5


def test_a_claim_said_twice_counts_once_and_can_be_corrected(starter, amina):
    browser = browse_as(amina)
    begin(browser)

    for answer in ("2", "2", "0"):
        browser.post("/can-do/", {"read-documents": answer})

    assert Claim.objects.get(skill="read-documents").answer == 0
    assert Claim.objects.count() == 1


def test_passing_over_twice_is_once_and_something_else_comes(starter, amina, noon):
    hers, browser = belongings_of(amina, noon), browse_as(amina)

    for _ in range(2):
        browser.post(f"/steps/{hers.step.pk}/passed-over/")
    browser.get("/path/")

    now = Step.objects.get(finished_at=None)
    assert now.task_type_id != hers.step.task_type_id


def test_the_page_of_the_way_twice_is_one_choice(starter, amina):
    browser = browse_as(amina)
    begin(browser)

    for _ in range(3):
        browser.get("/path/")

    assert Step.objects.count() == 1


def test_a_finished_step_leads_on(starter, amina, noon):
    hers = belongings_of(amina, noon)
    finished = Step.objects.exclude(finished_at=None).get()

    assert browse_as(hers.person).get(f"/steps/{finished.pk}/")["Location"] == "/path/"


def test_asking_for_the_hint_keeps_what_was_written_and_counts_as_help(starter, amina, noon):
    hers, browser = belongings_of(amina, noon), browse_as(amina)
    field = next(f for f in hers.step.item.content["fields"] if f["widget"] in ("text", "number", "longtext"))

    page = browser.post(f"/steps/{hers.step.pk}/attempt/", {"want": "hint", field["name"]: "12.5"})
    browser.post(f"/steps/{hers.step.pk}/attempt/", {"want": "dont_know", "helped": "1"})

    assert 'value="12.5"' in page.content.decode() or ">12.5<" in page.content.decode()
    assert 'name="helped" value="1"' in page.content.decode()
    assert amina.attempts.get(step=hers.step.pk).help_used


def test_an_empty_answer_is_asked_for_again(starter, amina, noon):
    hers = belongings_of(amina, noon)

    answer = browse_as(amina).post(f"/steps/{hers.step.pk}/attempt/", {"want": "answer"})

    assert answer.status_code == 422
    assert "Write or choose an answer first." in answer.content.decode()


def test_where_nothing_can_be_taught_one_is_told_so(starter, amina, noon):
    hers = belongings_of(amina, noon)
    hers.posting.required_skills.all().delete()

    answer = browse_as(amina).post(
        "/goal/",
        {"origin": "posting", "origin_id": hers.posting.pk},
        headers={"referer": "https://evil.example/"},
    )

    assert answer["Location"] == f"/postings/{hers.posting.pk}/"
