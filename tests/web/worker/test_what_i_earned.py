from uuid import uuid4

import pytest

from conftest import browse_as
from escalera.earnings import queries
from escalera.earnings.models import Payment
from escalera.people.models import Person

WORK = {"work": "Typed 40 orders", "amount": "350.50", "currency": "MXN", "paid": "accepted"}


def write_down(browser, **values):
    return browser.post("/payments/new/", {"id": str(uuid4()), **WORK, **values})


def test_an_empty_page_says_what_to_do_and_keeps_nothing_of_who_only_looks(db):
    page = browse_as(None).get("/payments/").content.decode()

    assert "Write down paid work" in page and not Person.objects.exists()


def test_work_written_down_is_owed_until_the_money_is_there(amina):
    browser = browse_as(amina)
    write_down(browser)
    payment = Payment.objects.get()
    before = browser.get("/payments/").content.decode()

    browser.post(f"/payments/{payment.pk}/word/", {"id": str(uuid4()), "word": "confirmed"})

    assert "$350.50" in before and "by your own word" in before
    assert queries.summary(queries.lives_of(amina)).owed == ()
    assert "You have the money" in browser.get(f"/payments/{payment.pk}/").content.decode()


def test_the_same_form_twice_is_one_payment(amina):
    id = str(uuid4())

    for _ in range(2):
        write_down(browse_as(amina), id=id)

    assert Payment.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"amount": "12,x"}, "Write only numbers"),
        ({"amount": "-3"}, "Write only numbers"),
        ({"currency": ""}, "pesos or dollars"),
        ({"currency": "BTC"}, "pesos or dollars"),
        ({"work": "  "}, "Say what the work was"),
    ],
)
def test_wrong_input_is_named_and_what_was_typed_stays(amina, values, said):
    page = write_down(browse_as(amina), **values)

    assert page.status_code == 422 and said in page.content.decode()
    assert Payment.objects.count() == 0
    assert values.get("work") or 'value="Typed 40 orders"' in page.content.decode()


def test_without_an_amount_none_is_guessed(amina):
    write_down(browse_as(amina), amount="", currency="")

    page = browse_as(amina).get("/payments/").content.decode()

    assert Payment.objects.get().amount is None
    assert "amount not known" in page and "not in these sums" in page


def test_contesting_asks_for_a_reason_and_keeps_it(amina):
    browser = browse_as(amina, "es")
    write_down(browser)
    word = f"/payments/{Payment.objects.get().pk}/word/"

    refused = browser.post(word, {"id": str(uuid4()), "word": "contested", "reason": ""})
    kept = browser.post(
        word, {"id": str(uuid4()), "word": "contested", "reason": "No llegó nada"}, follow=True
    )

    assert refused.status_code == 422 and "Di en pocas palabras" in refused.content.decode()
    assert "No llegó nada" in kept.content.decode()


def test_dora_sees_no_payment_of_aminas(amina, dora):
    write_down(browse_as(amina))
    payment = Payment.objects.get()

    assert browse_as(dora).get(f"/payments/{payment.pk}/").status_code == 404
    assert browse_as(dora).post(f"/payments/{payment.pk}/word/", {"word": "confirmed"}).status_code == 404


def test_an_answer_of_the_same_day_is_not_said_to_take_no_days(amina):
    browser = browse_as(amina)

    write_down(browser)

    assert "An answer usually comes the same day." in browser.get("/payments/").content.decode()
