from datetime import timedelta
from uuid import uuid4

import pytest

from circling import believe, told
from conftest import someone
from escalera.circles import calling, closing, fund, queries, seating
from escalera.circles.decisions import actions as decisions
from escalera.circles.decisions.models import Answer, Kind, Way
from escalera.circles.models import Call, Circle
from escalera.credit import accounts
from escalera.credit import queries as credit
from escalera.programmes import actions as programmes
from escalera.programmes.models import Role

DAY = timedelta(days=1)


def helpers(circle):
    return {
        (one.learner.name, one.skill.pk): [(seat.name, hours) for seat, hours in one.helpers]
        for one in queries.helping(circle)
    }


def test_who_can_help_whom_with_the_hours_both_have(tasks_loaded, circle, amina, bilal, chen, noon):
    told(amina, noon, wishes=["enter-data"], hours=[18, 19])
    told(bilal, noon, languages=["es", "en"], hours=[19, 20])
    for person in (bilal, chen):
        believe(person, {"enter-data": 0.9}, noon)

    # Chen told nothing for circles, so nobody is sent there.
    assert helpers(circle) == {("Amina", "enter-data"): [("Bilal", (19,))]}


def test_without_a_common_language_nobody_helps(tasks_loaded, circle, amina, bilal, noon):
    told(amina, noon, wishes=["enter-data"])
    told(bilal, noon, languages=["en"])
    believe(bilal, {"enter-data": 0.9}, noon)

    assert helpers(circle) == {("Amina", "enter-data"): []}


def test_moving_together_says_who_knows_and_who_learns_first(tasks_loaded, circle, amina, bilal, noon):
    for person in (amina, bilal):
        told(person, noon)
    believe(amina, {"enter-data": 0.9, "read-documents": 0.1}, noon)
    believe(bilal, {"enter-data": 0.1, "read-documents": 0.4}, noon)
    about = {
        "job": "data-entry",
        "title": "Data entry",
        "required": {"enter-data": 0.6, "read-documents": 0.6},
    }
    decision = decisions.propose(
        id=uuid4(), circle=circle, person=amina, kind=Kind.GOAL, way=Way.VOTE, text="Data entry", days=1,
        about=about, now=noon,
    )  # fmt: skip
    decisions.say(decision=decision, person=bilal, answer=Answer.YES, because="", now=noon)
    decisions.close_due(now=noon + 2 * DAY)

    shared = queries.shared_goal(circle)

    found = {
        one.skill.pk: ([s.name for s in one.know], one.first and one.first.name) for one in shared.shares
    }
    assert found == {"enter-data": (["Amina"], None), "read-documents": ([], "Bilal")}
    assert shared.covered == 1


def test_a_silent_circle_is_asked_and_then_ends_gently(circle, amina, noon):
    fund.give(id=uuid4(), circle=circle, person=amina, seconds=600, now=noon)

    closing.tend(now=noon + 22 * DAY)
    assert Circle.objects.get().asked_at
    closing.tend(now=noon + 30 * DAY)
    assert not Circle.objects.get().dissolved_at
    closing.tend(now=noon + 40 * DAY)

    assert Circle.objects.get().dissolved_at and not circle.seats.taken().exists()
    assert credit.balance(accounts.of_everybody(now=noon)) == 600
    closing.tend(now=noon + 221 * DAY)
    assert not Circle.objects.exists()


def test_one_sign_and_it_goes_on(circle, bilal, noon):
    closing.tend(now=noon + 22 * DAY)
    seating.sign(circle=circle, person=bilal, kind="circle goes on", now=noon + 23 * DAY)
    closing.tend(now=noon + 40 * DAY)

    assert Circle.objects.get().dissolved_at is None


def test_a_circle_whose_people_erased_everything_ends(circle, amina, bilal, chen, noon):
    for person in (amina, bilal, chen):
        person.delete()

    closing.tend(now=noon)

    assert Circle.objects.get().dissolved_at


def test_at_most_two_calls_a_week(circle, noon, rng):
    for hours in range(0, 14 * 24, 6):
        calling.call_all(now=noon + timedelta(hours=hours), rng=rng)

    times = list(Call.objects.order_by("made_at").values_list("made_at", flat=True))
    assert all(later - earlier >= 7 * DAY for earlier, later in zip(times, times[2:], strict=False))
    assert len(times) >= 4


def test_who_acted_is_counted_when_the_days_of_a_call_are_over(circle, amina, dora, noon, rng):
    calling.call(circle=circle, now=noon, rng=rng)
    for person in (amina, amina, dora):  # Dora does not sit there
        seating.sign(circle=circle, person=person, kind="circle goes on", now=noon + DAY)

    calling.call_all(now=noon + 4 * DAY, rng=rng)

    assert Call.objects.order_by("made_at").first().acted == 1


def test_what_there_is_nothing_to_do_for_is_not_asked(circle, amina, noon):
    assert "word" not in calling.fitting(circle)
    decisions.propose(
        id=uuid4(), circle=circle, person=amina, kind=Kind.AGREEMENT, way=Way.VOTE, text="x", days=1, now=noon
    )
    for at in range(5):
        seating.sit(circle=circle, person=someone(), name=f"n{at}", now=noon)

    assert {"proposal", "invite"}.isdisjoint(calling.fitting(circle)) and "word" in calling.fitting(circle)


@pytest.mark.parametrize(("people", "shown"), [(9, None), (10, 10)])
def test_a_coordinator_sees_numbers_of_ten_or_more(people, shown, chen, noon):
    programme = programmes.begin(name="Taller", coordinator=chen, now=noon)
    for at in range(people):
        person = someone()
        programmes.give_role(programme=programme, person=person, role=Role.WORKER, by=chen, now=noon)
        seating.found(id=uuid4(), name="x", own_name=f"n{at}", person=person, now=noon)

    assert queries.numbers_of(programme).in_circles == shown
