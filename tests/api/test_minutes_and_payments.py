"""What the pages of pay can do, phones and programs can do too: notes, corrections, payments, reviews."""

from uuid import uuid4

import pytest
from django.utils import timezone

from conftest import browse_as
from escalera.earnings import actions as payments
from escalera.earnings.models import Payment, Source, Stage, Stretch
from escalera.tasks.models import Requester


def send(browser, path, **values):
    return browser.post(f"/api/{path}", {"id": str(uuid4()), **values}, content_type="application/json")


@pytest.fixture
def browser(amina):
    return browse_as(amina)


def test_a_payment_is_noted_timed_and_confirmed(browser):
    id = str(uuid4())
    for _ in range(2):
        noted = send(browser, "payments", id=id, work="Labels", amount="60", currency="MXN").json()

    timed = send(browser, f"payments/{id}/time", seconds=1800).json()
    there = send(browser, f"payments/{id}/word", word="confirmed").json()

    assert (noted["stage"], noted["amount"], timed["seconds"], there["stage"]) == (
        "sent",
        "60",
        1800,
        "confirmed",
    )
    assert [one["id"] for one in browser.get("/api/payments").json()] == [id]


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"work": "Labels", "amount": "60"}, 422),
        ({"work": "Labels", "amount": "-1", "currency": "MXN"}, 422),
        ({"work": ""}, 422),
    ],
)
def test_a_payment_that_cannot_be_is_refused(browser, values, status):
    assert send(browser, "payments", **values).status_code == status
    assert not Payment.objects.exists()


def test_something_is_contested_with_its_reason_only(browser):
    id = str(uuid4())
    send(browser, "payments", id=id, work="Labels")

    assert send(browser, f"payments/{id}/word", word="contested").status_code == 422
    assert send(browser, f"payments/{id}/word", word="contested", reason="No money").status_code == 200


def test_noted_minutes_are_set_right_and_what_they_were_is_kept(browser):
    noted = [{"id": str(uuid4()), "kind": "waiting", "seconds": 600}]
    browser.post("/api/minutes", noted, content_type="application/json")

    answer = send(browser, f"minutes/{noted[0]['id']}/corrections", kind="searching", seconds=300).json()

    assert (answer["kind"], answer["seconds"]) == ("searching", 300)
    assert Stretch.objects.get().corrections.get().was_seconds == 600


def test_where_nothing_was_counted_a_day_is_not_set_right(browser):
    day = timezone.localdate().isoformat()

    assert send(browser, "day-corrections", kind="learning", seconds=0, day=day).status_code == 404


def test_a_review_needs_an_answer_from_them(browser, amina, noon):
    shop = Requester.objects.create(name="Seed shop")
    before = send(browser, f"requesters/{shop.pk}/review", again=True)
    payment = payments.expect(
        id=uuid4(),
        person=amina,
        work="Labels",
        amount=None,
        currency="",
        source=Source.FILE,
        requester=shop,
        at=noon,
        now=noon,
    )
    payments.tell(payment=payment, stage=Stage.ACCEPTED, source=Source.FILE, at=noon, now=noon)

    after = send(browser, f"requesters/{shop.pk}/review", again=True)

    assert (before.status_code, after.status_code) == (403, 200)
    assert after.json()["people"] == 0 and after.json()["said"] == {}
    assert send(browser, f"requesters/{shop.pk}/review").status_code == 422


def test_dora_reaches_nothing_of_amina(browser, dora):
    id = str(uuid4())
    send(browser, "payments", id=id, work="Labels")

    for path, values in (
        (f"payments/{id}/time", {"seconds": 60}),
        (f"payments/{id}/word", {"word": "confirmed"}),
    ):
        assert send(browse_as(dora), path, **values).status_code == 404
