from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest

from escalera.learning import actions as learning
from escalera.learning.models import Recommendation
from escalera.paths import actions, planning
from escalera.people.models import Person
from escalera.skills.models import Skill
from escalera.tasks import making
from escalera.tasks.models import TaskType
from walking import goal_for

GOAL = {"pay-attention-to-detail": 0.55}


@pytest.fixture
def asked_for(amina, tasks_loaded, noon):
    """The goal of a newcomer and the task type that they would get without any recommendation."""
    goal = goal_for(amina, GOAL, noon)
    return goal, planning.chosen(planning.standing(goal), seed=3, now=noon).task_type


def another(goal, taken: str) -> TaskType:
    """A task type of the skill that is not the one a newcomer gets anyway, and not harder."""
    types = TaskType.objects.filter(weights__skill="pay-attention-to-detail", opt_in=False, level=1)
    return (
        types.exclude(pk=taken)
        .exclude(family=TaskType.objects.get(pk=taken).family)
        .order_by("-weights__weight")[0]
    )


def says_it_taught(person, task_type, noon, *, tried: bool):
    if tried:
        item = making.item_for(task_type=task_type, person=person, seed=person.pk.int % 10**9, now=noon)
        actions.record_attempt(
            id=uuid4(),
            person=person,
            item=item,
            step=None,
            answer={},
            seconds=120,
            help_used=False,
            answered_at=noon,
            now=noon,
        )
    skill = Skill.objects.get(pk="pay-attention-to-detail")
    return learning.recommend(
        id=uuid4(), person=person, task_type=task_type, skill=skill, taught=True, now=noon
    )


def choices(goal, now):
    standing = planning.standing(goal)
    return Counter(planning.chosen(standing, seed=seed, now=now).task_type for seed in range(30))


def test_recommendations_of_people_who_did_it_change_what_a_newcomer_gets(asked_for, noon):
    goal, usual = asked_for
    task_type, before = another(goal, usual), choices(goal, noon)

    for _ in range(40):
        says_it_taught(Person.objects.create(created_at=noon), task_type, noon, tried=True)
    learning.refit(now=noon + timedelta(minutes=2))

    assert choices(goal, noon)[task_type.pk] > before[task_type.pk]
    assert planning.chosen(planning.standing(goal), seed=3, now=noon).task_type != usual


def test_a_hundred_guests_who_did_nothing_change_nothing(asked_for, noon):
    goal, usual = asked_for
    task_type = another(goal, usual)
    learning.refit(now=noon)
    before = choices(goal, noon)
    skill = Skill.objects.get(pk="pay-attention-to-detail")

    for _ in range(100):
        guest = Person.objects.create(created_at=noon)
        with pytest.raises(learning.HasNotDoneIt):
            says_it_taught(guest, task_type, noon, tried=False)
        # Even a row that came in by another way must not count.
        Recommendation.objects.create(
            id=uuid4(), person=guest, task_type=task_type, skill=skill, taught=True, at=noon
        )
    learning.refit(now=noon + timedelta(minutes=2))

    assert choices(goal, noon) == before


def test_saying_it_again_corrects_it(bilal, tasks_loaded, noon):
    task_type = TaskType.objects.filter(weights__skill="pay-attention-to-detail").first()
    says_it_taught(bilal, task_type, noon, tried=True)

    skill = Skill.objects.get(pk="pay-attention-to-detail")
    learning.recommend(id=uuid4(), person=bilal, task_type=task_type, skill=skill, taught=False, now=noon)

    assert [r.taught for r in Recommendation.objects.filter(person=bilal)] == [False]


def test_a_late_double_of_an_older_word_does_not_undo_a_newer_one(bilal, tasks_loaded, noon):
    task_type = TaskType.objects.filter(weights__skill="pay-attention-to-detail").first()
    first = says_it_taught(bilal, task_type, noon, tried=True)
    words = {"person": bilal, "task_type": task_type, "skill": first.skill, "now": noon}

    learning.recommend(id=uuid4(), taught=False, **words)
    learning.recommend(id=first.pk, taught=True, **words)

    assert Recommendation.objects.get(person=bilal).taught is False
