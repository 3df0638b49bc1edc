from uuid import uuid4

import pytest

from conftest import NOON, browse_as, someone
from escalera.learning.models import BeliefState, Proposal, Recommendation, Voice
from escalera.ledger.models import Event
from escalera.paths import actions as paths
from escalera.paths.models import Claim, Goal
from escalera.people.models import Account, Person
from escalera.rights import actions, queries
from escalera.skills.models import Skill
from escalera.tasks.models import Attempt, TaskType
from walking import do, goal_for, right_answer

from .conftest import CANARY, fill, whole_database

READING = {"read-documents": 0.55}


@pytest.fixture
def guest(db) -> Person:
    """Amina, before she signs in on this phone."""
    return someone()


@pytest.fixture
def account(amina) -> Account:
    return Account.objects.create_user("nube-alegre-42", "804193", person=amina)


def done(person, seed):
    step = paths.next_step(goal=goal_for(person, READING, NOON), now=NOON, seed=seed)
    return do(step, right_answer(step), NOON)


def claim(guest, amina):
    actions.claim_guest(guest=guest, account_person=amina, now=NOON)


def test_attempts_keep_their_ids_and_change_their_owner(guest, amina, account, tasks_loaded):
    ids = {done(guest, 1).pk, done(guest, 2).pk}

    claim(guest, amina)

    assert set(amina.attempts.values_list("pk", flat=True)) == ids
    assert not Person.objects.filter(pk=guest.pk).exists()


def test_the_belief_is_what_it_would_be_had_all_been_done_signed_in(guest, amina, account, tasks_loaded):
    alone = someone()
    for person in (guest, alone):
        done(person, 1)

    claim(guest, amina)

    assert bytes(BeliefState.objects.get(person=amina).packed) == bytes(
        BeliefState.objects.get(person=alone).packed
    )


def test_the_belief_counts_the_work_of_both(guest, amina, account, tasks_loaded):
    done(amina, 1)
    done(guest, 2)

    claim(guest, amina)

    assert BeliefState.objects.get(person=amina).told == 2


def test_claiming_twice_is_claiming_once(guest, amina, account, tasks_loaded):
    done(guest, 1)
    again = Person.objects.get(pk=guest.pk)

    claim(guest, amina)
    claim(again, amina)

    assert Attempt.objects.count() == 1
    assert Event.objects.filter(kind=queries.GUEST_CLAIMED).count() == 1


def test_the_goal_of_the_account_stays_and_the_guests_is_closed(guest, amina, account, tasks_loaded, noon):
    mine, other = goal_for(amina, READING, noon), goal_for(guest, READING, noon)

    claim(guest, amina)

    assert Goal.objects.get(person=amina, left_at=None) == mine
    assert Goal.objects.get(pk=other.pk).left_at == noon


def test_the_guests_goal_is_taken_up_when_the_account_has_none(guest, amina, account, tasks_loaded, noon):
    goal = goal_for(guest, READING, noon)

    claim(guest, amina)

    assert Goal.objects.get(person=amina, left_at=None) == goal


def test_what_the_account_has_already_said_stands(guest, amina, account, tasks_loaded, noon):
    task_type, skill = TaskType.objects.first(), Skill.objects.first()
    for person, taught in ((amina, True), (guest, False)):
        Recommendation.objects.create(
            id=uuid4(), person=person, task_type=task_type, skill=skill, taught=taught, at=noon
        )
        Claim.objects.create(person=person, skill=skill.pk, answer=2 if taught else 0, at=noon)

    claim(guest, amina)

    assert Recommendation.objects.get().taught is True
    assert Claim.objects.get().answer == 2


def test_nobody_agrees_with_themselves_through_a_guest(guest, amina, account, starter, noon):
    proposal = Proposal.objects.create(
        person=amina, skill=Skill.objects.first(), title="Sort", language="en", at=noon
    )
    Voice.objects.create(id=uuid4(), proposal=proposal, person=guest, agrees=True, at=noon)

    claim(guest, amina)

    assert not Voice.objects.exists()


def test_an_account_is_not_claimed_by_another(amina, account, dora, noon):
    with pytest.raises(actions.NotAGuest):
        actions.claim_guest(guest=amina, account_person=dora, now=noon)

    assert Person.objects.filter(pk=amina.pk).exists()


def test_the_ledger_is_not_rewritten_yet_the_history_of_the_guest_is_hers(
    guest, amina, account, tasks_loaded
):
    done(guest, 1)
    key = guest.pk

    claim(guest, amina)

    assert Event.objects.filter(subject=key).exists()
    kinds = {event["kind"] for event in queries.everything_of(amina)["history"]}
    assert {"choice", "attempt"} <= kinds


def test_after_claiming_erasure_removes_the_guest_too(guest, amina, account, tasks_loaded, noon):
    fill(guest, "guest", noon) and Account.objects.filter(person=guest).delete()
    guest, keys = Person.objects.get(pk=guest.pk), (guest.pk, amina.pk)
    claim(guest, amina)
    assert f"{CANARY}-guest" in whole_database()

    actions.erase(person=Person.objects.get(pk=amina.pk), now=noon)

    left = whole_database()
    assert f"{CANARY}-guest" not in left
    assert not any(str(key) in left or key.hex in left for key in keys)


def sign_in(browser):
    return browser.post("/account/session/", {"username": "nube-alegre-42", "password": "804193"})


def test_signing_in_with_work_done_asks_and_yes_adds_it(guest, amina, account, tasks_loaded):
    done(guest, 1)
    browser = browse_as(guest)

    asked = sign_in(browser)
    page = browser.get("/account/earlier-work/").content.decode()
    browser.post("/account/earlier-work/", {"answer": "add"})
    twice = browser.post("/account/earlier-work/", {"answer": "add"})

    assert asked.headers["Location"] == "/account/earlier-work/"
    assert "Se hizo 1 tarea en este celular" in page
    assert twice.status_code == 302
    assert amina.attempts.count() == 1


def test_no_leaves_the_work_where_nobody_reaches_it(guest, amina, account, tasks_loaded):
    done(guest, 1)
    browser = browse_as(guest)
    sign_in(browser)

    browser.post("/account/earlier-work/", {"answer": "leave"})
    browser.post("/account/session/end/")

    assert amina.attempts.count() == 0
    assert guest.attempts.count() == 1
    assert "Todavía no se guarda nada tuyo" in browser.get("/account/data/").content.decode()


def test_a_guest_who_did_nothing_is_not_asked_about(guest, amina, account):
    browser = browse_as(guest)

    answer = sign_in(browser)

    assert answer.headers["Location"] == "/"
    assert not Person.objects.filter(pk=guest.pk).exists()
    assert "nube-alegre-42" in browser.get("/account/").content.decode()
