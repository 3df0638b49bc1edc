"""The effect of a tip is told from those who come after; what does harm goes; its author reads what it brought."""

from datetime import timedelta

import pytest

from escalera.coaching import actions
from escalera.coaching.advice import estimating, queries, showing
from escalera.coaching.models import TipEffect, TipShowing
from escalera.ledger.models import Event
from escalera.people.models import Person
from escalera.rights import actions as rights
from escalera.tasks import making
from tipping import came_after, measure, shown, step_for, tip_by, wants_tips

pytestmark = pytest.mark.usefixtures("tasks_loaded")


@pytest.fixture
def tip(bilal, noon):
    return tip_by(bilal, noon)


def test_a_tip_that_helps_is_seen_to_help_on_score_and_on_time(tip, bilal, noon):
    came_after(tip, noon, people=30, language="en", with_tip=0.9, without=0.4)

    measure(noon)

    effect = TipEffect.objects.get()
    [own] = queries.tips_of(bilal)
    assert (effect.shown, effect.goes) == (30, False)
    assert effect.score > 2 * effect.score_deviation
    assert own.people == 30
    assert own.score.low > 0
    # 30 people took 80 seconds where they usually take 100: ten minutes, shrunk towards nothing.
    assert 2 < own.minutes.middle < 10.1 and own.minutes.low < own.minutes.middle < own.minutes.high


def test_a_tip_that_does_harm_goes_and_the_ledger_says_so_once(tip, bilal, chen, noon):
    came_after(tip, noon, people=40, language="en", with_tip=0.1, without=0.8)

    for _ in range(2):
        measure(noon)

    assert TipEffect.objects.get().goes
    assert Event.objects.filter(kind="tip goes").count() == 1
    assert queries.tips_of(bilal)[0].state == "goes"
    step = step_for(wants_tips(chen, noon), noon)
    assert showing.before_step(step=step, now=noon, seed=1) is None


def test_a_tip_that_went_does_not_come_back_because_people_leave(tip, chen, noon):
    came_after(tip, noon, people=40, language="en", with_tip=0.1, without=0.8)
    measure(noon)
    for moment in TipShowing.objects.filter(tip=tip)[:35]:
        rights.erase(person=moment.person, now=noon)

    measure(noon)

    effect = TipEffect.objects.get()
    assert (effect.goes, effect.shown) == (True, 40)
    assert Event.objects.filter(kind="tip goes").count() == 1
    assert showing.before_step(step=step_for(wants_tips(chen, noon), noon), now=noon, seed=1) is None


def test_what_fewer_than_ten_people_did_is_told_to_nobody(tip, bilal, noon):
    came_after(tip, noon, people=9, language="en", with_tip=0.9, without=0.4)

    measure(noon)

    [own] = queries.tips_of(bilal)
    assert (own.people, own.minutes, own.score) == (9, None, None)


def test_a_moment_is_tied_to_the_next_answer_and_to_one_only(tip, chen, noon):
    item = making.made(task_type=tip.task_type, language="en", seed=999)
    first = shown(tip, chen, noon, score=1, seconds=60, item=item)
    second = shown(None, chen, noon + timedelta(minutes=1), score=0, seconds=60, item=item)

    assert estimating.is_due(now=noon)
    estimating.tie()

    tied = dict(TipShowing.objects.values_list("pk", "next_attempt__score"))
    assert tied == {first.pk: 1.0, second.pk: 0.0}
    assert estimating.tie() == 0


def test_nothing_is_due_where_nobody_answered(tip, chen, noon):
    showing.before_step(step=step_for(wants_tips(chen, noon), noon), now=noon, seed=1)

    assert not estimating.is_due(now=noon)


def test_votes_move_only_what_was_hardly_seen(bilal, noon):
    liked, disliked = (tip_by(bilal, noon, text=text) for text in ("Slowly.", "Quickly."))
    for tip, helped in ((liked, True), (disliked, False)):
        for _ in range(5):
            person = Person.objects.create(language="en", created_at=noon)
            moment = shown(
                tip,
                person,
                noon,
                score=0,
                seconds=90,
                item=making.made(task_type=tip.task_type, language="en", seed=5),
            )
            actions.vote(id=moment.pk, showing=moment, helped=helped, now=noon)

    known = showing.known_of([liked, disliked], "receipts-2")

    assert known[str(liked.pk)].score > known[str(disliked.pk)].score
    assert known[str(liked.pk)].score - known[str(disliked.pk)].score < known[str(liked.pk)].score_deviation


def test_who_leaves_takes_what_they_were_shown_along(tip, noon):
    came_after(tip, noon, people=2, language="en", with_tip=1, without=0)
    person = TipShowing.objects.exclude(tip=None).first().person
    id = person.pk

    rights.erase(person=person, now=noon)

    assert TipShowing.objects.count() == 3
    assert not Event.objects.filter(subject=id).exists()
