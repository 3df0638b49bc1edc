"""A fit learns how far each recommender is believed; claims of who recommends regardless of use weigh less."""

from datetime import timedelta
from uuid import uuid4

import numpy as np
import pytest

import tipping
from conftest import someone
from escalera.learning import actions, fitting, teaching
from escalera.learning.models import Recommendation, Reliability
from escalera.rights import actions as rights
from escalera.skills.models import Skill
from escalera.tasks.making import made
from escalera.tasks.models import Attempt, TaskType

SKILL = "enter-data"
HONEST, CARELESS = 24, 8


@pytest.fixture
def crowd(tasks_loaded, noon):
    """Everybody does every task on the skill. One teaches it, and the honest say so; the careless say the
    opposite of everything."""
    rng = np.random.default_rng(3)
    types = [t for t in fitting.current_tutor().catalogue.task_types if t in on_the_skill()]
    teaches, useless = types[0], types[-1]
    items = {slug: made(task_type=TaskType.objects.get(pk=slug), language="en", seed=1) for slug in types}
    people = [someone() for _ in range(HONEST + CARELESS)]
    attempts, said = [], []
    for number, person in enumerate(people):
        attempts += answers_of(person, items, teaches, rng, noon)
        said += words_of(person, types, teaches, noon, honest=number < HONEST)
    Attempt.objects.bulk_create(attempts)
    Recommendation.objects.bulk_create(said)
    return people, teaches, useless


def on_the_skill() -> set[str]:
    rows = TaskType.objects.filter(weights__skill=SKILL, is_open=True)
    return set(rows.values_list("pk", flat=True))


def answers_of(person, items, teaches, rng, at):
    """In an order that chance chose; only one task type makes the next answers better."""
    ability = rng.normal(-0.6, 0.5)
    for step in range(16):
        slug = str(rng.choice(list(items)))
        right = rng.random() < 1 / (1 + np.exp(-ability))
        ability += 0.35 if slug == teaches else 0.0
        when = at + timedelta(minutes=3 * step)
        yield Attempt(
            id=uuid4(),
            person=person,
            item=items[slug],
            answer={},
            score=float(right),
            seconds=60,
            answered_at=when,
            received_at=when,
        )


def words_of(person, types, teaches, at, *, honest):
    skill = Skill.objects.get(pk=SKILL)
    for slug in types:
        yield Recommendation(
            id=uuid4(),
            person=person,
            task_type_id=slug,
            skill=skill,
            taught=(slug == teaches) == honest,
            at=at,
        )


def test_a_fit_believes_careless_people_less_and_goes_on_recommending_what_teaches(crowd, noon):
    people, teaches, useless = crowd

    actions.refit(now=noon + timedelta(days=1))

    believed = dict(Reliability.objects.values_list("person", "value"))
    honest, careless = ([believed[one.pk] for one in some] for some in (people[:HONEST], people[HONEST:]))
    assert max(careless) < 0.2 < 0.8 < min(honest)
    tutor = fitting.current_tutor()
    row, at = tutor.catalogue.type_at(teaches), tutor.catalogue.skill_at(SKILL)
    if_all_counted_alike = HONEST - CARELESS
    assert tutor.gains.peers[row, at] > if_all_counted_alike + CARELESS / 2
    assert best_for(SKILL) == teaches
    assert teaching.on(TaskType.objects.get(pk=useless), Skill.objects.get(pk=SKILL)).because != "peers"


def best_for(skill: str) -> str:
    return teaching.teaching(Skill.objects.get(pk=skill))[0].task_type.pk


def test_the_next_fit_replaces_what_was_believed_and_leaving_takes_it_along(tasks_loaded, amina, bilal, noon):
    task_type = TaskType.objects.get(pk="addresses-1")
    for person in (amina, bilal):
        tipping.has_done(person, task_type, noon)
        skill = Skill.objects.get(pk=SKILL)
        actions.recommend(id=uuid4(), person=person, task_type=task_type, skill=skill, taught=True, now=noon)

    versions = [actions.refit(now=noon + timedelta(days=day)) for day in (1, 2)]
    rights.erase(person=bilal, now=noon)

    kept = Reliability.objects.get()
    assert (kept.person, kept.version) == (amina, versions[1])
    assert 0 < kept.value < 1
