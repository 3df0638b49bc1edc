"""Judging is time given to everybody."""

from datetime import timedelta

import pytest

from escalera.coaching import crediting
from escalera.coaching.judgement.models import Judgement
from escalera.credit import accounts, queries
from escalera.credit.models import Kind
from escalera.rights import actions as rights
from escalera.site import chores
from judged import comment_on, work_of

pytestmark = pytest.mark.usefixtures("tasks_loaded")


@pytest.fixture
def judgement(amina, bilal, noon) -> Judgement:
    for _ in range(2):
        comment_on(work_of(amina, now=noon), by=bilal, now=noon)
    Judgement.objects.update(seconds=95.4, too_fast=False)
    return Judgement.objects.first()


def test_each_judgement_earns_its_working_time_once(judgement, bilal, noon):
    judged = Judgement.objects.count()

    assert crediting.credit_given_time(now=noon) == judged
    assert crediting.credit_given_time(now=noon) == 0

    statement = queries.statement(bilal, now=noon)
    assert statement.balance_s == 95 * judged
    assert {line.transfer.kind for line in statement.lines} == {Kind.JUDGING}
    assert queries.balance(accounts.of_everybody(now=noon)) == -95 * judged


def test_a_phone_left_on_the_table_earns_five_minutes(judgement, bilal, noon):
    Judgement.objects.update(seconds=9000)
    Judgement.objects.exclude(pk=judgement.pk).update(too_fast=True)

    crediting.credit_given_time(now=noon)

    assert queries.statement(bilal, now=noon).balance_s == 300


def test_what_was_not_read_earns_nothing(judgement, noon):
    Judgement.objects.update(too_fast=True)

    assert crediting.credit_given_time(now=noon) == 0


def test_nor_does_what_a_person_judged_who_left(judgement, bilal, noon):
    rights.erase(person=bilal, now=noon)

    assert crediting.credit_given_time(now=noon) == 0


def test_the_chore_is_due_until_all_is_credited(judgement, noon):
    def is_queued() -> bool:
        return chores.waiting(chores.credit_given_time.module_path)

    chores.enqueue_due(now=noon)
    assert is_queued()

    chores.credit_given_time.call()
    later = noon + timedelta(minutes=1)
    assert (
        not crediting.unpaid_judgements(now=later).exists() or Judgement.objects.filter(at__lt=later).exists()
    )
