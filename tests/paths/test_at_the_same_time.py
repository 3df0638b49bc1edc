"""The same answer sent by two connections at once; it needs a database that locks rows."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

import letting_go
from conftest import NOON, someone, starter_models, write
from escalera.learning.models import BeliefState
from escalera.ledger.models import Event
from escalera.paths import actions
from escalera.paths.models import Goal, Step
from escalera.tasks.models import Attempt, TaskType
from walking import do, goal_for, right_answer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def goal(starter_rows, transactional_db) -> Goal:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; tools/postgres.py runs this")
    if not TaskType.objects.exists():
        write(starter_rows, starter_models())
    return goal_for(someone(), {"read-documents": 0.55}, NOON)


def at_once(work: Callable[[], Any], *, times: int = 6) -> list[Any]:
    return letting_go.at_once(*[work] * times)


def test_one_attempt_is_stored_and_believed_once(goal):
    step = actions.next_step(goal=goal, now=NOON, seed=1)
    id = uuid4()

    found = at_once(lambda: do(Step.objects.get(pk=step.pk), right_answer(step), NOON, id=id))

    assert {getattr(one, "pk", one) for one in found} == {id}
    assert Attempt.objects.count() == 1
    assert BeliefState.objects.get().told == 1
    assert Event.objects.filter(kind="attempt").count() == 1


def test_two_answers_to_one_item_are_one_answer_and_repeats(goal):
    step = actions.next_step(goal=goal, now=NOON, seed=1)

    found = at_once(lambda: do(Step.objects.get(pk=step.pk), right_answer(step), NOON))

    assert not [one for one in found if isinstance(one, Exception)]
    assert Attempt.objects.filter(is_repeat=False).count() == 1
    assert BeliefState.objects.get().told == 1


def test_asking_at_once_is_one_step(goal):
    found = at_once(lambda: actions.next_step(goal=Goal.objects.get(pk=goal.pk), now=NOON, seed=1))

    assert not [one for one in found if isinstance(one, Exception)]
    assert Step.objects.count() == 1
