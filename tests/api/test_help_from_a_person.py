"""The whole of help over the API: ask, be asked, talk, close; twice is once; nobody else sees anything."""

import base64
from uuid import uuid4

import pytest
from django.utils import timezone

import sounds
from escalera.coaching.helping import broker
from escalera.coaching.helping.models import Asking, Closing, Message
from escalera.credit.models import Transfer
from escalera.tasks.models import TaskType
from helping import TASK, knows

OFFER = {"languages": ["es", "en"], "weekly": 3}


def put(phone, address, sent):
    return phone.client.put(f"/api/{address}", sent, content_type="application/json")


@pytest.fixture
def asking(phone, bilals_phone, bilal):
    """Amina asked, and Bilal is asked."""
    knows(bilal, 0.9, timezone.now())
    put(bilals_phone, "help/willingness", OFFER)
    phone.post("help/requests", {"id": str(uuid4()), "task_type": TASK})
    broker.broker(now=timezone.now())
    return str(Asking.objects.get().pk)


def test_from_asking_to_the_time_that_passes(phone, bilals_phone, doras_phone, asking):
    [mine] = phone.get("help").json()["requests"]
    assert (mine["progress"]["asked"], mine["asking"], mine["is_paid"]) == (1, None, False)
    assert bilals_phone.get("help").json()["asked"] == [asking]
    before = bilals_phone.get(f"help/askings/{asking}").json()
    assert before["because"]["helper_level"] > before["because"]["level"]
    assert phone.get(f"help/askings/{asking}").status_code == 404

    bilals_phone.post(f"help/askings/{asking}/answer", {"word": "yes"})
    said = {"id": str(uuid4()), "text": "La colonia. Llama al 55 1234 5678."}
    answers = [bilals_phone.post(f"help/askings/{asking}/messages", said).json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert (answers[0]["text"], answers[0]["is_cut"]) == ("La colonia. Llama al [phone].", True)
    seen = phone.get(f"help/askings/{asking}").json()
    assert [one["is_mine"] for one in seen["messages"]] == [False]
    assert (seen["because"], seen["is_open"]) == ({}, True)

    over = {"id": str(uuid4()), "solved": True, "minutes": 10}
    for _ in range(2):
        phone.post(f"help/askings/{asking}/closing", over)
    told = bilals_phone.post(f"help/askings/{asking}/closing", {**over, "id": str(uuid4()), "minutes": 20})
    assert told.json()["moved_minutes"] == 10
    assert (Message.objects.count(), Closing.objects.count(), Transfer.objects.count()) == (1, 2, 1)
    assert doras_phone.get(f"help/askings/{asking}").status_code == 404


def test_a_voice_note_comes_in_base64_and_is_heard_at_its_address(phone, bilals_phone, asking):
    bilals_phone.post(f"help/askings/{asking}/answer", {"word": "yes"})
    sound = sounds.webm(3)

    said = bilals_phone.post(
        f"help/askings/{asking}/messages",
        {"id": str(uuid4()), "sound": base64.b64encode(sound).decode()},
    ).json()
    bad = bilals_phone.post(f"help/askings/{asking}/messages", {"id": str(uuid4()), "sound": "c2hvcnQ="})

    assert phone.client.get(said["voice"]).content == sound
    assert bad.status_code == 422
    assert "WebM" in bad.json()["detail"]


@pytest.mark.parametrize(
    ("address", "sent", "status"),
    [
        ("messages", {"text": ""}, 422),
        ("messages", {"text": "a" * 501}, 422),
        ("messages", {"text": "You never answered because your phone has no signal."}, 409),
        ("closing", {"solved": True, "minutes": 61}, 422),
        ("report", {"wrong": "nothing"}, 422),
        ("report", {"wrong": "rude", "words": "a" * 281}, 422),
    ],
)
def test_what_is_refused_says_what_to_do(bilals_phone, asking, address, sent, status):
    bilals_phone.post(f"help/askings/{asking}/answer", {"word": "yes"})

    answer = bilals_phone.post(f"help/askings/{asking}/{address}", {"id": str(uuid4()), **sent})

    assert answer.status_code == status
    assert answer.json()["detail"]


def test_no_is_free_and_a_report_parts(phone, bilals_phone, asking):
    assert bilals_phone.post(f"help/askings/{asking}/answer", {"word": "no"}).status_code == 200
    bilals_phone.post(f"help/askings/{asking}/answer", {"word": "yes"})
    phone.post(f"help/askings/{asking}/report", {"id": str(uuid4()), "wrong": "rude"})

    late = bilals_phone.post(f"help/askings/{asking}/messages", {"id": str(uuid4()), "text": "Hello?"})
    assert (late.status_code, phone.get(f"help/askings/{asking}").json()["is_open"]) == (409, False)


def test_a_request_is_described_and_taken_back(phone):
    made = phone.post("help/requests", {"id": str(uuid4()), "task_type": TASK}).json()

    words = phone.post(f"help/requests/{made['id']}/words", {"text": "La segunda línea"}).json()
    for _ in range(2):
        gone = phone.post(f"help/requests/{made['id']}/withdrawal", {})

    assert words["words"] == "La segunda línea"
    assert (gone.json()["ending"], gone.json()["progress"]) == ("withdrawn", None)
    assert phone.post(f"help/requests/{made['id']}/words", {"text": "x"}).status_code == 409


def test_five_requests_a_day(phone):
    slugs = TaskType.objects.open_to(None).exclude(weights=None).values_list("pk", flat=True)[:6]

    told = [phone.post("help/requests", {"id": str(uuid4()), "task_type": slug}) for slug in slugs]

    assert [one.status_code for one in told] == [200] * 5 + [409]
    assert "tomorrow" in told[-1].json()["detail"]


def test_an_offer_is_made_changed_and_ended(bilals_phone):
    put(bilals_phone, "help/willingness", OFFER)
    assert put(bilals_phone, "help/willingness", {**OFFER, "hours": [24]}).status_code == 422
    assert bilals_phone.get("help").json()["willingness"]["weekly"] == 3

    for _ in range(2):
        assert bilals_phone.client.delete("/api/help/willingness").status_code == 204
    assert bilals_phone.get("help").json()["willingness"] is None
