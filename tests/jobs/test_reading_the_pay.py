from decimal import Decimal

import pytest

from escalera.jobs import pay


@pytest.mark.parametrize(
    ("text", "low", "high", "currency", "per"),
    [
        ("Sueldo: $8,000 a $10,000 MXN mensuales", "8000", "10000", "MXN", "month"),
        ("Salario 9.500,50 pesos mexicanos al mes", "9500.50", "9500.50", "MXN", "month"),
        ("Pay: US$15 - US$20 per hour", "15", "20", "USD", "hour"),
        ("15k-18k MXN monthly", "15000", "18000", "MXN", "month"),
        ("Salario de 10 mil a 12 mil pesos mexicanos a la quincena", "10000", "12000", "MXN", "fortnight"),
        ("Pagamos 0.05 USD por palabra", "0.05", "0.05", "USD", "word"),
        ("€1.200 al mes", "1200", "1200", "EUR", "month"),
        ("Pagamos USD 25 por hora de audio", "25", "25", "USD", "recorded_hour"),
        ("Ofrecemos: $12,000.00 M.N. mensuales", "12000", "12000", "MXN", "month"),
        ("Depósito de $500 por tu kit. Sueldo $3,000 M.N. semanales", "3000", "3000", "MXN", "week"),
    ],
)
def test_pay_is_read_as_written(text: str, low: str, high: str, currency: str, per: str):
    read = pay.from_text(text)

    assert read is not None
    assert (read.low, read.high, read.currency, read.per) == (Decimal(low), Decimal(high), currency, per)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Pagamos $300 diarios", "dollar_or_peso_sign"),
        ("Pagamos 300 pesos diarios", "pesos_of_which_country"),
        ("We pay 30 dollars a day", "dollars_of_which_country"),
        ("Sueldo MXN 8000", "no_period"),
        ("Pay: 30,000 - 20,000 USD a year", "range_reversed"),
    ],
)
def test_what_is_not_said_is_not_guessed(text: str, note: str):
    read = pay.from_text(text)

    assert read is not None
    assert note in read.notes
    assert not (note.endswith(("sign", "country")) and read.currency)


@pytest.mark.parametrize(
    "text",
    [
        "Horario de 9 a 18 horas",
        "40 horas por semana",
        "Bono de $2,000",
        "2 años de experiencia",
        "We raised $20 million",
        "Salary: competitive",
        "Paga $300 de inscripción",
        "Call 555 pages per hour",
    ],
)
def test_other_numbers_are_not_pay(text: str):
    assert pay.from_text(text) is None


def amount(**value: object) -> dict[str, object]:
    return {"@type": "MonetaryAmount", "currency": "MXN", "value": {"@type": "QuantitativeValue", **value}}


@pytest.mark.parametrize(
    ("value", "low", "high", "per"),
    [
        (Decimal(9000), "9000", "9000", ""),
        ("9,000", "9000", "9000", ""),
        ("$90 - $120 por hora", "90", "120", "hour"),
        (amount(value=Decimal(90), unitText="HOUR"), "90", "90", "hour"),
        (amount(minValue=Decimal(9000), maxValue="11,000", unitText="MONTH"), "9000", "11000", "month"),
        (amount(minValue=Decimal(9000)), "9000", "9000", ""),
        ({"currency": "MXN", "value": "90-95", "unitText": "HOUR"}, "90", "95", "hour"),
        ([amount(value="90", unitText="hour")], "90", "90", "hour"),
    ],
)
def test_linked_data_pay_is_read_in_every_form(value: object, low: str, high: str, per: str):
    read = pay.from_linked_data((value,), currency="MXN")

    assert read is not None
    assert (read.low, read.high, read.currency, read.per) == (Decimal(low), Decimal(high), "MXN", per)


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        {},
        [],
        "a convenir",
        Decimal("NaN"),
        Decimal(-5),
        Decimal("1e999"),
        {"value": {"value": {}}},
    ],
)
def test_pay_that_is_none_is_none(value: object):
    assert pay.from_linked_data((value,)) is None
