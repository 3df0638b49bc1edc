"""When something is wrong: what happened, what is safe, what to do."""

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from escalera.web.public import errors


@pytest.mark.parametrize("language", ["en", "es-mx"])
def test_a_broken_page_asks_the_database_nothing(language):
    # Without the db fixture every query is an error.
    with translation.override(language):
        answer = errors.server_error(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert b"<h1>" in answer.content


@pytest.mark.parametrize(
    ("view", "status"), [(errors.not_found, 404), (errors.forbidden, 403), (errors.bad_request, 400)]
)
def test_each_error_keeps_its_status_and_leads_on(view, status, db):
    answer = view(RequestFactory().get("/x/"), Exception())

    assert answer.status_code == status
    assert b'href="/"' in answer.content


def test_an_expired_form_says_that_nothing_was_accepted(db):
    browser = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})

    answer = browser.post("/postings/new/", {"text": "We look for a transcriber"})

    assert answer.status_code == 403
    assert "open too long" in answer.content.decode()


def test_errors_speak_spanish():
    with translation.override("es-mx"):
        answer = errors.server_error(RequestFactory().get("/"))

    assert "Algo se descompuso" in answer.content.decode()


def test_a_form_that_is_too_large_is_refused_in_plain_words(english, db):
    answer = english.post("/postings/new/", {"text": "x" * 2_100_000})

    assert answer.status_code == 400
    assert "We could not read what was sent" in answer.content.decode()
