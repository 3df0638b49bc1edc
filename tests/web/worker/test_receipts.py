"""What the outbox of a phone is told about an answer it sends."""

import uuid

import pytest

from conftest import browse_as
from escalera.paths import actions
from escalera.tasks.models import Attempt
from walking import goal_for

AS_OUTBOX = {"accept": "application/json"}


@pytest.fixture
def step(amina, starter, noon):
    goal = goal_for(amina, {"read-documents": 0.6, "enter-data": 0.6}, noon)
    return actions.next_step(goal=goal, now=noon, seed=1)


def send(person, step, **more):
    sent = {"id": str(uuid.uuid4()), "want": "dont_know", "seconds": "12.5"} | more
    response = browse_as(person).post(f"/steps/{step.pk}/attempt/", sent, headers=AS_OUTBOX)
    return sent["id"], response


def test_a_stored_answer_gets_a_receipt_with_its_own_id(amina, step):
    id, response = send(amina, step)

    assert response.json() == {"state": "stored", "id": id}
    assert Attempt.objects.get(pk=id).seconds == 12.5


def test_sending_it_again_gets_the_same_receipt_and_no_second_attempt(amina, step):
    id, first = send(amina, step)
    _, again = send(amina, step, id=id)

    assert first.json() == again.json()
    assert amina.attempts.count() == 1


def test_who_has_no_session_is_told_to_come_in_and_nothing_is_stored(step):
    _, response = send(None, step)

    assert (response.status_code, response.json()) == (401, {"state": "signed_out"})
    assert not Attempt.objects.exists()


def test_dora_cannot_answer_aminas_step_and_learns_why(dora, step):
    _, response = send(dora, step)

    assert response.status_code == 404
    assert response.json()["state"] == "refused"
    assert "somebody else" in response.json()["why"]
    assert not Attempt.objects.exists()


def test_an_empty_answer_is_refused_with_its_reason(amina, step):
    _, response = send(amina, step, want="answer")

    assert (response.status_code, response.json()["state"]) == (422, "refused")


def test_a_browser_gets_pages_as_ever_also_when_the_id_is_broken(amina, step):
    sent = {"id": "rubbish", "want": "answer"}
    response = browse_as(amina).post(f"/steps/{step.pk}/attempt/", sent)

    assert response.status_code == 422
    assert b"<form" in response.content
