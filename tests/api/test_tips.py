"""Tips over the API: what a phone reads, and what it sends twice."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

import tipping
from conftest import browse_as
from escalera.coaching.models import Tip, TipReport, TipShowing, TipVote
from escalera.tasks.models import TaskType
from walking import do

ON = "receipts-2"


@pytest.fixture
def now():
    return timezone.now() - timedelta(minutes=1)


@pytest.fixture
def bilals_tip(starter, bilal, now):
    """One that helped thirty people, against thirty who were shown none."""
    tip = tipping.tip_by(bilal, now - timedelta(days=2))
    tipping.came_after(tip, now - timedelta(days=1), people=30, language="en", with_tip=0.9, without=0.3)
    tipping.measure(now - timedelta(hours=3))
    return tip


@pytest.fixture
def chens(phone, chen):
    """Chen reads English, as Bilal writes."""
    return type(phone)(browse_as(chen))


def sent(**more):
    return {"id": str(uuid4()), "task_type": ON, "text": "Look at the bottom line.", **more}


def shown_tip(phone, person, now):
    """Chance shows none now and then; the next step is another moment."""
    for seed in range(40, 60):
        step = tipping.step_for(person, now, seed=seed)
        if tip := phone.get(f"steps/{step.pk}/tip").json()["tip"]:
            return step, tip
        do(step, {}, timezone.now())
    raise AssertionError("none of twenty")


def test_a_phone_that_asked_for_tips_reads_one_before_a_step_and_only_then(chens, chen, bilals_tip, now):
    step = tipping.step_for(chen, now, seed=39)

    before_asking = chens.get(f"steps/{step.pk}/tip").json()
    chens.post("tips/wanted", {"wanted": True})
    step, tip = shown_tip(chens, chen, now)

    assert before_asking == {"tip": None}
    assert tip["text"] == bilals_tip.text and 0 < tip["propensity"] <= 1
    assert chens.get(f"steps/{step.pk}/tip").json()["tip"] == tip  # looked at again it is the same choice
    assert TipShowing.objects.filter(person=chen, occasion=step.pk).count() == 1


def test_a_tip_on_a_mistake_comes_after_it(chens, chen, bilal, now):
    tipping.tip_by(bilal, now, about="mistake", mistake="date")
    chens.post("tips/wanted", {"wanted": True})

    answers = [
        chens.get(f"attempts/{do(tipping.step_for(chen, now, seed=seed), {}, timezone.now()).pk}/tip").json()
        for seed in range(40, 50)
    ]

    assert {"text": tipping.TIP} in [{"text": one["tip"]["text"]} for one in answers if one["tip"]]


def test_a_tip_sent_twice_is_one_and_can_be_taken_back_and_put_back(phone, amina, now):
    tipping.has_done(amina, TaskType.objects.get(pk=ON), now)
    tip = sent()

    told = [phone.post("tips", tip).json() for _ in range(2)]
    states = [phone.get("tips").json()[0]["state"]]
    for way in ("removal", "return"):
        for _ in range(2):
            assert phone.post(f"tips/{tip['id']}/{way}", {}).status_code == 200
        states.append(phone.get("tips").json()[0]["state"])

    assert told[0] == told[1] == {"id": tip["id"], "text": tip["text"], "held_because": ""}
    assert states == ["shown", "taken back", "shown"]
    assert Tip.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"text": " \n"}, 422),
        ({"text": "a" * 281}, 422),
        ({"about": "mistake"}, 422),
        ({"about": "mistake", "mistake": "nothing"}, 422),
        ({"about": "something"}, 422),
        ({"task_type": "no-such"}, 404),
        ({"task_type": "addresses-1"}, 409),  # she never did it
    ],
)
def test_what_cannot_be_kept_says_why(phone, amina, now, more, status):
    tipping.has_done(amina, TaskType.objects.get(pk=ON), now)

    refused = phone.post("tips", sent(**more))

    assert refused.status_code == status and refused.json()["detail"]
    assert not Tip.objects.exists()


def test_a_vote_and_a_report_count_once_and_only_of_who_was_shown_it(
    chens, doras_phone, chen, bilals_tip, now
):
    chens.post("tips/wanted", {"wanted": True})
    _step, tip = shown_tip(chens, chen, now)
    vote = {"id": str(uuid4()), "helped": True}

    hers = [doras_phone.post(f"tips/shown/{tip['id']}/{what}", vote) for what in ("vote", "report")]
    for what in ("vote", "report", "vote", "report"):
        assert chens.post(f"tips/shown/{tip['id']}/{what}", vote).status_code == 200

    assert [one.status_code for one in hers] == [404, 404]
    assert (TipVote.objects.count(), TipReport.objects.count()) == (1, 1)
    assert not Tip.objects.in_sight().exists()


def test_its_author_reads_what_a_tip_did_and_nobody_else_does(phone, bilal, bilals_tip):
    known = browse_as(bilal).get("/api/tips").json()[0]

    assert (known["people"], known["state"]) == (30, "shown")
    assert known["minutes_saved"]["low"] > 0 and known["score_added"]["low"] > 0
    assert phone.get("tips").json() == []
