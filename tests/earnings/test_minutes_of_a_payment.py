"""Minutes are added to a payment later and set right with what they were; what an hour brought follows."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from escalera.earnings import actions as payments
from escalera.earnings import queries, working
from escalera.earnings.models import Source, Stage, TimeCorrection
from escalera.earnings.unpaid import actions as unpaid
from escalera.earnings.unpaid.models import Kind
from escalera.earnings.unpaid.payment_time import time_of
from escalera.earnings.unpaid.week import week_of

MONDAY = date(2026, 11, 23)


@pytest.fixture
def payment(sent, noon):
    payment = sent(amount=Decimal(60), currency="MXN")
    payments.tell(payment=payment, stage=Stage.ACCEPTED, source=Source.PLATFORM, at=noon, now=noon)
    return payment


def say(payment, minutes, noon, **values):
    usual = {"id": uuid4(), "payment": payment, "person": payment.person, "now": noon}
    return working.say_time(seconds=minutes and 60 * minutes, **usual | values)


def test_minutes_said_later_make_the_pay_of_an_hour(amina, payment, noon):
    assert time_of(queries.life_of(payment)).hourly is None

    said = say(payment, 30, noon)

    assert time_of(queries.life_of(said)).hourly == Decimal("120.00")
    assert week_of(amina, MONDAY).paid_s == 1800


def test_unpaid_minutes_of_a_payment_count_with_it_and_in_the_week_of_its_work(amina, payment, noon):
    said = say(payment, 30, noon)
    values = {"kind": Kind.COMMUNICATION, "seconds": 1800, "ended_at": noon, "now": noon + timedelta(days=20)}
    unpaid.note(id=uuid4(), person=amina, payment=payment, **values)

    time = time_of(queries.life_of(said))

    assert (time.hourly, time.with_unpaid) == (Decimal("120.00"), Decimal("60.00"))
    assert week_of(amina, MONDAY).kinds == {Kind.COMMUNICATION: 1800}


def test_what_was_said_before_is_kept_and_the_same_id_twice_is_once(payment, noon):
    first = uuid4()
    say(payment, 30, noon, id=first)
    say(payment, 45, noon)
    again = say(payment, 30, noon, id=first)

    assert again.seconds == 45 * 60
    assert list(TimeCorrection.objects.values_list("was_seconds", flat=True)) == [None, 1800]


def test_a_word_can_be_taken_back(payment, noon):
    say(payment, 30, noon)

    assert say(payment, None, noon).seconds is None


def test_rejected_work_brought_nothing_an_hour(payment, noon):
    later = noon + timedelta(hours=1)
    payments.tell(payment=payment, stage=Stage.REJECTED, source=Source.PLATFORM, at=later, now=later)

    assert time_of(queries.life_of(say(payment, 30, noon))).hourly == 0


@pytest.mark.parametrize("seconds", [0, -60, 86_401])
def test_a_time_of_nothing_or_more_than_a_day_is_refused(payment, noon, seconds):
    with pytest.raises(unpaid.NotATime):
        working.say_time(id=uuid4(), payment=payment, person=payment.person, seconds=seconds, now=noon)


def test_nobody_says_it_of_somebody_elses_payment(payment, dora, noon):
    with pytest.raises(payments.SomebodyElsesPayment):
        say(payment, 30, noon, person=dora)
    with pytest.raises(payments.SomebodyElsesPayment):
        values = {"kind": Kind.WAITING, "seconds": 60, "ended_at": noon, "now": noon}
        unpaid.note(id=uuid4(), person=dora, payment=payment, **values)
