"""What a week counts: noted, measured by the player, said by payments; and what an hour brought."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from escalera.earnings import actions as payments
from escalera.earnings.models import Source, Stage
from escalera.earnings.unpaid import actions, counting
from escalera.earnings.unpaid.models import Kind
from escalera.earnings.unpaid.week import monday_of, week_of
from escalera.tasks import actions as tasks
from escalera.tasks.making import made
from escalera.tasks.models import TaskType

MONDAY = date(2026, 11, 23)


@pytest.fixture
def noted(amina, noon):
    def make(kind=Kind.WAITING, minutes=60, ended_at=None):
        at = ended_at or noon
        return actions.note(
            id=uuid4(),
            person=amina,
            kind=kind,
            seconds=60 * minutes,
            ended_at=at,
            now=noon + timedelta(days=9),
        )

    return make


@pytest.fixture
def paid(amina, noon):
    """Work elsewhere by Amina's own word."""

    def make(amount="100", minutes=60, stage=Stage.ACCEPTED, currency="MXN"):
        payment = payments.expect(
            id=uuid4(),
            person=amina,
            work="Labels",
            amount=None if amount is None else Decimal(amount),
            currency=currency,
            source=Source.WORKER,
            seconds=60 * minutes if minutes else None,
            at=noon,
            now=noon,
        )
        if stage != Stage.SENT:
            payments.tell(payment=payment, stage=stage, source=Source.WORKER, at=noon, now=noon)
        return payment

    return make


def attempt(person, noon, *, pay=None, seconds=120):
    task_type = TaskType.objects.get(pk="receipts-1")
    if pay is not None:
        TaskType.objects.filter(pk=task_type.pk).update(pay=pay, currency="MXN")
    item = made(task_type=task_type, language="es", seed=uuid4().int % 10_000)
    done, _ = tasks.submit(
        id=uuid4(),
        person=person,
        item=item,
        step=None,
        answer={},
        seconds=seconds,
        help_used=False,
        is_placement=False,
        answered_at=noon,
        now=noon,
    )
    return done


def test_pay_an_hour_falls_by_the_unpaid_minutes(amina, noted, paid):
    paid("100", minutes=120)
    noted(minutes=60)

    [hourly] = week_of(amina, MONDAY).hourly

    assert (hourly.paid_only, hourly.all_minutes) == (Decimal("50.00"), Decimal("33.33"))


def test_what_waits_for_an_answer_is_said_beside_and_not_promised(amina, paid):
    paid("60", minutes=60)
    paid("40", minutes=60, stage=Stage.SENT)

    [hourly] = week_of(amina, MONDAY).hourly

    assert (hourly.earned, hourly.waiting) == (Decimal(60), Decimal(40))
    assert (hourly.all_minutes, hourly.at_best) == (Decimal("30.00"), Decimal("50.00"))


def test_rejected_work_brings_nothing_and_its_minutes_are_unpaid(amina, paid):
    paid("60", minutes=60, stage=Stage.REJECTED)

    week = week_of(amina, MONDAY)

    assert week.kinds == {Kind.REJECTED: 3600}
    assert (week.paid_s, week.hourly) == (0, ())


def test_two_currencies_are_not_mixed(amina, paid):
    paid("60", minutes=30)
    paid("2", minutes=30, currency="USD")

    found = {one.currency: one.all_minutes for one in week_of(amina, MONDAY).hourly}

    assert found == {"MXN": Decimal("60.00"), "USD": Decimal("2.00")}


def test_of_less_than_half_an_hour_nothing_is_said(amina, paid):
    paid("60", minutes=10)

    assert week_of(amina, MONDAY).hourly[0].all_minutes is None


def test_payments_without_minutes_or_amount_are_counted_and_said(amina, paid):
    paid("60", minutes=None)
    paid(None, minutes=60)

    week = week_of(amina, MONDAY)

    assert (week.payments_without_time, week.payments_without_amount) == (1, 1)


def test_practice_on_the_player_is_learning_without_being_noted(tasks_loaded, amina, noon):
    attempt(amina, noon)

    assert week_of(amina, MONDAY).kinds == {Kind.LEARNING: 120}


@pytest.mark.parametrize(("stage", "paid_s"), [(Stage.ACCEPTED, 120), (Stage.REJECTED, 0)])
def test_a_platforms_answer_decides_whether_minutes_of_the_player_were_paid(
    tasks_loaded, amina, noon, stage, paid_s
):
    done = attempt(amina, noon, pay=Decimal("5"))
    assert week_of(amina, MONDAY).paid_s == 120

    payment = payments.expect(
        id=uuid4(),
        person=amina,
        work="Receipts",
        amount=Decimal(5),
        currency="MXN",
        source=Source.PLATFORM,
        attempt=done,
        at=noon,
        now=noon,
    )
    payments.tell(payment=payment, stage=stage, source=Source.PLATFORM, at=noon, now=noon)

    week = week_of(amina, MONDAY)
    assert (week.paid_s, week.kinds.get(Kind.REJECTED, 0)) == (paid_s, 120 - paid_s)


def test_a_week_holds_its_own_days_by_the_clock_of_the_place(amina, noted, noon):
    noted(ended_at=noon - timedelta(days=1))
    noted(ended_at=noon + timedelta(days=6))

    week = week_of(amina, MONDAY)

    assert [day.unpaid_s for day in week.days] == [0] * 6 + [3600]
    assert monday_of(date(2026, 11, 29)) == MONDAY


def test_the_days_and_the_kinds_come_to_the_same(amina, noted, paid):
    for kind in Kind:
        noted(kind=kind, minutes=7)
    paid(minutes=20)

    week = week_of(amina, MONDAY)

    assert sum(day.unpaid_s for day in week.days) == week.unpaid_s == 7 * 7 * 60
    assert sum(day.paid_s for day in week.days) == week.paid_s == 1200
    assert week.unpaid_share == pytest.approx(49 / 69)


def test_nobody_sees_anothers_minutes(amina, dora, noted, noon):
    noted()

    assert week_of(dora, MONDAY).all_s == 0
    assert counting.between(dora, noon - timedelta(days=9), noon + timedelta(days=9)).counted == ()


def test_what_was_taken_out_counts_no_more(amina, noted, noon):
    stretch = noted()
    actions.correct(id=uuid4(), stretch=stretch, person=amina, kind=Kind.WAITING, seconds=0, now=noon)

    assert week_of(amina, MONDAY).all_s == 0
