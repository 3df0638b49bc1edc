"""Measured gains before what peers say, what peers say before what is declared."""

from dataclasses import replace
from uuid import uuid4

import pytest

from conftest import NOON, someone
from escalera.lab import models
from escalera.learning import fitting
from escalera.learning.models import FittedGains, Recommendation
from escalera.learning.teaching import teaching
from escalera.skills.models import Skill
from escalera.tasks.making import made
from escalera.tasks.models import Attempt, TaskType
from escalera.web.public import teaching_words
from escalera.web.worker import claims


@pytest.fixture
def skill(tasks_loaded):
    return Skill.objects.get(pk="enter-data")


def measure(skill, **means):
    """A fit whose log says so much of some task types, with a deviation of .02 logits."""
    tutor = fitting.current_tutor()
    gains, at = tutor.gains, tutor.catalogue.skill_at(skill.pk)
    mean, variance, evidence = gains.mean.copy(), gains.variance.copy(), gains.evidence.copy()
    for slug, value in means.items():
        row = tutor.catalogue.type_at(slug.replace("_", "-"))
        mean[row, at], variance[row, at], evidence[row, at] = value, 0.02**2, 50.0
    learnt = replace(gains, mean=mean, variance=variance, evidence=evidence)
    packed = models.to_bytes(models.Model(tutor.catalogue, learnt, newcomer=tutor.newcomer()))
    FittedGains.objects.create(packed=packed, attempts=900, recommendations=0, made_at=NOON)


def say(skill, slug, *, yes=0, no=0, did=True):
    task_type = TaskType.objects.get(pk=slug)
    item = made(task_type=task_type, language="en", seed=1)
    for taught in [True] * yes + [False] * no:
        person = someone()
        if did:
            Attempt.objects.create(
                id=uuid4(),
                person=person,
                item=item,
                answer={},
                seconds=60,
                answered_at=NOON,
                received_at=NOON,
            )
        Recommendation.objects.create(
            id=uuid4(), person=person, task_type=task_type, skill=skill, taught=taught, at=NOON
        )


def test_without_a_log_or_a_word_the_types_that_ask_for_it_most_come_first(skill):
    found = teaching(skill)

    assert {one.because for one in found} == {"declared"}
    assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)
    assert teaching_words.why(found[0]) == ""


def test_what_was_measured_comes_before_words_and_words_before_descriptions(skill):
    weakest = teaching(skill)[-1].task_type.pk
    fitting.tutor_of.cache_clear()
    measure(skill, receipts_1=0.12)
    say(skill, weakest, yes=9)

    first, second, third = teaching(skill)[:3]

    assert (first.task_type.pk, second.task_type.pk) == ("receipts-1", weakest)
    assert (first.because, second.because, third.because) == ("measured", "peers", "declared")
    assert teaching_words.why(first) == "Measured: yes, a clear bit."
    assert teaching_words.why(second) == "9 people say so."


def test_a_type_that_nobody_declared_is_found_when_people_or_the_log_say_so(skill):
    strangers = TaskType.objects.exclude(weights__skill=skill).values_list("pk", flat=True)
    heard, felt = strangers.get(pk="headlines-1"), strangers.get(pk="captions-1")
    measure(skill, captions_1=0.05)
    say(skill, heard, yes=2, no=1)

    found = {one.task_type.pk: one for one in teaching(skill)}

    assert teaching_words.why(found[felt]) == "Measured: yes, a little."
    assert teaching_words.why(found[heard]) == "2 of 3 say so."


def test_what_was_measured_to_bring_nothing_goes_last_whatever_it_declares(skill):
    strongest = teaching(skill)[0].task_type.pk
    fitting.tutor_of.cache_clear()
    measure(skill, **{strongest.replace("-", "_"): 0.0})
    say(skill, strongest, yes=1)

    last = teaching(skill)[-1]

    assert (last.task_type.pk, last.because) == (strongest, "doubted")
    assert teaching_words.why(last) == "1 person says so; measured: hardly anything."


def test_the_word_of_who_never_did_it_counts_nothing(skill):
    say(skill, "receipts-1", yes=5, did=False)

    assert {(one.yes, one.no) for one in teaching(skill)} == {(0, 0)}


def test_the_page_of_a_task_sets_what_people_say_beside_what_was_measured(skill):
    fitting.tutor_of.cache_clear()
    measure(skill, receipts_1=0.12)
    say(skill, "receipts-1", yes=9)
    task_type, reason = TaskType.objects.get(pk="receipts-1"), {"reason": {"skill": skill.pk}}

    claim = claims.of(task_type, reason)

    assert claim.said == "9 people say so."
    assert claim.measured == "Measured: yes, a clear bit; we are quite sure."
    assert claims.of(TaskType.objects.get(pk="addresses-1"), {"reason": {}}) is None
