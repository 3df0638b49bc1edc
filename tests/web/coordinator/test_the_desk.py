"""A coordinator's pages, in a browser without scripts."""

from uuid import uuid4

import pytest

from conftest import browse_as
from escalera.people.models import Account
from escalera.programmes import actions, queries
from escalera.programmes.models import Invitation, Membership


@pytest.fixture
def programme(chen, noon):
    return actions.begin(name="Taller de Oaxaca", coordinator=chen, now=noon)


@pytest.fixture
def chens(programme, chen):
    return browse_as(chen)


def make_code(browser, programme, **sent):
    said = {"id": str(uuid4()), "places": "5", "days": "7", "role": "worker", **sent}
    return browser.post(f"/desk/{programme.pk}/invitations/", said)


def test_an_empty_desk_says_the_next_step(chens, programme):
    page = chens.get("/desk/").content.decode()

    assert "Make a code, so that people can join." in page
    assert f"/desk/{programme.pk}/" in page


def test_somebody_without_the_role_finds_no_desk(programme, dora):
    browser = browse_as(dora)

    assert browser.get("/desk/").status_code == 404
    assert browser.get(f"/desk/{programme.pk}/").status_code == 404
    assert make_code(browser, programme).status_code == 404


def test_a_code_made_at_the_desk_lets_amina_in_and_tells_what_is_seen_of_her(chens, programme, amina):
    code = Invitation.objects.get(pk=make_code(chens, programme).url.split("/")[-2]).spoken
    browser = browse_as(amina)

    asked = browser.get("/programmes/", {"code": code}, follow=True).content.decode()
    joined = browser.post(f"/join/{code}/", follow=True).content.decode()

    assert "What they see of you" in asked and "one more person" in asked
    assert "Taller de Oaxaca" in joined
    assert list(queries.programmes_of(amina)) == [programme]
    assert "1 person takes part" in chens.get("/desk/").content.decode()


def test_sending_the_form_twice_makes_one_code(chens, programme):
    same = str(uuid4())

    for _ in range(2):
        make_code(chens, programme, id=same)

    assert Invitation.objects.count() == 1


def test_a_wrong_number_of_places_is_asked_for_again(chens, programme):
    answer = make_code(chens, programme, places="many")

    assert answer.status_code == 422
    assert "a number from 1 to 500" in answer.content.decode()


def test_reading_about_a_code_makes_nobody_and_a_dead_code_neither(chens, programme, db):
    from escalera.people.models import Person

    code = Invitation.objects.get(pk=make_code(chens, programme).url.split("/")[-2])
    people, browser = Person.objects.count(), browse_as(None)
    browser.get(f"/join/{code.code}/")
    chens.post(f"/desk/{programme.pk}/invitations/{code.pk}/removal/")

    answer = browser.post(f"/join/{code.code}/")

    assert answer.status_code == 404
    assert Person.objects.count() == people


def test_a_coach_is_named_by_username(chens, programme, bilal):
    Account.objects.create(username="calm-river-42", person=bilal)

    chens.post(f"/desk/{programme.pk}/roles/", {"username": "Calm river 42", "team_role": "coach"})

    assert queries.is_coach(bilal, programme)
    assert "calm-river-42" in chens.get(f"/desk/{programme.pk}/").content.decode()


def test_the_last_coordinator_is_told_why_they_stay(chens, programme, chen):
    role = Membership.objects.get(person=chen)

    answer = chens.post(f"/desk/{programme.pk}/roles/{role.pk}/removal/")

    assert answer.status_code == 422
    assert "Name another coordinator first" in answer.content.decode()


def test_leaving_is_one_button_and_only_ones_own(chens, programme, amina, dora):
    browser = browse_as(amina)
    code = Invitation.objects.get(pk=make_code(chens, programme).url.split("/")[-2]).code
    browser.post(f"/join/{code}/")
    role = Membership.objects.get(person=amina)

    assert browse_as(dora).post(f"/programmes/{role.pk}/departure/").status_code == 404
    browser.post(f"/programmes/{role.pk}/departure/")

    assert not queries.programmes_of(amina).exists()
