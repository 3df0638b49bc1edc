from uuid import uuid4

import pytest
from django.test import Client

from conftest import browse_as
from escalera.jobs.models import Posting
from escalera.learning.models import BeliefState, Recommendation
from escalera.people.models import Person
from escalera.tasks.models import Attempt


def attempt(step, **values):
    return {"id": str(uuid4()), "step": step["id"], "answer": {}, "seconds": 60, **values}


def test_the_whole_way(phone):
    step = phone.walk()
    told = phone.post("attempts", [attempt(step)]).json()
    following = phone.get("next-step").json()["step"]
    path = phone.get("path").json()

    assert [one["state"] for one in told] == ["stored"]
    assert following["id"] != step["id"]
    assert step["reason"]["reason"]["code"]
    assert path["stairs"] and not path["arrived"]
    assert phone.get(f"steps/{step['id']}/why").json()["propensity"] > 0


def test_the_key_of_an_item_is_never_sent(phone):
    sent = phone.walk()

    assert "key" not in sent
    assert set(sent["content"]) <= {"instructions", "example", "hint", "stimulus", "fields", "foreign"}


def test_a_guest_arrives_and_needs_the_token_for_what_it_sends(starter):
    client = Client(enforce_csrf_checks=True)
    token = client.post("/api/guests").json()["csrf_token"]
    goal = {"origin": "job", "origin_id": "data-entry"}

    without = client.post("/api/goal", goal, content_type="application/json")
    with_it = client.post("/api/goal", goal, content_type="application/json", headers={"x-csrftoken": token})

    assert (without.status_code, with_it.status_code) == (403, 200)
    assert Person.objects.count() == 1


def test_arriving_twice_is_one_person(starter):
    client = Client()

    for _ in range(2):
        client.post("/api/guests")

    assert Person.objects.count() == 1


def test_attempts_come_doubled_and_out_of_order(phone, amina):
    step = phone.walk()
    late = attempt(step, answered_at="2026-11-20T08:00:00-06:00")
    later = attempt(step, answered_at="2026-11-19T08:00:00")

    told = phone.post("attempts", [late, later, late]).json() + phone.post("attempts", [later]).json()

    assert [one["state"] for one in told] == ["stored"] * 4
    assert Attempt.objects.count() == 2
    assert BeliefState.objects.get(person=amina).told == 1  # the second was a repeat of the item


def test_one_bad_attempt_does_not_hold_up_the_others(phone):
    step = phone.walk()
    lost = {"id": str(uuid4()), "step": str(uuid4()), "seconds": 5}

    told = phone.post("attempts", [lost, attempt(step)]).json()

    assert [one["state"] for one in told] == ["refused", "stored"]
    assert told[0]["why"]


def test_a_phone_that_never_knew_the_time_counts_as_now(phone):
    step = phone.walk()

    phone.post("attempts", [attempt(step, answered_at="0001-01-01T00:00:00+14:00")])

    stored = Attempt.objects.get()
    assert stored.answered_at == stored.received_at


def test_what_no_database_holds_is_left_out_of_an_answer(phone):
    step = phone.walk()
    name = step["content"]["fields"][0]["name"]

    phone.post("attempts", [attempt(step, answer={name: "1\x002", "other": "x", "more": ["\0"]})])

    assert Attempt.objects.get().answer == {name: "12"}


def test_too_many_attempts_at_once_are_refused_with_a_number(phone):
    step = phone.walk()

    refused = phone.post("attempts", [attempt(step) for _ in range(101)])

    assert refused.status_code == 413
    assert "100" in refused.json()["detail"]
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("seconds", [-1, 1e12, "many"])
def test_time_that_cannot_be_is_refused(phone, seconds):
    assert phone.post("attempts", [attempt(phone.walk(), seconds=seconds)]).status_code == 422


def test_a_posting_sent_twice_is_one(phone):
    sent = {"id": str(uuid4()), "text": "Data entry. You enter data in Excel and check numbers."}

    answers = [phone.post("postings", sent) for _ in range(2)]

    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert Posting.objects.count() == 1
    assert phone.get(f"postings/{sent['id']}").json()["required"]


def test_a_posting_under_the_id_of_somebody_elses_is_a_new_one(phone, doras_phone):
    sent = {"id": str(uuid4()), "text": "Data entry in Excel."}
    phone.post("postings", sent)

    hers = doras_phone.post("postings", {**sent, "text": "Transcribe audio."}).json()

    assert hers["id"] != sent["id"]
    assert "Transcribe" in hers["title"]


@pytest.mark.parametrize("text", ["", " \n", "\0", "12345"])
def test_a_posting_that_cannot_be_read_says_so_in_ones_language(phone, text):
    refused = phone.post("postings", {"text": text})

    assert refused.status_code == 422
    assert isinstance(refused.json()["detail"], str)


def test_a_recommendation_needs_an_attempt_and_can_be_corrected(phone, doras_phone):
    step = phone.walk()
    phone.post("attempts", [attempt(step)])
    skill = step["reason"]["skills"][0]["skill"]
    said = {"id": str(uuid4()), "task_type": step["task_type"], "skill": skill, "taught": True}

    assert phone.post("recommendations", said).json()["taught"] is True
    assert (
        phone.post("recommendations", {**said, "id": str(uuid4()), "taught": False}).json()["taught"] is False
    )
    assert doras_phone.post("recommendations", {**said, "id": str(uuid4())}).status_code == 409
    assert Recommendation.objects.count() == 1


def test_without_a_goal_one_is_told_to_send_one(phone):
    for address in ("path", "next-step"):
        answer = phone.get(address)

        assert answer.status_code == 404
        assert "/api/goal" in answer.json()["detail"]


def test_nobody_is_told_nothing(starter):
    client = browse_as(None)

    for address in ("path", "next-step", f"postings/{uuid4()}", f"steps/{uuid4()}/why"):
        assert client.get(f"/api/{address}").status_code == 401
    assert not Person.objects.exists()


def test_too_much_is_refused_in_json(phone):
    answer = phone.post("postings", {"text": "a" * 3_000_000})

    assert answer.status_code == 413
    assert "2 MB" in answer.json()["detail"]


def test_jobs_are_there_for_everybody_in_two_languages(starter):
    client = browse_as(None)

    jobs = client.get("/api/jobs").json()
    detail = client.get(f"/api/jobs/{jobs[0]['id']}").json()

    assert len(jobs) >= 12
    assert jobs[0]["title_en"] and jobs[0]["title_es"]
    assert detail["required"] and detail["facts"]
