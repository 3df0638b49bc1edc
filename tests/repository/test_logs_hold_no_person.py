"""Canaries: what people say of themselves never stands in a log, not even at the most talkative level."""

import io
import logging
from uuid import uuid4

import pytest
from django.test import Client

from belongings import belongings_of
from conftest import browse_as
from escalera.people.models import Account

PIN, USERNAME, CODE = "739164", "canario-dorado-77", "4821 9956 7310 2284"
ANSWER, ADDRESS, AGENT = "canary-of-an-answer", "203.0.113.77", "CanaryPhone/9"
CANARIES = (PIN, USERNAME, CODE, CODE.replace(" ", ""), ANSWER, ADDRESS, AGENT)


@pytest.fixture
def log():
    """What the logs say at the most talkative level that can be set."""
    text, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(text), root.level
    handler.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s %(args)s"))
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield text
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def visit(settings, starter, amina):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    Account.objects.create_user(USERNAME, PIN, person=amina)
    return Client(
        headers={"user-agent": AGENT, "accept-language": "en"},
        REMOTE_ADDR=ADDRESS,
        raise_request_exception=False,
    )


def assert_silent(log: io.StringIO) -> None:
    said = log.getvalue()
    assert [canary for canary in CANARIES if canary in said] == [], said


def test_signing_in_wrongly_and_rightly(log, visit):
    for _ in range(10):
        visit.post("/account/session/", {"username": USERNAME, "password": PIN + "1"})
    visit.post("/account/session/", {"username": USERNAME, "password": PIN})
    visit.post("/account/recovery/", {"username": USERNAME, "password": CODE})

    assert "WARNING" in log.getvalue()
    assert_silent(log)


def test_signing_in_and_looking_at_ones_data(log, visit):
    assert visit.post("/account/session/", {"username": USERNAME, "password": PIN}).status_code == 302
    for address in ("/account/", "/account/data/", "/account/data/escalera.json", f"/no/{uuid4()}/"):
        visit.get(address)
    visit.post("/account/data/erasure/", {"password": PIN + "1"})

    assert_silent(log)


def test_a_form_that_expired(log, visit):
    strict = Client(enforce_csrf_checks=True, headers={"user-agent": AGENT}, REMOTE_ADDR=ADDRESS)

    assert strict.post("/account/session/", {"username": USERNAME, "password": PIN}).status_code == 403

    assert "Forbidden" in log.getvalue()
    assert_silent(log)


def test_answers_and_what_is_refused(log, visit, dora, noon):
    hers = belongings_of(dora, noon)
    browser = browse_as(dora)
    address = f"/attempts/{hers.attempt.pk}/tip/"
    browser.post(f"/steps/{hers.step.pk}/attempt/", {"want": "answer", "answer": ANSWER, "total": ANSWER})
    browser.post(address, {"text": ANSWER * 20})
    browser.post("/proposals/new/", {"title": ANSWER, "skill": ANSWER})
    browser.post("/postings/new/", {"text": ANSWER})
    browser.get(f"/jobs/?q={ANSWER}")
    sent = [{"id": str(uuid4()), "step": ANSWER, "answer": {"total": ANSWER}, "seconds": 1}]
    browser.post("/api/attempts", sent, content_type="application/json")

    assert "Unprocessable" in log.getvalue()
    assert_silent(log)


def test_a_page_that_breaks(log, visit, dora, noon, monkeypatch):
    from escalera.paths import actions

    hers, browser = belongings_of(dora, noon), browse_as(dora)
    browser.raise_request_exception = False
    monkeypatch.setattr(actions, "record_attempt", lambda **_: 1 / 0)
    answers = dict.fromkeys((field["name"] for field in hers.step.item.content["fields"]), ANSWER)

    answer = browser.post(f"/steps/{hers.step.pk}/attempt/", {"want": "answer", "said": ANSWER, **answers})

    assert answer.status_code in (422, 500)
    assert_silent(log)
