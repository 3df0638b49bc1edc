"""Whatever is sent: no page breaks, and nothing that was sent runs."""

import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from belongings import Belongings, belongings_of, propose
from conftest import browse_as, someone
from escalera.paths.models import Arrival
from escalera.tasks.making import made
from escalera.tasks.models import TaskType
from walking import do

pytestmark = pytest.mark.prove

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
BIG = "a" * 1_000_000
TEXTS = {
    "nothing": "",
    "NUL": "a\0b",
    "only NUL": "\0",
    "a megabyte": BIG,
    "a megabyte of numbers": "1 " * 500_000,
    "script": SCRIPT,
    "attribute": "\" autofocus onfocus=alert(1) x='",
    "template": "{{ request.person.pk }}{% url 'welcome' %}${7*7}#{7*7}",
    "path": "../../../../etc/passwd",
    "sql": "'; DROP TABLE people_person; --",
    "half a character": "\\ud800",
    "right to left": "\u202egnp.exe\u2066",
    "marks": "e" + "\u0301" * 5000,
    "newlines": "\r\nSet-Cookie: a=b\r\n",
    "superscript digit": "²",
    "arabic digit": "٣",
    "percent": "%00%0a%s%d%n",
    "emoji": "👩🏽‍🏭" * 1000,
}
NUMBERS = {
    "NaN": "NaN",
    "infinity": "Infinity",
    "minus infinity": "-inf",
    "huge": "9" * 400,
    "exponent": "1e308",
    "huge exponent": "1e999999",
    "negative": "-1",
    "minus zero": "-0.0",
    "tiny": "1e-320",
    "year one": "-62135596800",
    "year 9999": "253402300799",
    "year 10000": "253402300800",
    "five thousand digits": "7" * 5000,
    "hexadecimal": "0x10",
    "underscore": "1_000",
    "comma": "1,5",
    "many thousands": "999,999,999,999,999",
}
IDS = {
    "not an id": "abc",
    "nobody's": str(uuid.UUID(int=7)),
    "with NUL": "0\0",
    "path": "../../1",
    "braces": "{" + str(uuid.UUID(int=7)) + "}",
}
ANYTHING = {**TEXTS, **NUMBERS, **IDS}


@pytest.fixture
def hers(starter, amina, noon) -> Belongings:
    found = belongings_of(amina, noon)
    Arrival.objects.create(goal=found.goal, at=noon)
    return found


@pytest.fixture
def client(hers) -> Client:
    browser = browse_as(hers.person)
    browser.raise_request_exception = False
    return browser


@pytest.fixture
def theirs(bilal, noon, hers):
    """A proposal of somebody else that Amina may answer."""
    bilal.language = hers.person.language
    bilal.save()
    return propose(bilal, noon)


def forms(hers: Belongings, theirs: Any) -> dict[str, tuple[str, dict[str, str]]]:
    """Every form of ours: its address and what an honest person sends."""
    posting, step = hers.posting.pk, hers.step
    skill = hers.posting.required_skills.first().skill_id
    fields = {field["name"]: "1" for field in step.item.content["fields"]}
    ranked = {f"{f['name']}--{o['value']}": "1" for f in step.item.content["fields"] for o in f["options"]}
    id = {"id": str(uuid.uuid4())}
    return {
        "language": (reverse("language"), {"language": "es-mx", "next": "/jobs/"}),
        "new_posting": (reverse("new_posting"), {**id, "text": "You enter data in Excel."}),
        "job_copy": (reverse("job_copy", args=["data-entry"]), id),
        "posting_skills": (reverse("posting_skills", args=[posting]), {"skill": "read-english", "step": "2"}),
        "posting_skill": (reverse("posting_skill", args=[posting, skill]), {"step": "3"}),
        "removal": (reverse("posting_skill_removal", args=[posting, skill]), {"step": "2"}),
        "set_goal": (reverse("set_goal"), {"origin": "job", "origin_id": "data-entry"}),
        "set_goal of posting": (reverse("set_goal"), {"origin": "posting", "origin_id": str(posting)}),
        "can_do": (reverse("can_do"), {**dict.fromkeys(list(hers.goal.required)[:2], "1"), "then": "path"}),
        "placement": (reverse("placement"), {"skip": "1"}),
        "answer": (
            reverse("answer", args=[step.pk]),
            {
                **id,
                **fields,
                **ranked,
                "shown_at": "1700000000.0",
                "seconds": "30",
                "answered_at": "1700000000",
                "helped": "0",
                "want": "answer",
            },
        ),
        "pass_over": (reverse("pass_over", args=[step.pk]), {}),
        "recommendation": (reverse("recommendation", args=[hers.attempt.pk]), {**id, "skill": skill}),
        "tip": (reverse("tip", args=[hers.attempt.pk]), {**id, "text": "Read it twice."}),
        "new_proposal": (
            reverse("new_proposal"),
            {
                **id,
                "skill": "read-documents",
                "title": "A task",
                "description": "Do it.",
                "family": "",
                "level": "1",
                "minutes": "5",
            },
        ),
        "voice": (reverse("voice", args=[theirs.pk]), {**id, "agrees": "yes"}),
        "outcome": (
            reverse("outcome"),
            {**id, "kind": "first_pay", "amount": "350", "currency": "MXN", "hours": "8"},
        ),
        "settings": (
            reverse("settings"),
            {"language": "es-mx", "grammar": "neutral", "place": "", "locality_size": ""},
        ),
        "sign_up": (reverse("sign_up"), {"offer": "x:y", "username": "nube-alegre-42", "password": "804193"}),
        "sign_in": (
            reverse("sign_in"),
            {"username": "nube-alegre-42", "password": "804193", "next": "/path/"},
        ),
        "recover": (reverse("recover"), {"username": "nube-alegre-42", "password": "1234 5678 1234 5678"}),
        "erase": (reverse("erase"), {"word": "no", "password": "1"}),
    }


FORMS = (
    "language new_posting job_copy posting_skills posting_skill removal set_goal|set_goal of posting|can_do "
    "placement answer pass_over recommendation tip new_proposal voice outcome settings sign_up sign_in recover erase"
)
NAMES = [name for part in FORMS.split("|") for name in ([part] if " of " in part else part.split(" "))]


def test_no_form_is_forgotten_here(hers, theirs):
    assert set(forms(hers, theirs)) == set(NAMES)


def variants(honest: dict[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "an empty form", {}
    yield "every field twice", {name: [value, value + "x"] for name, value in honest.items()}
    yield "other names", {f"{name}\0": value for name, value in honest.items()}
    yield "a hundred fields more", honest | {f"x{n}": "y" for n in range(100)}
    for field in honest:
        yield f"{field} missing", {name: value for name, value in honest.items() if name != field}
        for kind, value in ANYTHING.items():
            yield f"{field}: {kind}", {**honest, field: value}


def runs(page: str) -> bool:
    """Whether something that was sent stands unescaped in a page."""
    return (
        SCRIPT in page or "onerror=alert(2)>" in page or re.search(r'"\s+autofocus onfocus', page) is not None
    )


@pytest.mark.parametrize("name", NAMES)
def test_no_form_breaks_whatever_is_sent(name, client, hers, theirs, settings):
    settings.AXES_ENABLED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    address, honest = forms(hers, theirs)[name]
    broken = {}
    cookies = client.cookies.copy()

    for kind, sent in variants(honest):
        client.cookies = cookies.copy()
        with transaction.atomic():
            answer = client.post(address, sent)
            if not (answer.status_code in (200, 302, 400, 404, 413, 422) and answer["Content-Type"]):
                broken[kind] = answer.status_code
            if answer.status_code != 302 and runs(answer.content.decode()):
                broken[kind] = "ran"
            if answer.status_code >= 400 and "<h1" not in answer.content.decode():
                broken[kind] = "says nothing"
            transaction.set_rollback(True)

    assert broken == {}


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "head", "trace"])
def test_other_methods_do_nothing_and_break_nothing(client, hers, theirs, method):
    addresses = {address for address, _ in forms(hers, theirs).values()} | {
        reverse("path"),
        reverse("arrival"),
        reverse("proposals"),
        reverse("task", args=[hers.step.pk]),
        reverse("attempt", args=[hers.attempt.pk]),
        "/api/attempts",
        "/api/next-step",
    }

    answers = {address: getattr(client, method)(address).status_code for address in addresses}

    allowed = (200, 302, 404, 405) if method in ("head", "options") else (405,)
    assert {address: status for address, status in answers.items() if status not in allowed} == {}


ADDRESSES = [
    "/%00/",
    "/jobs/%00/",
    "/jobs/?q=%00",
    "/jobs/?q=" + "a" * 8000,
    "/jobs/?q=%ff%fe",
    "/jobs/?q=" + "%F0%9F%98%80" * 500,
    "/postings/%00/",
    "/steps/00000000-0000-0000-0000-000000000000/",
    "/items/00000000-0000-0000-0000-000000000000/pictures/0.svg",
    "/foreign/x/../../settings.py",
    "/foreign/x/%2e%2e/%2e%2e/foreign.py",
    "/foreign/x/ours/../../foreign.py",
    "/static/../settings.py",
    "/static/%2e%2e/%2e%2e/settings.py",
    "/account/session/?next=//evil.example",
    "/account/session/?next=" + "javascript:alert(1)",
    "/api/jobs/%00",
    "/api/jobs/..%2f..%2fetc",
    "/api/postings/%00",
    "/api/steps/x/why",
    "/api/openapi.json?x=%00",
    "/?%00=1",
    "/jobs/?q=" + "%3Cscript%3Ealert(1)%3C/script%3E%3Cimg%20src=x%20onerror=alert(2)%3E",
]


@pytest.mark.parametrize("address", ADDRESSES, ids=range(len(ADDRESSES)))
def test_no_address_breaks(client, address):
    answer = client.get(address)

    assert answer.status_code in (200, 302, 400, 404, 422)
    assert answer.status_code == 302 or not runs(b"".join(answer).decode())
    assert b"evil.example" not in answer.headers.get("Location", "").encode()


@pytest.mark.parametrize("place", ["-1", "99999999999999999999", "1e3", "../0", "%00", "0.svg/../../x"])
def test_no_picture_is_found_by_a_strange_number(client, hers, place):
    receipt = made(task_type=TaskType.objects.get(pk="receipts-1"), language="en", seed=4)

    assert client.get(f"/items/{receipt.pk}/pictures/{place}.svg").status_code in (400, 404)


@pytest.mark.parametrize(
    "cookie", ['"aaaaaaaaaa\\000"', "\u00f1" * 20, "x" * 4000, "../../../x", '{"a": 1}', "' OR 1=1 --"]
)
def test_no_session_cookie_breaks(starter, cookie):
    client = Client(
        raise_request_exception=False, headers={"cookie": f"sessionid={cookie}; language={cookie}"}
    )

    assert client.get("/").status_code == 200
    assert client.get("/path/").status_code == 302


VALUES: dict[str, Any] = {
    "null": None,
    "a list": [1],
    "an object": {"a": 1},
    "a number": 1,
    "true": True,
    "NaN": float("nan"),
    "infinity": float("inf"),
    "huge": 10**400,
    "negative": -1,
    "NUL": "a\0b",
    "half a character": "\ud800",
    "a megabyte": BIG,
    "not an id": "abc",
    "nobody's id": str(uuid.UUID(int=7)),
    "script": SCRIPT,
    "year one": "0001-01-01T00:00:00+14:00",
    "year 9999": "9999-12-31T23:59:59-14:00",
    "a list of NUL": ["\0"],
    "a map of NUL": {"\0": "\0", "total": "\0"},
    "a map of halves": {"total": "\udfff"},
    "a map of lists": {"total": ["\0", "x" * 100_000]},
    "a big map": {str(n): "x" for n in range(20_000)},
}


def api_calls(hers: Belongings) -> dict[str, tuple[str, Any]]:
    task_type = hers.attempt.item.task_type
    attempt = {
        "id": str(uuid.uuid4()),
        "step": str(hers.step.pk),
        "item": str(hers.step.item_id),
        "answer": {},
        "seconds": 30,
        "help_used": False,
        "answered_at": "2026-11-23T12:00:00Z",
    }
    return {
        "postings": ("/api/postings", {"id": str(uuid.uuid4()), "text": "You enter data."}),
        "goal": ("/api/goal", {"origin": "job", "origin_id": "data-entry"}),
        "goal of posting": ("/api/goal", {"origin": "posting", "origin_id": str(hers.posting.pk)}),
        "attempts": ("/api/attempts", [attempt]),
        "recommendations": (
            "/api/recommendations",
            {
                "id": str(uuid.uuid4()),
                "task_type": task_type.pk,
                "skill": task_type.weights.first().skill_id,
                "taught": True,
            },
        ),
    }


@pytest.mark.parametrize("name", ["postings", "goal", "goal of posting", "attempts", "recommendations"])
def test_no_call_of_the_api_breaks_whatever_is_sent(name, client, hers):
    address, honest = api_calls(hers)[name]
    one = honest[0] if isinstance(honest, list) else honest
    broken = {}

    for field in one:
        for kind, value in VALUES.items():
            changed = {**one, field: value}
            with transaction.atomic():
                body = json.dumps([changed] if isinstance(honest, list) else changed)
                answer = client.post(address, body, content_type="application/json")
                if answer.status_code not in (200, 201, 400, 404, 409, 413, 422):
                    broken[f"{field}: {kind}"] = answer.status_code
                elif answer.status_code >= 400 and not answer.json().get("detail"):
                    broken[f"{field}: {kind}"] = "says nothing"
                transaction.set_rollback(True)

    assert broken == {}


BODIES = {
    "empty": b"",
    "no JSON": b"{",
    "no text": b"\xff\xfe\x00",
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "a string": b'"x"',
    "null": b"null",
    "a thousand attempts": json.dumps(
        [{"id": str(uuid.UUID(int=n)), "seconds": 1} for n in range(1000)]
    ).encode(),
    "three megabytes": b'{"text": "' + b"a" * 3_000_000 + b'"}',
    "doubled keys": b'{"origin": "job", "origin": "posting", "origin_id": "1"}',
}


@pytest.mark.parametrize("kind", BODIES)
@pytest.mark.parametrize("address", ["/api/postings", "/api/goal", "/api/attempts", "/api/recommendations"])
def test_no_body_breaks_the_api(client, address, kind):
    answer = client.post(address, BODIES[kind], content_type="application/json")

    assert 400 <= answer.status_code < 500
    assert answer.json()["detail"]


def test_what_people_write_is_shown_and_never_run(hers, theirs, client, noon):
    chen = someone(hers.person.language)
    for title in (SCRIPT, "Un título"):
        propose(chen, noon, title=title, description=SCRIPT)
    client.post(reverse("tip", args=[hers.attempt.pk]), {"text": SCRIPT})
    posting = client.post(reverse("new_posting"), {"text": f"Data entry in Excel. {SCRIPT}"}, follow=True)
    item = hers.step.item
    answered = do(hers.step, {field["name"]: SCRIPT for field in item.content["fields"]}, noon)

    pages = [client.get(reverse("proposals")), client.get(reverse("attempt", args=[answered.pk])), posting]

    assert b"&lt;script&gt;" in pages[0].content
    assert b"&lt;script&gt;" in pages[1].content
    assert not any(runs(page.content.decode()) for page in pages)
    assert all("'unsafe" not in page["Content-Security-Policy"] for page in pages)


def test_the_inputs_are_many():
    assert len(ANYTHING) + len(VALUES) + len(BODIES) + len(ADDRESSES) >= 60
