"""A held or reported tip is for its author's circle before anybody else; who sits in none has the coordinators."""

from datetime import timedelta
from uuid import uuid4

import pytest

from conftest import someone
from escalera.circles import seating
from escalera.circles.models import Matter
from escalera.circles.moderation import actions as moderation
from escalera.coaching import actions
from escalera.coaching.advice import circling, moderating
from escalera.coaching.models import Tip, TipShowing
from escalera.programmes import actions as programmes
from escalera.programmes.models import Role
from tipping import tip_by

pytestmark = pytest.mark.usefixtures("tasks_loaded")


@pytest.fixture
def lupe():
    return someone()


@pytest.fixture
def programme(bilal, lupe, noon):
    made = programmes.begin(name="Taller", coordinator=lupe, now=noon)
    programmes.give_role(programme=made, person=bilal, role=Role.WORKER, by=lupe, now=noon)
    return made


@pytest.fixture
def circle(amina, bilal, chen, dora, noon):
    made = seating.found(id=uuid4(), name="Las abejas", own_name="Ami", person=amina, now=noon)
    for person, name in ((bilal, "Bil"), (chen, "Che"), (dora, "Dor")):
        seating.sit(circle=made, person=person, name=name, now=noon)
    return made


@pytest.fixture
def tip(programme, circle, bilal, noon):
    return tip_by(bilal, noon, text="Only fools read it once.")


def say(person, now, *, away):
    return circling.say(matter=Matter.objects.get(), by=person, takes_away=away, why="hurts", now=now)


def test_two_of_the_circle_rule_on_it_and_the_coordinator_does_not(tip, programme, lupe, amina, chen, noon):
    assert not moderating.tips_of(programme).exists()
    with pytest.raises(moderating.NotYoursToRule):
        moderating.rule(tip=tip, takes_away=True, by=lupe, now=noon)

    say(amina, noon, away=False)
    assert not Tip.objects.in_sight().exists()
    say(chen, noon, away=False)

    assert Tip.objects.in_sight().get() == tip
    assert not moderating.tips_of(programme).exists() and not moderating.tips_outside().exists()


def test_its_author_appeals_and_then_the_coordinator_rules_as_always(
    tip, programme, lupe, amina, bilal, chen, noon
):
    for person in (amina, chen):
        say(person, noon, away=True)
    circling.appeal(matter=Matter.objects.get(), person=bilal, now=noon)

    assert moderating.waiting_for(lupe, programme) == 1 and not Tip.objects.in_sight().exists()
    moderating.rule(tip=tip, takes_away=False, by=lupe, now=noon)

    assert Tip.objects.in_sight().get() == tip
    assert circling.outcome_of(Matter.objects.get()) == "kept"
    with pytest.raises(moderation.NoAppeal):
        circling.appeal(matter=Matter.objects.get(), person=bilal, now=noon)


def test_who_reported_a_tip_is_no_judge_of_it(programme, circle, bilal, amina, chen, noon):
    tip = tip_by(bilal, noon)
    for person in (amina, chen):
        actions.report_tip(showing=TipShowing(person=person, tip=tip), now=noon)

    assert [bool(circling.waiting_for(person)) for person in (amina, chen)] == [False, False]
    with pytest.raises(moderation.NotYoursToRule):
        say(chen, noon, away=True)
    moderation.pass_on(now=noon + timedelta(days=3))
    assert moderating.tips_of(programme).distinct().get() == tip


def test_what_its_author_took_back_waits_for_nobody(tip, amina, noon):
    actions.take_back_tip(tip=tip, now=noon)

    assert circling.waiting_for(amina) == []


def test_who_sits_in_no_circle_has_the_coordinators_at_once(programme, bilal, noon):
    tip = tip_by(bilal, noon, text="Only fools read it once.")

    assert moderating.tips_of(programme).get() == tip and not Matter.objects.exists()
