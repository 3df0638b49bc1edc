"""One rule: what a programme made, or its platform brought, is trained by and offered to its people only."""

from decimal import Decimal

import pytest

from authoring import published
from escalera.jobs import queries as jobs
from escalera.paths import actions, planning
from escalera.programmes import actions as programmes
from escalera.programmes.models import Role
from escalera.tasks import queries as tasks
from escalera.tasks.models import TaskType
from walking import goal_for, minutes_later

ONLY_THEIRS = "draw-illustrations"  # nothing that is everybody's trains it
BOTH = {"en": "Read the order and work out the total.", "es": "Lee el pedido y saca el total."}


@pytest.fixture
def programme(starter, chen, amina, noon):
    made = programmes.begin(name="Taller", coordinator=chen, now=noon)
    programmes.give_role(programme=made, person=amina, role=Role.WORKER, by=chen, now=noon)
    return made


@pytest.fixture
def drawing(programme, chen, noon):
    return published(programme, chen, noon, skills={ONLY_THEIRS: 1.0}, instructions=BOTH).task_type


def test_a_skill_that_only_a_programme_trains_is_trainable_for_its_people(drawing, amina, dora):
    asked = [(ONLY_THEIRS, 0.5), ("enter-data", 0.5)]

    assert ONLY_THEIRS in tasks.trainable_skills(amina)
    assert ONLY_THEIRS not in tasks.trainable_skills(dora) | tasks.trainable_skills()
    assert set(jobs.goal_of_skills(asked, amina)) == {ONLY_THEIRS, "enter-data"}
    assert set(jobs.goal_of_skills(asked, dora)) == {"enter-data"}


def test_a_path_plans_with_it_for_its_people_only(drawing, amina, dora, noon):
    required = {ONLY_THEIRS: 0.55, "enter-data": 0.55}
    hers, doras = (planning.standing(goal_for(one, required, noon)) for one in (amina, dora))

    assert drawing.pk in {step.task_type for step in hers.plan.steps}
    assert drawing.pk not in {step.task_type for step in doras.plan.steps}
    assert ONLY_THEIRS in hers.teachable and set(doras.teachable) == {"enter-data"}


def test_it_is_never_the_next_step_of_others(drawing, amina, dora, noon):
    goals = [goal_for(one, {ONLY_THEIRS: 0.55}, noon) for one in (amina, dora)]

    mine, others = (actions.next_step(goal=goal, now=noon, seed=3) for goal in goals)

    assert mine.task_type == drawing and others is None


def test_who_leaves_the_programme_is_given_something_else(drawing, programme, amina, noon):
    goal = goal_for(amina, {ONLY_THEIRS: 0.55}, noon)
    actions.next_step(goal=goal, now=noon, seed=3)

    membership = programme.memberships.current().get(person=amina)
    programmes.end(membership=membership, by=amina, now=noon)

    assert actions.next_step(goal=goal, now=minutes_later(noon, 1), seed=3) is None


def test_paid_work_of_a_programme_is_not_for_others(programme, amina, dora, noon):
    paid = TaskType.objects.get(pk="receipts-1")
    paid.programme, paid.pay, paid.currency = programme, Decimal("0.05"), "USD"
    paid.save()

    assert paid in TaskType.objects.open_to(amina)
    assert paid not in TaskType.objects.open_to(dora)
    assert paid.pk in planning.not_for(goal_for(dora, {"enter-data": 0.5}, noon))
    assert paid.pk not in planning.not_for(goal_for(amina, {"enter-data": 0.5}, noon))
