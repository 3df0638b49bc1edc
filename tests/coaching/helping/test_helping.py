"""Asking, a conversation, and what passes between the two."""

from datetime import timedelta
from uuid import uuid4

import pytest

from conftest import someone
from escalera.coaching.helping import (
    answering,
    broker,
    conversing,
    measuring,
    queries,
    reporting,
    requesting,
    willing,
)
from escalera.coaching.helping.models import Asking, HelpEffect, HelpRequest, Message, Willingness
from escalera.credit import queries as credit
from escalera.credit.models import Transfer
from escalera.people import blocking
from escalera.rights import actions as rights
from escalera.tasks.models import TaskType
from helping import TASK, asked, helping, stuck, tries, would_help

pytestmark = pytest.mark.usefixtures("tasks_loaded")


def close(asking, person, now, *, solved=True, minutes=10, id=None):
    return conversing.close(
        id=id or uuid4(), asking=asking, person=person, solved=solved, minutes=minutes, now=now
    )


def say(asking, person, text, now, *, id=None):
    return conversing.say(id=id or uuid4(), asking=asking, person=person, text=text, now=now)


def test_two_misses_or_twice_the_time_is_stuck(amina, noon):
    task = TaskType.objects.get(pk=TASK)
    tries(amina, 0.2, noon)
    assert not queries.is_stuck_after(amina.attempts.last())

    tries(amina, 0.0, noon + timedelta(minutes=1))
    assert queries.is_stuck_after(amina.attempts.last())

    tries(amina, 1.0, noon + timedelta(minutes=2))
    assert not queries.missed_twice(amina, task)
    tries(amina, 1.0, noon + timedelta(minutes=3), seconds=121 * task.minutes)
    assert queries.is_stuck_after(amina.attempts.last())


def test_asking_twice_is_asking_once_whatever_id_is_sent(amina, bilal, noon):
    task, key = TaskType.objects.get(pk=TASK), uuid4()

    first = requesting.ask(id=key, person=amina, task_type=task, now=noon)

    assert requesting.ask(id=key, person=amina, task_type=task, now=noon) == first
    assert requesting.ask(id=uuid4(), person=amina, task_type=task, now=noon) == first
    other = requesting.ask(id=key, person=bilal, task_type=task, now=noon)
    assert other != first
    assert (other.person, HelpRequest.objects.get(pk=key).person) == (bilal, amina)


def test_five_requests_a_day(amina, noon):
    slugs = TaskType.objects.exclude(weights=None).values_list("pk", flat=True)[:6]
    for slug in slugs[:5]:
        stuck(amina, noon, task=slug)

    with pytest.raises(requesting.TooMany):
        stuck(amina, noon, task=slugs[5])
    stuck(amina, noon + timedelta(days=1, seconds=1), task=slugs[5])


def test_what_somebody_says_of_it_goes_without_contact_data(amina, noon):
    request = requesting.describe(
        request=stuck(amina, noon), person=amina, text="No  entiendo. Mi cel 55 1234 5678"
    )

    assert request.words == "No entiendo. Mi cel [teléfono]"
    with pytest.raises(requesting.TooLong):
        requesting.describe(request=request, person=amina, text="a" * 281)


def test_taking_a_request_back_frees_whoever_was_asked(amina, bilal, noon):
    asking = asked(amina, bilal, noon)

    requesting.withdraw(request=asking.request, now=noon)
    requesting.withdraw(request=asking.request, now=noon)

    assert not queries.asked_now(bilal).exists()
    with pytest.raises(answering.SomebodyElseHelps):
        answering.accept(asking=asking, now=noon)
    assert broker.broker(now=noon) == 0


def test_a_message_is_kept_once_and_without_contact_data_or_links(amina, bilal, noon):
    asking, key = helping(amina, bilal, noon), uuid4()

    first = say(asking, bilal, "Look at www.example.com or call +52 55 1234 5678", noon, id=key)
    again = say(asking, bilal, "Look at www.example.com or call +52 55 1234 5678", noon, id=key)

    assert first == again
    assert (first.text, first.is_cut) == ("Look at [link] or call [phone]", True)
    assert Message.objects.count() == 1


def test_nobody_writes_before_a_yes_or_after_the_end(amina, bilal, noon):
    asking = asked(amina, bilal, noon)
    with pytest.raises(conversing.NotOpen):
        say(asking, amina, "Hola", noon)

    answering.accept(asking=asking, now=noon)
    say(asking, amina, "Hola", noon)
    close(asking, amina, noon)

    for person in (amina, bilal):
        with pytest.raises(conversing.NotOpen):
            say(asking, person, "Hola", noon)


def test_ten_messages_in_five_minutes_are_enough(amina, bilal, noon):
    asking = helping(amina, bilal, noon)
    for n in range(conversing.IN_A_WHILE):
        say(asking, bilal, f"{n}", noon)

    with pytest.raises(conversing.TooFast):
        say(asking, bilal, "more", noon)
    say(asking, amina, "me too", noon)
    say(asking, bilal, "later", noon + timedelta(minutes=6))


def test_when_both_have_closed_the_smaller_time_passes_once(amina, bilal, noon):
    asking, key = helping(amina, bilal, noon), uuid4()

    close(asking, bilal, noon, minutes=40, id=key)
    assert not Transfer.objects.exists()
    close(asking, amina, noon, minutes=15)
    close(asking, amina, noon, minutes=60)
    close(asking, bilal, noon, minutes=60, id=key)
    conversing.settle(asking=asking, now=noon)

    transfer = Transfer.objects.get()
    assert (transfer.seconds, transfer.about) == (900, asking.pk)
    assert credit.statement(bilal, now=noon).balance_s == 900
    assert credit.statement(amina, now=noon).balance_s == -900


def test_ones_own_word_may_change_until_the_other_has_closed(amina, bilal, noon):
    asking = helping(amina, bilal, noon)

    close(asking, bilal, noon, minutes=40)
    close(asking, bilal, noon, minutes=5, solved=False)
    close(asking, amina, noon, minutes=15)

    assert Transfer.objects.get().seconds == 300


@pytest.mark.parametrize(("who", "seconds"), [("amina", 1800), ("bilal", 600)])
def test_after_three_days_one_word_is_enough_and_a_helpers_alone_is_small(amina, bilal, noon, who, seconds):
    asking = helping(amina, bilal, noon)
    close(asking, {"amina": amina, "bilal": bilal}[who], noon, minutes=30)
    later = noon + conversing.ONE_WORD_AFTER

    assert conversing.settle_left_open(now=later - timedelta(minutes=1)) == 0
    assert conversing.settle_left_open(now=later) == 1
    assert conversing.settle_left_open(now=later) == 0

    assert Transfer.objects.get().seconds == seconds


def test_not_solved_means_somebody_else_may_be_asked_but_not_the_same(amina, bilal, chen, noon):
    asking = helping(amina, bilal, noon)
    close(asking, amina, noon, solved=False)

    again = stuck(amina, noon + timedelta(minutes=1))
    assert broker.broker(now=noon + timedelta(minutes=1)) == 0
    would_help(chen, noon)
    broker.broker(now=noon + timedelta(minutes=1))

    assert Asking.objects.get(request=again).helper == chen


def test_a_block_ends_the_conversation_and_is_known_to_nobody_else(amina, bilal, noon):
    asking = helping(amina, bilal, noon)

    block = reporting.part(asking=asking, person=amina, about="", now=noon)
    with pytest.raises(conversing.NotOpen):
        say(asking, bilal, "Hello?", noon)

    assert not bilal.blocks.exists()
    blocking.unblock(block_id=block.pk, person=amina, now=noon)
    assert not amina.blocks.exists()


def test_a_block_follows_a_guest_who_signs_in(amina, bilal, chen, noon):
    asking = helping(amina, bilal, noon)
    reporting.part(asking=asking, person=amina, about="", now=noon)

    rights.claim_guest(guest=bilal, account_person=chen, now=noon)

    assert blocking.kept_apart({amina.pk}) == {amina.pk: {chen.pk}}


def test_an_account_does_not_help_the_guest_it_was(amina, bilal, noon):
    helping(amina, bilal, noon)

    rights.claim_guest(guest=amina, account_person=bilal, now=noon)

    assert not Asking.objects.exists()
    assert HelpRequest.objects.get().person == bilal


@pytest.mark.parametrize("who", ["amina", "bilal"])
def test_when_one_leaves_the_conversation_goes_and_the_sums_stay(amina, bilal, noon, who):
    asking = helping(amina, bilal, noon)
    say(asking, amina, "Gracias", noon)
    close(asking, amina, noon)
    close(asking, bilal, noon)

    rights.erase(person={"amina": amina, "bilal": bilal}[who], now=noon)

    assert not Message.objects.exists()
    assert credit.sums().is_right
    assert Transfer.objects.count() == 1


def test_an_offer_says_when_and_how_often(bilal, noon):
    for error, values in (
        (willing.NoLanguage, {"languages": ()}),
        (willing.NoLanguage, {"languages": ("fr",)}),
        (willing.NotAnHour, {"hours": (24,)}),
        (willing.NotANumber, {"weekly": 0}),
    ):
        with pytest.raises(error):
            would_help(bilal, noon, **values)
    assert not Willingness.objects.exists()


def test_the_next_attempts_say_what_help_did(amina, bilal, noon):
    for n in range(8):
        learner = someone()
        asking = helping(learner, bilal, noon + timedelta(days=8 * n))
        close(asking, learner, noon + timedelta(days=8 * n))
        tries(learner, 1.0, noon + timedelta(days=8 * n, minutes=5), times=3)
    willing.stop(person=bilal, now=noon)
    for n in range(8):
        alone = someone()
        stuck(alone, noon + timedelta(days=n))
        tries(alone, 0.1, noon + timedelta(days=n, minutes=5), times=3)

    assert measuring.measure(now=noon + timedelta(days=70)) == 1

    effect = HelpEffect.objects.get(person=bilal)
    assert effect.requests == 8
    assert effect.mean - 1.64 * effect.deviation > 0
    assert effect.logits > 0
    assert queries.given_by(bilal).solved == 8


def test_without_a_closing_word_of_the_learner_nothing_is_measured(amina, bilal, noon):
    asking = helping(amina, bilal, noon)
    close(asking, bilal, noon)
    tries(amina, 1.0, noon + timedelta(minutes=5), times=3)

    assert measuring.measure(now=noon + timedelta(days=3)) == 0
