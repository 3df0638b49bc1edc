"""Words of a circle are sent once, when as many stand behind them as was set; nobody learns who."""

import time
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import OperationalError

from conftest import NOON, someone
from escalera.circles import seating, tending
from escalera.circles.joint import actions, standing
from escalera.circles.joint.models import JointProposal, Kind, Outcome, Support
from escalera.ledger.models import Event
from escalera.programmes import actions as programmes
from escalera.programmes.models import Role
from letting_go import at_once
from pooled import circle_of, proposed


@pytest.fixture
def five(amina, bilal, chen):
    return [amina, bilal, chen, someone(), someone()]


@pytest.fixture
def circle(five, noon):
    return circle_of(five, noon)


def backed(proposal, *people, now=NOON):
    for person in people:
        actions.support(proposal=proposal, person=person, now=now)
    proposal.refresh_from_db()
    return proposal


def test_the_supporter_who_makes_it_full_sends_it(circle, five, noon):
    proposal = proposed(circle, five[0], noon)

    assert backed(proposal, five[1]).is_open
    assert backed(proposal, five[2]).is_sent
    assert (proposal.supporters, proposal.ended_at) == (3, noon)


def test_who_stood_behind_it_is_kept_nowhere(circle, five, noon):
    proposal = backed(proposed(circle, five[0], noon), *five[1:3])

    assert proposal.is_sent
    assert not Support.objects.exists()
    for person in five[1:3]:
        about = Event.objects.filter(subject=person.pk, kind__startswith="joint")
        assert not about.exists()


def test_supporting_twice_is_once(circle, five, noon):
    proposal = backed(proposed(circle, five[0], noon), five[1], five[1], five[0])

    assert proposal.is_open
    assert standing.counting(proposal).count() == 2


def test_support_can_be_taken_back_until_it_is_sent(circle, five, noon):
    proposal = backed(proposed(circle, five[0], noon), five[1])

    actions.take_back(proposal=proposal, person=five[1], now=noon)
    assert backed(proposal, five[2]).is_open

    assert backed(proposal, five[1]).is_sent
    with pytest.raises(actions.Over):
        actions.take_back(proposal=proposal, person=five[1], now=noon)


def test_who_left_the_circle_no_longer_counts(circle, five, noon):
    proposal = backed(proposed(circle, five[0], noon), five[1])
    seating.leave(circle=circle, person=five[1], now=noon)

    assert backed(proposal, five[2]).is_open
    assert backed(proposal, five[3]).is_sent


def test_nobody_outside_the_circle_sees_or_supports_it(circle, five, dora, noon):
    proposal = proposed(circle, five[0], noon)

    assert not standing.seen_by(dora).exists()
    assert not standing.seen_by(None).exists()
    with pytest.raises(actions.NotForYou):
        actions.support(proposal=proposal, person=dora, now=noon)


@pytest.fixture
def programme(five, noon):
    programme = programmes.begin(name="Taller", coordinator=someone(), now=noon)
    for person in five[:3]:
        seat(programme, person, noon)
    return programme


def seat(programme, person, noon):
    leads = programme.memberships.get(role=Role.COORDINATOR).person
    programmes.give_role(programme=programme, person=person, role=Role.WORKER, by=leads, now=noon)


def test_opened_to_a_programme_its_circles_see_it_and_nobody_else_of_it(circle, five, dora, programme, noon):
    neighbour, alone = someone(), someone()
    seat(programme, neighbour, noon)
    seat(programme, alone, noon)
    circle_of([neighbour, someone()], noon, "Los grillos")
    proposal = proposed(circle, five[0], noon, opened_to=programme, needed=6)

    assert standing.may_see(neighbour, proposal)
    for person in (alone, dora):
        assert not standing.may_see(person, proposal)
    assert backed(proposal, *five[1:]).is_open
    assert backed(proposal, neighbour).is_sent
    assert proposal.supporters == 6


def test_the_number_is_three_at_least_and_not_more_than_the_seats(circle, five, programme, noon):
    for needed in (2, 6):
        with pytest.raises(actions.NumberNotPossible):
            proposed(circle, five[0], noon, needed=needed)

    assert proposed(circle, five[0], noon, needed=5).needed == 5
    assert proposed(circle, five[0], noon, needed=40, opened_to=programme).needed == 40


def test_it_is_opened_and_sent_only_to_programmes_one_is_in(circle, five, noon):
    other = programmes.begin(name="Otro", coordinator=someone(), now=noon)
    for values in ({"opened_to": other}, {"programme": other}):
        with pytest.raises(actions.NoAddressee):
            proposed(circle, five[0], noon, **values)


def test_a_pay_floor_has_an_amount(circle, five, noon):
    for values in ({"amount": None}, {"currency": ""}, {"amount": Decimal(0)}, {"amount": Decimal("NaN")}):
        with pytest.raises(actions.NoAmount):
            proposed(circle, five[0], noon, **values)
    with pytest.raises(actions.NothingSaid):
        proposed(circle, five[0], noon, text="  ")


def test_contact_data_is_cut(circle, five, noon):
    proposal = proposed(circle, five[0], noon, text="Respondan al 55 1234 5678, por favor.")

    assert proposal.text == "Respondan al [teléfono], por favor."


def test_what_blames_somebody_for_what_they_could_not_help_is_asked_about_once(circle, five, noon):
    text = "You are careless: the site froze and you still sent it late."
    values = {"kind": Kind.COMPLAINT, "text": text, "amount": None, "currency": ""}
    with pytest.raises(actions.MayBeUnfair):
        proposed(circle, five[0], noon, **values)

    assert proposed(circle, five[0], noon, **values, as_it_is=True).text == text


def test_at_the_deadline_it_ends_and_is_not_sent(circle, five, noon, rng):
    proposal = backed(proposed(circle, five[0], noon, days=7), five[1])
    late = noon + timedelta(days=7)

    with pytest.raises(actions.Over):
        actions.support(proposal=proposal, person=five[2], now=late)
    for _ in range(2):
        tending.tend(now=late, rng=rng)

    proposal.refresh_from_db()
    assert proposal.outcome == Outcome.TOO_FEW
    assert not Support.objects.exists()
    (event,) = Event.objects.filter(kind="joint proposal outcome")
    assert event.payload["outcome"] == "too few"
    assert event.subject is None


def test_who_began_it_gives_it_up_and_nobody_else(circle, five, noon):
    proposal = proposed(circle, five[0], noon)

    with pytest.raises(actions.NotBegunByYou):
        actions.give_up(proposal=proposal, person=five[1], now=noon)
    actions.give_up(proposal=proposal, person=five[0], now=noon)

    proposal.refresh_from_db()
    assert proposal.outcome == Outcome.GIVEN_UP
    with pytest.raises(actions.Over):
        actions.support(proposal=proposal, person=five[1], now=noon)


def test_a_coordinator_of_the_programme_answers_what_was_sent(circle, five, programme, dora, noon):
    coordinator = programme.memberships.get(role=Role.COORDINATOR).person
    proposal = proposed(circle, five[0], noon, programme=programme)
    with pytest.raises(actions.NotForYou):
        actions.reply(proposal=proposal, person=coordinator, text="Sí", now=noon)
    backed(proposal, *five[1:3])

    for person in (dora, five[0]):
        with pytest.raises(actions.NotForYou):
            actions.reply(proposal=proposal, person=person, text="Sí", now=noon)
    for text in ("Lo vemos.", "Desde enero."):
        actions.reply(proposal=proposal, person=coordinator, text=text, now=noon)

    assert JointProposal.objects.get().reply.text == "Desde enero."


def test_the_same_id_twice_is_one(circle, five, noon):
    id = uuid4()
    draft = actions.Draft(kind=Kind.THANKS, text="Gracias por pagar a tiempo.", needed=3, days=7)
    for _ in range(2):
        actions.begin(id=id, circle=circle, person=five[0], draft=draft, now=noon)

    assert circle.joint_proposals.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_several_who_make_it_full_at_once_one_sends_it_and_it_is_sent_once(noon):
    people = [someone() for _ in range(6)]
    proposal = proposed(circle_of(people, noon), people[0], noon)
    backed(proposal, people[1])

    found = at_once(*(lambda person=person: stand_behind(proposal, person) for person in people[2:]))

    proposal.refresh_from_db()
    assert [one for one in found if isinstance(one, Exception)] == []
    assert (proposal.outcome, proposal.supporters) == (Outcome.SENT, 3)
    assert Event.objects.filter(kind="joint proposal outcome").count() == 1
    assert not Support.objects.exists()


def stand_behind(proposal, person):
    for _try in range(500):
        try:
            return actions.support(proposal=proposal, person=person, now=NOON)
        except OperationalError:  # SQLite in memory says at once that somebody else writes
            time.sleep(0.01)
    raise AssertionError("the database stayed locked")
