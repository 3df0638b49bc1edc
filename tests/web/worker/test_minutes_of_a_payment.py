"""The page of a payment: how long it took, unpaid minutes of it, and what an hour brought."""

from uuid import uuid4

import pytest

from conftest import browse_as
from escalera.earnings.models import Payment
from escalera.earnings.unpaid.models import Stretch
from escalera.people.models import Person


@pytest.fixture
def browser(amina):
    Person.objects.filter(pk=amina.pk).update(country="MX")
    browser = browse_as(amina)
    work = {"work": "Typed 40 orders", "amount": "90", "currency": "MXN", "paid": "accepted"}
    browser.post("/payments/new/", {"id": str(uuid4()), **work})
    return browser


def send(browser, what, **values):
    payment = Payment.objects.get()
    return browser.post(f"/payments/{payment.pk}/{what}/", {"id": str(uuid4()), **values}, follow=True)


def test_minutes_said_later_show_what_an_hour_brought_beside_the_minimum_wage(browser):
    page = send(browser, "minutes", minutes="45").content.decode()

    assert "$120 MXN" in page.replace("\xa0", " ") and "Minimum wage where you live" in page


def test_unpaid_minutes_of_it_lower_the_pay_of_an_hour_and_can_be_set_right(browser):
    send(browser, "minutes", minutes="45")

    page = send(browser, "unpaid", unpaid="15", kind="communication").content.decode()

    assert "$90 MXN" in page.replace("\xa0", " ") and f"/minutes/{Stretch.objects.get().pk}/" in page


def test_a_correction_shows_what_it_was(browser):
    send(browser, "minutes", minutes="45")

    page = send(browser, "minutes", minutes="60").content.decode()

    assert "45 min" in page and "What it was before" in page


@pytest.mark.parametrize(
    ("what", "values", "said"),
    [
        ("minutes", {"minutes": "soon"}, "Write whole minutes"),
        ("unpaid", {"unpaid": "", "kind": "waiting"}, "Write whole minutes"),
        ("unpaid", {"unpaid": "5", "kind": "rejected"}, "Choose what you did first"),
    ],
)
def test_wrong_input_is_named_and_keeps_nothing(browser, what, values, said):
    answer = send(browser, what, **values)

    assert answer.status_code == 422 and said in answer.content.decode()
    assert Payment.objects.get().seconds is None and not Stretch.objects.exists()


def test_dora_finds_nothing(browser, dora):
    assert browse_as(dora).post(f"/payments/{Payment.objects.get().pk}/minutes/").status_code == 404
