from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from escalera.earnings import actions, queries
from escalera.earnings.models import Notice, Payment, Source, Stage
from escalera.ledger.models import Event

DAY = timedelta(days=1)


def tell(payment, stage, noon, *, days=1, source=Source.PLATFORM, **values):
    at = noon + days * DAY
    return actions.tell(payment=payment, stage=stage, source=source, at=at, now=at, **values)


def life(payment):
    return queries.life_of(Payment.objects.get(pk=payment.pk))


def test_it_goes_from_sent_to_the_money_in_hand(sent, amina, noon):
    payment = sent()
    stages = [life(payment).stage]

    for days, stage in enumerate((Stage.ACCEPTED, Stage.PAID), start=1):
        tell(payment, stage, noon, days=days)
        stages.append(life(payment).stage)
    tell(payment, Stage.CONFIRMED, noon, days=5, source=Source.WORKER, by=amina)

    assert [*stages, life(payment).stage] == ["sent", "accepted", "paid", "confirmed"]
    assert life(payment).days(Stage.SENT, Stage.CONFIRMED) == 5
    assert Event.objects.filter(kind="payment confirmed").count() == 1


@pytest.mark.parametrize("same", ["id", "reference"])
def test_what_is_sent_twice_is_one_payment(sent, same):
    values = {"id": uuid4()} if same == "id" else {"reference": "3ABC"}

    assert sent(**values) == sent(**values)
    assert Payment.objects.count() == Notice.objects.count() == 1


def test_the_same_word_again_is_one_notice(sent, noon):
    payment = sent()

    assert tell(payment, Stage.ACCEPTED, noon) == tell(payment, Stage.ACCEPTED, noon)
    assert payment.notices.count() == 2


def test_nobody_gets_anothers_payment_by_its_id_or_reference(sent, dora):
    hers = sent(reference="3ABC")

    for values in ({"id": hers.pk}, {"reference": "3ABC"}):
        with pytest.raises(actions.SomebodyElsesPayment):
            sent(person=dora, **values)


def test_a_rejection_keeps_its_reason_and_may_be_taken_back(sent, noon):
    payment = sent()
    tell(payment, Stage.REJECTED, noon, reason="The total is missing")
    rejected = life(payment)

    tell(payment, Stage.ACCEPTED, noon, days=2)

    assert (rejected.stage, rejected.reason, rejected.is_owed) == ("rejected", "The total is missing", False)
    assert life(payment).is_owed


def test_only_the_worker_says_that_the_money_arrived(sent, dora, noon):
    payment = sent()

    with pytest.raises(actions.OnlyTheWorkerCanSay):
        tell(payment, Stage.CONFIRMED, noon, source=Source.FILE)
    with pytest.raises(actions.SomebodyElsesPayment):
        tell(payment, Stage.CONFIRMED, noon, source=Source.WORKER, by=dora)


def test_contesting_needs_a_reason_and_leaves_the_money_owed(sent, amina, noon):
    payment = sent()
    tell(payment, Stage.PAID, noon)

    with pytest.raises(actions.SayWhy):
        tell(payment, Stage.CONTESTED, noon, days=2, source=Source.WORKER, by=amina, reason="  ")
    tell(payment, Stage.CONTESTED, noon, days=2, source=Source.WORKER, by=amina, reason="Nothing arrived")

    assert life(payment).is_owed


def test_contact_data_is_cut_from_reasons(sent, amina, noon):
    notice = tell(
        sent(),
        Stage.CONTESTED,
        noon,
        source=Source.WORKER,
        by=amina,
        reason="Ask amina@example.com or 55 1234 5678",
    )

    assert "@" not in notice.reason and "1234" not in notice.reason


def test_an_unknown_amount_stays_unknown_until_somebody_says_it(sent):
    payment = sent(amount=None, currency="")
    assert life(payment).amount is None

    actions.price(payment=payment, amount=Decimal("0.10"), currency="USD")
    actions.price(payment=payment, amount=Decimal("9.99"), currency="USD")

    assert life(payment).amount == Decimal("0.10")


@pytest.mark.parametrize(
    ("amount", "currency", "error"),
    [
        (Decimal(1), "", actions.AmountNeedsCurrency),
        (Decimal(-1), "USD", actions.NegativeAmount),
        (Decimal("NaN"), "USD", actions.NegativeAmount),
    ],
)
def test_money_that_makes_no_sense_is_refused(sent, amount, currency, error):
    with pytest.raises(error):
        sent(amount=amount, currency=currency)


def test_nothing_happens_in_the_future(sent, noon):
    with pytest.raises(actions.Undated):
        actions.tell(payment=sent(), stage=Stage.PAID, source=Source.FILE, at=noon + DAY, now=noon)
