"""Amounts and marked phrases."""

from decimal import Decimal

import pytest

from escalera.look.amounts import brief, duration, money
from escalera.look.phrases import highlight


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0.2, "1 min"), (45, "45 min"), (60, "1 h"), (95, "1 h 35 min"), (271, "4 h 30 min")],
)
def test_minutes_are_written_as_people_say_them(minutes, words):
    assert duration(minutes).replace("\xa0", " ") == words


def test_in_little_room_half_hours_are_enough():
    assert brief(95).replace("\xa0", " ") == "1.5 h"


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        (55, "MXN", "$55 MXN"),
        (39.38, "MXN", "$39.38 MXN"),
        (39.384, "MXN", "$39.38 MXN"),
        (1250, "USD", "$1,250 USD"),
        (Decimal("0.5000"), "USD", "$0.50 USD"),
        (Decimal("0.0050"), "USD", "$0.005 USD"),
    ],
)
def test_money_names_its_currency(amount, currency, words):
    assert money(amount, currency).replace("\xa0", " ") == words


def test_phrases_are_marked_across_line_breaks_and_in_any_case():
    assert highlight("We need\nNeat  spelling.", ["neat spelling"]) == "We need\n<mark>Neat  spelling</mark>."


def test_a_posting_cannot_bring_markup_into_the_page():
    marked = highlight("<script>x</script> & <b>type fast</b>", ["type fast", "<script>"])

    assert "<script>" not in marked
    assert "<mark>type fast</mark>" in marked


def test_of_two_phrases_the_longer_one_is_marked_whole():
    assert highlight("type fast in Excel", ["type", "type fast"]) == "<mark>type fast</mark> in Excel"
