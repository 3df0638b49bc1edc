"""Months of simulated circles through the real actions: what moves people is called more, what hurts is dropped."""

from collections import Counter
from datetime import timedelta
from uuid import uuid4

import numpy as np
import pytest
from django.utils import timezone

from conftest import browse_as, someone
from escalera.circles import calling, seating
from escalera.circles.models import Call, Circle

HOURS, WEEKS, CIRCLES, PEOPLE = 84, 30, 6, 4
# The share of members who do something in the days of a call. Warm words make people lean back.
ACT = {"wish": 0.3, "proposal": 0.8, "invite": 0.3, "judge": 0.3, "fund": 0.3, "warm": 0.0, "": 0.4}


@pytest.fixture
def months(db, noon):
    """All calls that were made, the oldest first."""
    rng = np.random.default_rng(7)
    circles = [circle_of_four(noon) for _ in range(CIRCLES)]
    for at in range(WEEKS * 7 * 24 // HOURS):
        now = noon + at * timedelta(hours=HOURS)
        calling.call_all(now=now, rng=rng)
        for call in Call.objects.filter(made_at=now).select_related("circle"):
            act_on(call, rng)
    calling.call_all(now=now + timedelta(days=4), rng=rng)
    assert len(circles) == Circle.objects.alive().count()
    return list(Call.objects.exclude(acted=None).order_by("made_at"))


def circle_of_four(now):
    first, *others = (someone() for _ in range(PEOPLE))
    made = seating.found(id=uuid4(), name="Las abejas", own_name="n", person=first, now=now)
    for person in others:
        seating.sit(circle=made, person=person, name="n", now=now)
    return made


def act_on(call, rng):
    for seat in call.circle.seats.taken().select_related("person"):
        if rng.random() < ACT[call.appeal]:
            at = call.made_at + timedelta(hours=1)
            seating.sign(circle=call.circle, person=seat.person, kind="circle goes on", now=at)


@pytest.mark.prove
def test_what_works_is_called_more_what_hurts_less_and_twice_a_week_is_most(months):
    half = len(months) // 2
    early, late = Counter(one.appeal for one in months[:half]), Counter(one.appeal for one in months[half:])

    assert late["proposal"] > 0.4 * half and late["proposal"] > early["proposal"]
    assert early["warm"] > 0 and late["warm"] < half / 16
    assert late[""] > 0  # some are still called by nothing, to compare with
    assert all(0.0 < one.propensity <= 1.0 for one in months)
    for circle in {one.circle_id for one in months}:
        times = [one.made_at for one in months if one.circle_id == circle]
        assert all(b - a >= timedelta(days=7) for a, b in zip(times, times[2:], strict=False))


def test_an_appeal_after_which_people_lean_back_is_dropped(circle, noon, rng):
    for at in range(25):
        for appeal, acted in (("warm", 0), ("", 2)):
            circle.calls.create(
                appeal=appeal, propensity=0.2, seats=4, acted=acted, made_at=noon - timedelta(days=30 + at)
            )

    made = [calling.call(circle=circle, now=noon, rng=rng).appeal for _ in range(60)]

    assert "warm" in calling.fitting(circle) and "warm" not in made and len(set(made)) > 2


def test_the_page_says_why_this_one_with_numbers_from_ten_people_on(circle, amina, tasks_loaded):
    now = timezone.now()
    circle.calls.create(appeal="fund", propensity=0.31, seats=3, made_at=now)
    few = browse_as(amina).get(f"/circles/{circle.pk}/").content.decode()
    for appeal, acted in (("fund", 6), ("", 3)):
        earlier = now - timedelta(days=9)
        circle.calls.create(appeal=appeal, propensity=0.5, seats=12, acted=acted, made_at=earlier)
    many = browse_as(amina).get(f"/circles/{circle.pk}/").content.decode()

    assert "The chance of this one was 31 in 100." in few and "too few people have seen it" in few
    assert "of 100 people 50 did something after it, and 25 when nothing was written" in many
