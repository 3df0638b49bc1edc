from datetime import timedelta
from uuid import uuid4

import pytest

from escalera.learning.models import BeliefState
from escalera.ledger.models import Event
from escalera.paths import actions
from escalera.tasks.actions import SomebodyElsesAttempt
from escalera.tasks.models import Attempt
from walking import do, goal_for, minutes_later, right_answer

READING = {"read-documents": 0.55}


def test_the_same_id_twice_is_one_attempt_and_moves_the_belief_once(amina, tasks_loaded, noon):
    step = actions.next_step(goal=goal_for(amina, READING, noon), now=noon, seed=1)
    id = uuid4()

    first = do(step, right_answer(step), noon, id=id)
    second = do(step, {}, minutes_later(noon, 1), id=id)

    assert first == second
    assert second.score == 1
    assert Attempt.objects.count() == 1
    assert BeliefState.objects.get(person=amina).told == 1
    assert Event.objects.filter(kind="attempt").count() == 1


def test_answering_an_item_again_after_seeing_the_answer_moves_no_belief(amina, tasks_loaded, noon):
    step = actions.next_step(goal=goal_for(amina, READING, noon), now=noon, seed=1)
    do(step, {}, noon)
    before = bytes(BeliefState.objects.get(person=amina).packed)

    for minutes in range(1, 20):
        do(step, right_answer(step), minutes_later(noon, minutes))

    assert Attempt.objects.filter(is_repeat=True).count() == 19
    assert bytes(BeliefState.objects.get(person=amina).packed) == before


def test_nobody_can_take_the_id_of_somebody_elses_attempt(amina, dora, tasks_loaded, noon):
    step = actions.next_step(goal=goal_for(amina, READING, noon), now=noon, seed=1)
    attempt = do(step, right_answer(step), noon)
    other = actions.next_step(goal=goal_for(dora, READING, noon), now=noon, seed=2)

    with pytest.raises(SomebodyElsesAttempt):
        do(other, {}, noon, id=attempt.pk)


def test_a_phone_whose_clock_is_ahead_is_set_back_to_the_receipt(amina, tasks_loaded, noon):
    step = actions.next_step(goal=goal_for(amina, READING, noon), now=noon, seed=1)

    attempt = actions.record_attempt(
        id=uuid4(),
        person=amina,
        item=step.item,
        step=step,
        answer={},
        seconds=20,
        help_used=False,
        answered_at=noon + timedelta(days=400),
        now=noon,
    )

    assert attempt.answered_at == attempt.received_at == noon


def test_the_ledger_keeps_reason_inputs_seed_and_propensity_of_a_choice(amina, tasks_loaded, noon):
    step = actions.next_step(goal=goal_for(amina, READING, noon), now=noon, seed=77)

    kept = Event.objects.get(kind="choice").payload

    assert kept["seed"] == 77
    assert 0 < kept["propensity"] <= 1
    assert kept["inputs"]["required"] == READING
    assert kept["reason"]["code"]
    assert kept["task_type"] == step.task_type_id
