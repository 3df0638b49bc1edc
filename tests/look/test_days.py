"""Days are written as each language writes them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from django.utils.formats import date_format

from escalera.look.days import day

WHEN = date(2026, 11, 29)


@pytest.mark.parametrize(("language", "words"), [("es-mx", "29 nov 2026"), ("en", "Nov 29, 2026")])
def test_a_day_stands_in_the_order_of_the_language(language, words):
    with translation.override(language):
        assert day(WHEN) == words


def test_a_moment_falls_on_the_day_of_the_place(settings):
    settings.TIME_ZONE = "America/Mexico_City"
    with translation.override("es-mx"):
        assert day(datetime(2026, 11, 29, 3, tzinfo=UTC), "MMMd") == "28 nov"


def test_no_day_is_no_words():
    assert day(None) == ""


def test_spanish_months_and_days_begin_small():
    with translation.override("es-mx"):
        assert date_format(WHEN, "DATE_FORMAT") == "29 de noviembre de 2026"
        assert date_format(WHEN, "l, D") == "domingo, dom"
