"""Who agreed is offered a way by chance for four weeks; then it is measured how far they came, whatever they did."""

from datetime import timedelta

import pytest

from circling import told
from escalera.circles import suggesting
from escalera.coaching.helping.models import HelpRequest
from escalera.coaching.models import WayPeriod, WaysEstimate
from escalera.coaching.ways import answering, closing, estimating, opening, queries, tending, weighing
from escalera.coaching.ways.models import Way
from escalera.ledger.models import Event
from escalera.people import consents
from escalera.rights import actions as rights
from escalera.site import chores
from helping import knows, stuck, tries
from walking import goal_for
from wayfaring import KNOWN, REQUIRED, after, circles_helped, lived, offered, on_the_way, takes_part

pytestmark = pytest.mark.usefixtures("tasks_loaded")


def test_who_agreed_is_offered_one_way_and_the_ledger_keeps_why(amina, noon):
    takes_part(amina, noon)

    assert opening.open_due(now=noon, seed=7) == 1

    period = WayPeriod.objects.get(person=amina)
    assert sum(period.shares.values()) == pytest.approx(1.0) and min(period.shares.values()) > 0
    event = Event.objects.get(kind="way offered", subject=amina.pk)
    assert event.payload["way"] == period.way and event.payload["seed"] == 7
    assert event.payload["propensity"] == period.shares[period.way]
    again = weighing.choose(weighing.nothing_known(), event.payload["inputs"]["known"], seed=7)
    assert (again.way, again.shares) == (period.way, pytest.approx(period.shares))


def test_the_chore_twice_is_once(amina, bilal, noon):
    takes_part(amina, noon)
    offered(bilal, Way.CIRCLE, noon - timedelta(weeks=5))

    for seed in (1, 2):
        tending.tend(now=noon, seed=seed)

    assert WayPeriod.objects.filter(person=amina).count() == 1
    assert Event.objects.filter(kind="way measured").count() == WaysEstimate.objects.count() == 1
    assert not tending.is_due(now=noon)


def test_who_did_not_agree_is_offered_nothing_by_chance(amina, bilal, noon):
    goal_for(amina, REQUIRED, noon)
    goal_for(bilal, REQUIRED, noon)
    answering.take_part(person=bilal, agrees=False, now=noon)

    tending.tend(now=noon, seed=1)

    assert not WayPeriod.objects.exists() and not tending.is_due(now=noon)


def test_who_is_almost_there_needs_no_four_weeks(amina, noon):
    knows(amina, 0.95, noon, skill="enter-data")
    takes_part(amina, noon)
    amina.goals.update(required={"enter-data": 0.5})

    assert opening.open_due(now=noon, seed=1) == 0


@pytest.mark.parametrize("accepts", [True, False])
def test_progress_is_measured_whether_the_offer_was_taken_or_not(amina, noon, accepts):
    period = offered(amina, Way.CIRCLE, noon)
    answering.answer(period=period, accepts=accepts, now=noon)
    knows(amina, 0.6, noon, skill="enter-data")
    tries(amina, 1.0, noon + timedelta(days=1), times=2, seconds=1800)

    closing.close_due(now=after(noon))

    period.refresh_from_db()
    assert period.gained > 0.1
    assert (period.hours_spent, period.took_part) == (1.0, False)


def test_a_goal_that_changed_meanwhile_changes_nothing_of_what_is_measured(amina, noon):
    period = offered(amina, Way.ALONE, noon)
    goal_for(amina, {"write-clearly": 0.9}, noon)

    closing.close(period=period, now=after(noon))

    period.refresh_from_db()
    assert period.gained == pytest.approx(0.0)


def test_whether_somebody_went_the_way_is_counted_beside(amina, bilal, noon):
    early, alone = on_the_way(amina, Way.BROKER, noon), offered(bilal, Way.ALONE, noon)
    for person in (amina, bilal):
        stuck(person, noon + timedelta(days=1))

    closing.close_due(now=after(noon))

    assert HelpRequest.objects.count() == 2
    for period, went in ((early, True), (alone, False)):
        period.refresh_from_db()
        assert period.took_part is went


def test_who_leaves_is_measured_no_longer_and_offered_nothing(amina, noon):
    takes_part(amina, noon)
    period = offered(amina, Way.BROKER, noon)

    for _ in range(2):
        answering.take_part(person=amina, agrees=False, now=noon)
    tending.tend(now=after(noon), seed=1)

    period.refresh_from_db()
    assert period.left_at == noon and period.gained is None
    assert WayPeriod.objects.count() == 1 and estimating.lived() == []
    with pytest.raises(answering.Over):
        answering.answer(period=period, accepts=True, now=noon)


def test_one_may_change_ones_mind_while_it_lasts(amina, noon):
    period = offered(amina, Way.CIRCLE, noon)

    for accepts in (False, False, True):
        period = answering.answer(period=period, accepts=accepts, now=noon)

    assert period.accepted_at and not period.declined_at
    assert Event.objects.filter(kind="way answered").count() == 2


def test_yes_to_a_circle_looks_for_one_where_somebody_told_before_when_they_have_time(amina, bilal, noon):
    told(amina, noon, looking=False)

    for person in (amina, bilal):
        answering.answer(period=offered(person, Way.CIRCLE, noon), accepts=True, now=noon)

    assert [one.person for one in suggesting.looking(now=noon)] == [amina]


def test_people_are_offered_what_helped_people_like_them(noon):
    circles_helped(noon)

    made = estimating.estimate(now=noon)

    helped = queries.helped_like(KNOWN)
    assert (helped.way, helped.against, helped.people) == ("circle", "alone", 15)
    assert helped.low > 0 and helped.sure > 0.95
    chosen = [weighing.choose(made.effects, KNOWN, seed=seed).way for seed in range(20)]
    assert chosen.count("circle") > 15


def test_a_way_that_is_clearly_worse_is_offered_to_nobody_of_that_kind_and_the_ledger_says_so(noon):
    for way in Way.values:
        lived(way, noon, people=15, gained=-0.6 if way == Way.CIRCLE else 0.2)

    made = estimating.estimate(now=noon)
    estimating.estimate(now=noon)

    assert "circle" in made.effects["stopped"][weighing.kind(KNOWN)]
    assert all(weighing.choose(made.effects, KNOWN, seed=seed).shares["circle"] == 0.0 for seed in range(5))
    told = [event.payload for event in Event.objects.filter(kind="way stops")]
    assert sum(one["way"] == "circle" and one["known"] == KNOWN for one in told) == 1


def test_nothing_is_said_of_fewer_than_ten_people(noon):
    circles_helped(noon, people=9)
    estimating.estimate(now=noon)

    assert queries.helped_like(KNOWN) is None


def test_becoming_surer_alone_is_no_progress(amina, noon):
    before = weighing.missing(amina, {"enter-data": 0.5})

    knows(amina, 0.45, noon, skill="enter-data")

    assert weighing.missing(amina, {"enter-data": 0.5})["enter-data"] < before["enter-data"]
    assert weighing.missing(amina, {"enter-data": 0.0})["enter-data"] >= 0.0
    assert weighing.missing(amina, {"a skill nobody trains": 0.5}) == {}


def test_erasing_takes_the_periods_and_leaves_the_estimate(amina, noon):
    circles_helped(noon)
    offered(amina, Way.PAIR, noon - timedelta(weeks=5))
    tending.tend(now=noon, seed=1)

    rights.erase(person=amina, now=noon)

    assert WayPeriod.objects.count() == 60 and WaysEstimate.objects.get().periods == 61


def test_the_chore_is_put_into_the_queue_when_somebody_waits(amina, noon):
    chores.enqueue_due(now=noon)
    assert not chores.waiting(chores.tend_ways.module_path)

    takes_part(amina, noon)
    chores.enqueue_due(now=noon)

    assert chores.waiting(chores.tend_ways.module_path)
    assert consents.agrees(amina, opening.USE)
