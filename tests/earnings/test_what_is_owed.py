from datetime import timedelta
from decimal import Decimal

from escalera.earnings import actions, queries
from escalera.earnings.models import Source, Stage

DAY = timedelta(days=1)


def answered(sent, noon, stage, days, **values):
    payment = sent(**values)
    at = noon + days * DAY
    actions.tell(payment=payment, stage=stage, source=Source.PLATFORM, at=at, now=at)
    return payment


def test_money_is_summed_in_each_currency_and_never_across(sent, amina, noon):
    answered(sent, noon, Stage.ACCEPTED, 1)
    answered(sent, noon, Stage.ACCEPTED, 1, amount=Decimal("0.10"))
    answered(sent, noon, Stage.PAID, 2, amount=Decimal("20.50"), currency="MXN")
    answered(sent, noon, Stage.REJECTED, 2, amount=Decimal("7"))

    owed = queries.summary(queries.lives_of(amina)).owed

    assert [(total.currency, total.amount, total.payments) for total in owed] == [
        ("MXN", Decimal("20.50"), 1),
        ("USD", Decimal("0.15"), 2),
    ]


def test_what_has_no_amount_is_counted_and_not_guessed(sent, amina, noon):
    answered(sent, noon, Stage.ACCEPTED, 1, amount=None, currency="")

    found = queries.summary(queries.lives_of(amina))

    assert (found.owed, found.without_amount) == ((), 1)


def test_days_are_counted_from_the_work(sent, amina, noon):
    for days in (1, 3, 8):
        answered(sent, noon, Stage.ACCEPTED, days)

    assert queries.summary(queries.lives_of(amina)).days_to_answer == 3


def test_a_worker_sees_only_their_own(sent, amina, dora):
    sent()

    assert len(queries.lives_of(amina)) == 1 and queries.lives_of(dora) == ()
