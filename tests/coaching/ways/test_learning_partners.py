"""Two who said yes to a pair are brought together by what each knows; they ask each other first."""

from uuid import uuid4

import pytest

from conftest import someone
from escalera.coaching.helping import answering as helping_answers
from escalera.coaching.helping.models import Asking
from escalera.coaching.models import WayPeriod
from escalera.coaching.ways import answering, closing, pairing, tending
from escalera.coaching.ways.models import Way
from escalera.people import blocking
from escalera.tasks.models import TaskType
from helping import TASK
from wayfaring import after, offered, on_the_way, partners, takes_part

pytestmark = pytest.mark.usefixtures("tasks_loaded")


def asks(person, now):
    return pairing.ask(id=uuid4(), person=person, task_type=TaskType.objects.get(pk=TASK), now=now)


def test_two_who_know_what_the_other_misses_become_partners(amina, dora, noon):
    one, other = partners(amina, dora, noon)

    for _ in range(2):
        pairing.pair_up(now=noon)

    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.partner, one.learns) == (dora, "read-documents")
    assert (other.partner, other.learns) == (amina, "enter-data")


def test_nobody_is_paired_who_said_nothing_or_is_kept_apart_or_speaks_otherwise(amina, bilal, dora, noon):
    partners(amina, bilal, noon)  # Bilal writes in English only
    offered(dora, Way.PAIR, noon)
    assert pairing.pair_up(now=noon) == 0

    on_the_way_now = WayPeriod.objects.get(person=dora)
    answering.answer(period=on_the_way_now, accepts=True, now=noon)
    blocking.block(id=uuid4(), person=dora, other=amina, apart=True, about="somebody", now=noon)
    assert pairing.pair_up(now=noon) == 0


def test_the_partner_is_asked_first_and_no_is_free(amina, dora, noon):
    partners(amina, dora, noon)
    pairing.pair_up(now=noon)

    request = asks(dora, noon)
    again = asks(dora, noon)

    asking = Asking.objects.get(request=request)
    assert again == request and asking.helper == amina and asking.because["partner"]
    helping_answers.decline(asking=asking, now=noon)
    assert asks(dora, noon) == request and Asking.objects.count() == 1


def test_who_has_no_partner_asks_as_everybody(amina, noon):
    request = asks(amina, noon)

    assert not Asking.objects.filter(request=request).exists()


def test_having_helped_each_other_counts_for_both(amina, dora, noon):
    both = partners(amina, dora, noon)
    pairing.pair_up(now=noon)
    asks(dora, noon)
    helping_answers.accept(asking=Asking.objects.get(), now=noon)

    closing.close_due(now=after(noon))

    for period in both:
        period.refresh_from_db()
        assert period.took_part


def test_who_is_kept_apart_since_is_asked_no_more_and_finds_another(amina, dora, noon):
    one, other = partners(amina, dora, noon)
    pairing.pair_up(now=noon)
    blocking.block(id=uuid4(), person=amina, other=dora, apart=True, about="somebody", now=noon)

    request = asks(dora, noon)
    tending.tend(now=noon, seed=1)

    assert not Asking.objects.filter(request=request).exists()
    assert {period.pk for period in pairing.single()} == {one.pk, other.pk}


def test_a_partner_who_went_on_to_other_weeks_is_asked_no_more(amina, dora, noon):
    one, other = partners(amina, dora, noon)
    pairing.pair_up(now=noon)
    closing.close(period=one, now=noon)

    request = asks(dora, noon)
    pairing.part_the_former()

    assert not Asking.objects.filter(request=request).exists()
    assert list(pairing.single()) == [other]


def test_who_declines_or_leaves_sets_the_partner_free(amina, dora, noon):
    takes_part(amina, noon)
    one, other = partners(amina, dora, noon)
    pairing.pair_up(now=noon)

    answering.take_part(person=amina, agrees=False, now=noon)

    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.partner, other.partner, other.left_at) == (None, None, None)
    assert list(pairing.single()) == [other]


def test_a_third_is_left_for_the_next_to_come(amina, dora, noon):
    third = someone()
    partners(amina, dora, noon)
    on_the_way(third, Way.PAIR, noon)

    assert pairing.pair_up(now=noon) == 1
    assert [one.person for one in pairing.single()] == [third]
