import pytest
from django.contrib.auth import SESSION_KEY as ACCOUNT_KEY
from django.contrib.sessions.models import Session

from conftest import browse_as
from escalera.people.models import Account, Person

from .conftest import PIN, form_of, sign_up


def test_a_guest_becomes_an_account_and_stays_the_same_person(amina):
    browser = browse_as(amina)

    username, _ = sign_up(browser)

    account = Account.objects.get()
    assert (account.username, account.person) == (username, amina)
    assert browser.session[ACCOUNT_KEY] == str(account.pk)
    assert username in browser.get("/account/").content.decode()


def test_somebody_new_can_make_an_account_without_having_done_anything(db):
    sign_up(browse_as(None, "es-MX"))

    assert Person.objects.get().language == "es-mx"


def test_three_names_are_offered_in_the_language_of_the_page_and_others_on_demand(db):
    browser = browse_as(None, "es-MX")

    first, second = form_of(browser, "/account/new/"), form_of(browser, "/account/new/")

    assert first["offer"] != second["offer"]


def test_the_recovery_code_is_shown_once(bilal):
    browser = browse_as(bilal)
    _, code = sign_up(browser)

    again = browser.get("/account/recovery-code/").content.decode()

    assert code not in again
    assert "shown only once" in again


def test_a_new_code_is_made_for_who_says_the_pin(amina):
    browser = browse_as(amina)
    sign_up(browser)
    before = Account.objects.get().recovery_hash

    wrong = browser.post("/account/recovery-code/", {"password": "999999"})
    assert wrong.status_code == 422
    assert Account.objects.get().recovery_hash == before

    right = browser.post("/account/recovery-code/", {"password": PIN}, follow=True)
    assert 'id="code"' in right.content.decode()
    assert Account.objects.get().recovery_hash != before


def test_the_code_is_nowhere_in_the_sessions(amina):
    browser = browse_as(amina)
    _, code = sign_up(browser)

    kept = [str(session.get_decoded()) for session in Session.objects.all()]

    assert not any(code in text or code.replace(" ", "") in text for text in kept)


def test_sending_the_form_twice_makes_one_account(amina):
    browser = browse_as(amina)
    form = form_of(browser, "/account/new/")

    browser.post("/account/new/", form)
    second = browser.post("/account/new/", form)

    assert second.status_code == 302
    assert Account.objects.count() == 1


def test_a_form_sent_again_before_the_first_answer_came_is_still_one_account(db):
    form = form_of(browse_as(None), "/account/new/")

    browse_as(None).post("/account/new/", form)
    second = browse_as(None).post("/account/new/", form)

    assert second.headers["Location"] == "/account/recovery-code/"
    assert (Account.objects.count(), Person.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("password", "words"),
    [("12345", "Too short"), ("000000", "Too easy to guess"), ("123456", "Too easy to guess")],
)
def test_a_weak_pin_is_refused_with_words_and_the_same_names(db, password, words):
    browser = browse_as(None)
    form = form_of(browser, "/account/new/")

    answer = browser.post("/account/new/", form | {"password": password})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert form["username"] in page
    assert f'value="{password}"' not in page
    assert not Account.objects.exists()
    assert not Person.objects.exists()


def test_a_name_that_was_not_offered_is_refused(db):
    browser = browse_as(None)

    answer = browser.post("/account/new/", form_of(browser, "/account/new/") | {"username": "amina-garcia"})

    assert answer.status_code == 422
    assert not Account.objects.exists()


def test_an_offer_that_we_did_not_sign_is_refused_with_new_names(db):
    answer = browse_as(None).post(
        "/account/new/", {"offer": "x", "username": "amina-garcia", "password": PIN}
    )

    assert answer.status_code == 422
    assert not Account.objects.exists()


def test_a_name_taken_meanwhile_brings_three_others(amina, dora):
    form = form_of(browse_as(amina), "/account/new/")
    Account.objects.create_user(form["username"], PIN, person=dora)

    answer = browse_as(amina).post("/account/new/", form)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "just taken that name" in page
    assert f'value="{form["username"]}"' not in page


def test_reading_the_pages_leaves_no_person_behind(db):
    browser = browse_as(None)
    for page in (
        "",
        "new/",
        "session/",
        "recovery/",
        "data/",
        "settings/",
        "goodbye/",
        "data/erasure/",
        "earlier-work/",
    ):
        assert browser.get(f"/account/{page}", follow=True).status_code == 200, page

    assert not Person.objects.exists()


def test_no_page_of_the_account_is_cached(amina):
    for page in ("", "new/", "session/", "data/", "settings/", "data/erasure/"):
        assert "no-store" in browse_as(amina).get(f"/account/{page}").headers["Cache-Control"], page
