"""Measured first, said second, and never of fewer than ten people."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from conftest import someone
from escalera.earnings import actions, floors
from escalera.earnings.models import PayFloor, Review, Source, Stage
from escalera.earnings.requesters import actions as reviews
from escalera.earnings.requesters import record, warning
from escalera.earnings.requesters.warning import Because
from escalera.tasks.models import TaskType

TWO_DOLLARS = Decimal(2)


@pytest.fixture
def worked(sent, noon):
    """Somebody worked half an hour for two dollars, and what became of it."""

    def make(stage=Stage.ACCEPTED, *, person=None, days=3, reason=""):
        payment = sent(
            person=person or someone(),
            amount=TWO_DOLLARS,
            seconds=1800,
            source=Source.WORKER,
            reference=str(uuid4()),
            now=noon,
            at=noon,
        )
        later = noon + timedelta(days=days)
        actions.tell(payment=payment, stage=stage, source=Source.PLATFORM, at=later, now=later, reason=reason)
        return payment

    return make


def test_nine_people_are_too_few_and_ten_are_not(worked, shop):
    for _ in range(9):
        worked(Stage.PAID)
    nine = record.record_of(shop)
    assert (nine.people, nine.hourly, nine.rejected, nine.days_to_money) == (0, (), None, None)

    worked(Stage.PAID)

    ten = record.record_of(shop)
    [(currency, hourly)] = ten.hourly
    assert (ten.people, currency, hourly.value) == (10, "USD", pytest.approx(4))
    assert ten.days_to_money.value == pytest.approx(3)


def test_ten_payments_of_one_person_are_no_record(worked, shop, amina):
    for _ in range(12):
        worked(person=amina)

    assert record.record_of(shop).people == 0


def test_rejected_work_lowers_the_pay_of_an_hour(worked, shop):
    for number in range(10):
        worked(Stage.REJECTED if number < 5 else Stage.ACCEPTED)

    known = record.record_of(shop)

    assert known.hourly[0][1].value == pytest.approx(2)
    assert known.rejected.value == 0.5
    assert known.rejected.low < 0.5 < known.rejected.high


def test_reasons_are_counted_where_ten_people_were_rejected(worked, shop):
    for number in range(10):
        worked(Stage.REJECTED, reason="Wrong size" if number < 4 else "")

    assert record.record_of(shop).explained.value == pytest.approx(0.4)


def test_one_person_more_is_not_seen_in_the_number_of_people(worked, shop):
    for _ in range(13):
        worked()

    assert record.record_of(shop).people == 10


def test_a_group_may_see_its_own_with_fewer(worked, shop, amina, bilal):
    for person in (amina, bilal, None):
        worked(person=person)

    known = record.record_of(shop, among=[amina, bilal], fewest=2)

    assert known.rejected.value == 0
    assert len(known.hourly) == 1


def test_only_who_had_an_answer_says_how_they_are(worked, sent, shop, amina, dora, noon):
    sent()  # Amina's, unanswered
    words = {"is_clear": True, "answers": None, "again": False}
    for person in (amina, dora):
        with pytest.raises(reviews.HasNotWorkedForThem):
            reviews.review(id=uuid4(), requester=shop, person=person, now=noon, **words)

    worked(person=amina)
    reviews.review(id=uuid4(), requester=shop, person=amina, now=noon, **words)
    reviews.review(id=uuid4(), requester=shop, person=amina, now=noon, **words | {"again": True})

    assert Review.objects.get().again is True


def test_what_people_say_is_shown_of_ten_and_more(worked, shop, noon):
    for number in range(10):
        person = someone()
        worked(person=person)
        reviews.review(
            id=uuid4(), requester=shop, person=person, is_clear=number < 8, answers=None, again=None, now=noon
        )

    [said] = record.record_of(shop).said

    assert (said.question, said.yes.value, said.people) == ("is_clear", 0.8, 10)


@pytest.fixture
def offered(tasks_loaded, shop):
    """A task of the shop's: 40 US cents for six minutes, four dollars an hour."""
    task_type = TaskType.objects.get(pk="receipts-1")
    task_type.requester, task_type.pay, task_type.currency, task_type.minutes = shop, Decimal("0.4"), "USD", 6
    task_type.save()
    return task_type


def test_before_paid_work_one_is_warned_of_a_requester_nobody_knows(offered, amina, noon):
    known = warning.before(task_type=offered, person=amina, on=noon.date())

    assert known.because == (Because.UNKNOWN,)


def test_and_of_pay_that_with_unpaid_minutes_lies_below_the_minimum_wage(offered, amina, noon):
    amina.country, amina.state = "US", "TX"

    known = warning.before(task_type=offered, person=amina, on=noon.date())

    assert Because.BELOW_FLOOR in known.because
    assert known.expected.hourly == Decimal("2.68")


def test_ones_own_least_stands_in_the_minimum_wages_place(offered, amina, noon):
    amina.country, amina.state = "US", "TX"
    floors.set_floor(person=amina, hourly=Decimal(2), currency="USD", now=noon)
    content = warning.before(task_type=offered, person=amina, on=noon.date())
    floors.set_floor(person=amina, hourly=Decimal(5), currency="USD", now=noon)
    too_little = warning.before(task_type=offered, person=amina, on=noon.date())

    assert Because.BELOW_FLOOR not in content.because
    assert Because.BELOW_FLOOR in too_little.because and too_little.expected.is_own_floor
    floors.set_floor(person=amina, hourly=None, currency="", now=noon)
    assert not PayFloor.objects.exists()


def test_and_of_one_who_surely_rejects_much_and_pays_late(offered, worked, amina, noon):
    for number in range(12):
        worked(Stage.REJECTED if number % 2 else Stage.PAID, days=30)

    known = warning.before(task_type=offered, person=amina, on=noon.date())

    assert Because.REJECTS in known.because
    assert Because.UNKNOWN not in known.because


def test_practice_needs_no_warning(tasks_loaded, amina, noon):
    practice = TaskType.objects.get(pk="receipts-1")

    assert warning.before(task_type=practice, person=amina, on=noon.date()) is None
