"""A tip is chosen by chance where it can help somebody who wants it, and the choice is kept with its chance."""

from datetime import timedelta

import pytest

from conftest import someone
from escalera.coaching import actions
from escalera.coaching.advice import showing, weighing
from escalera.coaching.models import TipShowing
from escalera.ledger.models import Event
from escalera.people import consents
from tipping import step_for, tip_by, wants_tips
from walking import do, right_answer

pytestmark = pytest.mark.usefixtures("tasks_loaded")


@pytest.fixture
def tip(bilal, noon):
    return tip_by(bilal, noon)


@pytest.fixture
def wanting(chen, noon):
    return wants_tips(chen, noon)


def choices(person, now, *, many=60) -> list[TipShowing]:
    """What different seeds choose for a newcomer, each undone."""
    found = []
    for seed in range(many):
        step = step_for(person, now, seed=seed)
        found.append(showing.before_step(step=step, now=now, seed=seed))
        TipShowing.objects.all().delete()
        step.delete()
    return found


def test_a_share_is_shown_none_and_the_chance_of_each_choice_is_kept(tip, wanting, noon):
    found = choices(wanting, noon)

    with_tip = [one for one in found if one.tip]
    assert 0 < len(with_tip) < len(found)
    assert {one.tip for one in with_tip} == {tip}
    assert all(0 < one.propensity < 1 for one in found)
    assert len({(one.tip_id, one.propensity) for one in found}) > 1


def test_one_occasion_is_one_choice_and_the_ledger_can_repeat_it(tip, wanting, noon):
    step = step_for(wanting, noon)

    first, again = (showing.before_step(step=step, now=noon, seed=seed) for seed in (5, 6))

    event = Event.objects.get(kind="tip choice", subject=wanting.pk)
    assert first == again
    assert (event.pk, event.payload["seed"], event.payload["propensity"]) == (first.pk, 5, first.propensity)
    assert set(event.payload["inputs"]["tips"]) == {str(tip.pk)}
    assert tip.text not in str(event.payload)


def test_nobody_is_shown_a_tip_who_did_not_ask_for_tips_or_took_that_back(tip, chen, noon):
    step = step_for(chen, noon)
    unasked = showing.before_step(step=step, now=noon, seed=1)
    wants_tips(chen, noon)
    asked = showing.before_step(step=step, now=noon, seed=1)
    consents.answer(person=chen, use=showing.USE, agrees=False, now=noon)

    assert (unasked, showing.before_step(step=step, now=noon, seed=1)) == (None, None)
    assert asked is not None


def test_nobody_is_shown_their_own_tip_or_one_in_another_language(bilal, amina, noon):
    tip_by(bilal, noon)

    for person in (bilal, amina):
        step = step_for(wants_tips(person, noon), noon)
        assert showing.before_step(step=step, now=noon, seed=1) is None


def test_an_easy_task_and_a_placement_need_no_tip(tip, wanting, noon, monkeypatch):
    placement = step_for(wanting, noon)
    placement.is_placement = True
    monkeypatch.setattr(showing, "HARD", 0.01)

    assert showing.before_step(step=placement, now=noon, seed=1) is None
    assert showing.before_step(step=step_for(wanting, noon, seed=4), now=noon, seed=1) is None


@pytest.mark.parametrize(
    ("about", "on", "found"), [("family", "receipts-1", 1), ("task type", "receipts-1", 0)]
)
def test_a_tip_on_a_kind_of_task_is_shown_at_every_level(bilal, wanting, noon, about, on, found):
    tip_by(bilal, noon, on=on, about=about)

    chosen = showing.before_step(step=step_for(wanting, noon, on="receipts-2"), now=noon, seed=1)

    assert (chosen is not None) == bool(found)


def test_after_a_mistake_a_tip_on_that_mistake_is_chosen_and_stands_for_the_next_task(bilal, wanting, noon):
    tip_by(bilal, noon, about="mistake", mistake="date", on="receipts-1")
    other = tip_by(bilal, noon)
    attempt = do(step_for(wanting, noon), {}, noon)

    chosen = showing.after_mistake(attempt=attempt, now=noon, seed=1)
    later = noon + timedelta(minutes=2)
    before_next = showing.before_step(step=step_for(wanting, later, seed=8), now=later, seed=1)

    assert chosen.place == "receipts-2/date"
    assert before_next == chosen  # an attempt tells about one choice
    assert not TipShowing.objects.filter(tip=other).exists()


def test_no_mistake_no_tip_on_mistakes(bilal, wanting, noon):
    tip_by(bilal, noon, about="mistake", mistake="date")
    step = step_for(wanting, noon)

    assert showing.after_mistake(attempt=do(step, right_answer(step), noon), now=noon, seed=1) is None


def test_who_was_not_helped_or_reported_a_tip_does_not_see_it_again(tip, wanting, noon):
    step = step_for(wanting, noon)
    moment = showing.before_step(step=step, now=noon, seed=1)
    TipShowing.objects.filter(pk=moment.pk).update(tip=tip)
    moment.refresh_from_db()
    actions.vote(id=moment.pk, showing=moment, helped=False, now=noon)
    do(step, {}, noon + timedelta(minutes=1))

    later = noon + timedelta(minutes=2)
    assert showing.before_step(step=step_for(wanting, later, seed=8), now=later, seed=1) is None


def test_a_tip_that_was_taken_back_is_shown_to_nobody_until_it_is_put_back(tip, wanting, noon):
    step = step_for(wanting, noon)
    for _ in range(2):
        actions.take_back_tip(tip=tip, now=noon)
    away = showing.before_step(step=step, now=noon, seed=1)

    actions.put_back_tip(tip=tip, now=noon)

    assert away is None
    assert showing.before_step(step=step, now=noon, seed=1) is not None
    assert Event.objects.filter(kind="tip taken back").count() == 1


def test_only_who_was_shown_a_tip_says_something_about_it(wanting, tip, noon):
    moment = showing.before_step(step=step_for(wanting, noon), now=noon, seed=1)
    TipShowing.objects.filter(pk=moment.pk).update(tip=None)
    moment.refresh_from_db()

    with pytest.raises(actions.NotShown):
        actions.vote(id=moment.pk, showing=moment, helped=True, now=noon)
    with pytest.raises(actions.NotShown):
        actions.report_tip(showing=moment, now=noon)
    assert someone("en").tips.count() == 0


def test_however_many_tips_there_are_twenty_take_part_in_a_choice_the_untried_before_what_does_little():
    little = weighing.Measured(0.01, 0.01, 0.0, 0.02, shown=200)
    good = weighing.Measured(0.3, 0.02, -0.2, 0.02, shown=200)
    known = {f"little {n}": little for n in range(190)} | {"good": good}
    known |= {f"new {n}": weighing.untried() for n in range(9)}

    chosen = weighing.promising(known, showing.MOST)

    assert len(chosen) == showing.MOST
    assert {"good", *(f"new {n}" for n in range(9))} <= set(chosen)
