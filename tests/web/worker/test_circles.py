from uuid import uuid4

import numpy as np
import pytest
from django.utils import timezone

from circling import believe, circle_of, told
from conftest import browse_as, someone
from escalera.circles import suggesting
from escalera.circles.models import Circle, Profile, Seat
from escalera.people.models import Person
from escalera.programmes import actions as programmes


def text(answer):
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def circle(amina, noon):
    return circle_of(amina, noon)


def test_who_only_looks_leaves_nothing(tasks_loaded):
    for address in ("/circles/", "/circles/profile/", "/circles/new/"):
        assert browse_as(None).get(address).status_code == 200
    assert not Person.objects.exists()


def test_looking_for_a_circle_without_scripts(tasks_loaded, amina):
    browser = browse_as(amina)
    sent = {"wishes": ["enter-data", "no-such"], "languages": ["es"], "hours": ["18"], "looking": "yes"}

    page = text(browser.post("/circles/profile/", sent, follow=True))

    profile = Profile.objects.get()
    assert (profile.wishes, profile.hours) == (["enter-data"], [18, 19, 20, 21])
    assert "You look for a circle" in page


def test_what_is_missing_is_asked_for(tasks_loaded, amina):
    answer = browse_as(amina).post("/circles/profile/", {"languages": ["es"], "looking": "yes"})

    assert answer.status_code == 422 and "Choose when you have time." in text(answer)


def test_a_suggestion_has_its_reason_and_no_name(tasks_loaded, noon, amina, bilal):
    people = [amina, bilal, someone(), someone()]
    for person in people:
        told(person, noon)
    told(amina, noon, wishes=["enter-data"])
    believe(bilal, {"enter-data": 0.9}, noon)
    suggesting.suggest(now=timezone.now(), rng=np.random.default_rng(1))

    page = text(browse_as(amina).get("/circles/"))
    assert "A circle of 4 for you" in page and "Somebody there can help you with:" in page
    address = f"/circles/suggestions/{amina.suggestions.get().suggestion_id}/answer/"
    for person in people:
        last = browse_as(person).post(address, {"answer": "yes", "own_name": "Nombre"})
    assert last.headers["Location"] == f"/circles/{Circle.objects.get().pk}/"
    assert Circle.objects.get().seats.count() == 4


def test_founding_inviting_and_joining_by_code(amina, bilal, tasks_loaded):
    sent = {"id": str(uuid4()), "name": "Las abejas", "own_name": "Ami"}
    hers = browse_as(amina)
    for _ in range(2):
        page = hers.post("/circles/new/", sent)
    circle = Circle.objects.get()
    page = text(hers.post(f"{page.headers['Location']}invitations/", {"id": str(uuid4())}, follow=True))
    assert "<svg" in page and circle.invitations.get().spoken in page

    his = browse_as(bilal)
    found = his.get("/circles/", {"code": circle.invitations.get().spoken.lower()}, follow=True)
    assert "Las abejas" in text(found) and "Ami" not in text(found)
    page = his.post(found.wsgi_request.path, {"own_name": "Bilal"}, follow=True)

    assert "Ami" in text(page) and Seat.objects.count() == 2


def test_a_code_that_is_over_or_never_was_says_so(circle, dora, tasks_loaded):
    code = circle.invitations.get()
    code.expires_at = code.made_at
    code.save()

    assert browse_as(dora).get(f"/circles/join/{code.code}/").status_code == 410
    assert browse_as(dora).get("/circles/join/AAAA/").status_code == 404


def test_names_are_seen_only_inside(circle, amina, dora, tasks_loaded):
    decision = circle.decisions.get()
    for address, name in ((f"/circles/{circle.pk}/", "Bilal"), (f"/decisions/{decision.pk}/", "Amina")):
        assert name in text(browse_as(amina).get(address))
        assert browse_as(dora).get(address).status_code == 404
    outside = text(browse_as(dora).get(f"/circles/join/{circle.invitations.get().code}/"))
    assert "Amina" not in outside and "Bilal" not in outside


def test_a_word_an_objection_and_the_end_of_an_agreement(circle, amina, tasks_loaded):
    bilal, decision = circle.seats.get(name="Bilal").person, circle.decisions.get()
    his, address = browse_as(bilal), f"/decisions/{decision.pk}/"
    assert his.post(f"{address}word/", {"answer": "no"}).status_code == 422
    his.post(f"{address}questions/", {"id": str(uuid4()), "text": "¿Y los domingos?"})
    his.post(f"{address}word/", {"answer": "yes"})

    page = text(browse_as(amina).get(address))
    assert "accepted" in page and "¿Y los domingos?" in page
    browse_as(amina).post(f"{address}undoing/", {"id": str(uuid4())})
    assert circle.decisions.get(kind="undo").undoes == decision


def test_a_job_as_shared_goal(circle, amina, starter):
    bilal = circle.seats.get(name="Bilal").person
    sent = {"id": str(uuid4()), "kind": "goal", "job": "data-entry", "way": "vote", "days": "1"}
    answer = browse_as(amina).post(f"/circles/{circle.pk}/decisions/new/", sent)
    browse_as(bilal).post(f"{answer.headers['Location']}word/", {"answer": "yes"})
    told(amina, circle.founded_at)

    page = text(browse_as(amina).get(f"/circles/{circle.pk}/"))

    assert "Together you cover 0 of" in page and "Amina learns it first" in page


def test_the_fund_is_filled_and_spent_together(circle, amina, tasks_loaded):
    browser, address = browse_as(amina), f"/circles/{circle.pk}/"
    for _ in range(2):
        browser.post(f"{address}gift/", {"id": str(uuid4()), "minutes": "10"})
    assert "<b>20 min</b>" in text(browser.get(address))
    seat = circle.seats.get(name="Bilal")
    much = {"id": str(uuid4()), "kind": "fund", "seat": str(seat.pk), "minutes": "60", "text": "For Bilal"}

    assert browser.post(f"{address}decisions/new/", much).status_code == 422
    assert browser.post(f"{address}decisions/new/", much | {"minutes": "10"}).status_code == 302


def test_leaving_takes_the_name_along(circle, amina, tasks_loaded):
    browse_as(amina).post(f"/circles/{circle.pk}/departure/")

    bilal = circle.seats.get(name="Bilal").person
    assert "Amina" not in text(browse_as(bilal).get(f"/circles/{circle.pk}/"))
    assert browse_as(amina).get(f"/circles/{circle.pk}/").status_code == 404


def test_a_coordinator_sees_no_number_of_few(circle, chen, noon, tasks_loaded):
    programme = programmes.begin(name="Taller", coordinator=chen, now=noon)

    page = text(browse_as(chen).get(f"/desk/{programme.pk}/"))

    assert "Fewer than 10 people sit in a circle" in page
