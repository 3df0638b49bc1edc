import logging

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import SESSION_KEY as ACCOUNT_KEY
from django.test import Client

from conftest import browse_as
from escalera.people.models import Account

from .conftest import PIN, sign_up

SESSION = "/account/session/"


@pytest.fixture
def account(bilal) -> Account:
    return Account.objects.create_user("nube-alegre-42", PIN, person=bilal)


def try_to_enter(browser: Client, pin: str, *, username: str = "nube-alegre-42") -> object:
    return browser.post(SESSION, {"username": username, "password": pin})


def test_the_right_name_and_pin_let_in_with_a_new_session(account):
    browser = browse_as(None)
    browser.get(SESSION)
    before = browser.session.session_key

    answer = try_to_enter(browser, PIN, username=" Nube alegre 42")

    assert answer.status_code == 302
    assert browser.session[ACCOUNT_KEY] == str(account.pk)
    assert browser.session.session_key != before


def test_a_guest_s_session_key_does_not_survive_signing_in(account, amina):
    browser = browse_as(amina)
    before = browser.session.session_key

    try_to_enter(browser, PIN)

    assert browser.session.session_key != before


def test_a_wrong_pin_and_an_unknown_name_are_told_in_the_same_words(account):
    browser = browse_as(None)

    wrong, unknown = try_to_enter(browser, "550231"), try_to_enter(browser, "550231", username="no-hay-99")

    assert wrong.status_code == unknown.status_code == 422
    told = [answer.content.decode().split("<main")[1].split("<form")[0] for answer in (wrong, unknown)]
    assert told[0] == told[1]
    assert "is not right" in told[0]


def test_after_eight_wrong_pins_the_right_one_is_refused_too_in_spanish(account):
    browser = browse_as(None, "es-MX")
    for _ in range(8):
        last = try_to_enter(browser, "550231")

    answer = try_to_enter(browser, PIN)

    assert last.status_code == answer.status_code == 429
    page = answer.content.decode()
    assert "Demasiados intentos fallidos" in page
    assert "15 minutos" in page
    assert "/account/recovery/" in page
    assert ACCOUNT_KEY not in browser.session


def test_the_lock_out_page_is_in_english_for_who_reads_english(account):
    browser = browse_as(None, "en")
    for _ in range(8):
        last = try_to_enter(browser, "550231")

    assert "Too many wrong tries" in last.content.decode()


def test_the_lock_is_on_the_name_not_on_the_browser(account, dora):
    other = Account.objects.create_user("hoja-verde-77", PIN, person=dora)
    browser = browse_as(None)
    for _ in range(8):
        try_to_enter(browser, "550231")

    assert try_to_enter(browse_as(None), PIN).status_code == 429
    assert try_to_enter(browser, PIN, username=other.username).status_code == 302


def test_getting_in_forgets_the_wrong_tries(account):
    for _ in range(7):
        try_to_enter(browse_as(None), "550231")
    try_to_enter(browse_as(None), PIN)

    assert not AccessAttempt.objects.exists()


def test_no_log_line_holds_a_name_a_pin_or_a_code(account, caplog):
    with caplog.at_level(logging.DEBUG):
        for _ in range(9):
            try_to_enter(browse_as(None), "550231")
            browse_as(None).post(
                "/account/recovery/", {"username": account.username, "password": "1111222233334444"}
            )

    said = "\n".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("django.db")
    )
    assert "nube" not in said
    assert "550231" not in said
    assert "1111222233334444" not in said


def test_what_is_kept_of_a_wrong_try_holds_neither_pin_nor_code(account):
    try_to_enter(browse_as(None), "550231")
    browse_as(None).post("/account/recovery/", {"username": account.username, "password": "1111222233334444"})

    kept = str(list(AccessAttempt.objects.values()))
    assert "550231" not in kept
    assert "1111222233334444" not in kept


def test_signing_out_ends_the_session_and_needs_a_post(account):
    browser = browse_as(None)
    try_to_enter(browser, PIN)

    assert browser.get("/account/session/end/").status_code == 405
    browser.post("/account/session/end/")

    assert ACCOUNT_KEY not in browser.session


def test_nobody_is_sent_to_another_site_after_signing_in(account):
    browser = browse_as(None)

    answer = browser.post(
        SESSION, {"username": account.username, "password": PIN, "next": "https://example.org/"}
    )

    assert answer.headers["Location"] == "/"


def test_the_recovery_code_is_the_way_out_of_a_lock(amina):
    username, code = sign_up(browse_as(amina))
    for _ in range(8):
        try_to_enter(browse_as(None), "550231", username=username)

    browser = browse_as(None)
    answer = browser.post("/account/recovery/", {"username": username, "password": code})
    assert answer.headers["Location"] == "/account/recovery/new-pin/"
    page = browser.post("/account/recovery/new-pin/", {"password": "un secreto nuevo"}, follow=True)

    assert 'id="code"' in page.content.decode()
    assert code not in page.content.decode()
    assert try_to_enter(browse_as(None), "un secreto nuevo", username=username).status_code == 302


def test_recovering_signs_other_phones_out(amina):
    phone = browse_as(amina)
    username, code = sign_up(phone)
    other = browse_as(None)
    other.post("/account/recovery/", {"username": username, "password": code})
    other.post("/account/recovery/new-pin/", {"password": "un secreto nuevo"})

    assert username not in phone.get("/account/").content.decode()


def test_nobody_sets_a_new_pin_without_the_code(account, dora):
    browser = browse_as(dora)

    browser.post("/account/recovery/", {"username": account.username, "password": "0000000000000000"})
    answer = browser.post("/account/recovery/new-pin/", {"password": "un secreto nuevo"})

    assert answer.headers["Location"] == "/account/recovery/"
    account.refresh_from_db()
    assert account.check_password(PIN)


def test_eight_wrong_codes_lock_the_code_but_not_the_pin(account):
    browser = browse_as(None)
    for _ in range(8):
        last = browser.post("/account/recovery/", {"username": account.username, "password": "1"})

    assert last.status_code == 429
    assert "/account/session/" in last.content.decode()
    assert try_to_enter(browser, PIN).status_code == 302


def test_signing_in_brings_the_language_of_the_account_along(account):
    browser = browse_as(None, "es-MX")

    try_to_enter(browser, PIN)

    assert '<html lang="en"' in browser.get("/account/").content.decode()
