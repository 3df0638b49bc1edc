from datetime import date
from decimal import Decimal

import pytest

from escalera.reference import places, wages
from escalera.reference.content import ContentError

NOVEMBER_2026 = date(2026, 11, 23)


def test_mexico_sets_a_day_of_eight_hours():
    wage = wages.minimum_wage("MX", "OAX", NOVEMBER_2026)

    assert wage is not None
    assert (wage.daily, wage.hourly, wage.currency) == (Decimal("315.04"), Decimal("39.38"), "MXN")
    assert "315.04 pesos" in wage.explained.es and "8 horas" in wage.explained.es


def test_all_of_baja_california_is_in_the_border_zone():
    wage = wages.minimum_wage("MX", "BCN", NOVEMBER_2026)

    assert wage is not None
    assert (wage.zone.id, wage.daily) == ("frontera_norte", Decimal("440.87"))


def test_a_border_municipality_elsewhere_names_its_zone():
    state = wages.minimum_wage("MX", "SON", NOVEMBER_2026)
    border = wages.minimum_wage("MX", "frontera_norte", NOVEMBER_2026)

    assert state is not None and border is not None
    assert border.hourly > state.hourly


@pytest.mark.parametrize(("day", "daily"), [(date(2025, 12, 31), "278.80"), (date(2026, 1, 1), "315.04")])
def test_the_rate_of_that_day_counts(day, daily):
    wage = wages.minimum_wage("MX", "general", day)

    assert wage is not None and wage.daily == Decimal(daily)


def test_a_day_before_our_figures_is_unknown_rather_than_guessed():
    assert wages.minimum_wage("MX", "general", date(2018, 12, 31)) is None
    assert wages.minimum_wage("US", "CA", date(2020, 1, 1)) is None


def test_a_state_without_its_own_rate_has_the_federal_one():
    wage = wages.minimum_wage("US", "TX", NOVEMBER_2026)

    assert wage is not None
    assert (wage.hourly, wage.zone.id, wage.daily) == (Decimal("7.25"), "federal", None)


def test_a_rise_within_the_year_counts_from_its_day():
    before = wages.minimum_wage("US", "FL", date(2026, 9, 29))
    after = wages.minimum_wage("US", "FL", date(2026, 9, 30))

    assert before is not None and after is not None
    assert (before.hourly, after.hourly) == (Decimal("14.00"), Decimal("15.00"))


def test_rural_oregon_and_new_york_city_have_rates_of_their_own():
    found = {
        zone: wages.minimum_wage("US", zone, NOVEMBER_2026) for zone in ("OR", "OR-nonurban", "NY", "NY-city")
    }

    assert {zone: str(wage and wage.hourly) for zone, wage in found.items()} == {
        "OR": "15.55",
        "OR-nonurban": "14.55",
        "NY": "16.00",
        "NY-city": "17.00",
    }


def test_a_zone_of_one_country_does_not_hold_in_another():
    wage = wages.minimum_wage("US", "frontera_norte", NOVEMBER_2026)

    assert wage is not None and wage.zone.id == "federal"


def test_we_say_nothing_about_countries_we_do_not_know():
    assert wages.minimum_wage("GT", "", NOVEMBER_2026) is None


def test_next_year_the_figure_says_that_it_may_have_changed():
    now = wages.minimum_wage("US", "TX", NOVEMBER_2026)
    later = wages.minimum_wage("US", "TX", date(2027, 1, 1))

    assert now is not None and later is not None
    assert (now.may_have_changed, later.may_have_changed) == (False, True)


@pytest.mark.parametrize("country", ["MX", "US"])
def test_every_state_of_the_form_has_a_minimum_wage(country):
    missing = [
        state.code
        for state in places.states(country)
        if wages.minimum_wage(country, state.code, NOVEMBER_2026) is None
    ]

    assert missing == []


def test_money_written_as_a_float_is_refused():
    zone = {"id": "x", "country": "MX", "currency": "MXN", "name": {"en": "x", "es": "x"}}
    rate = {"zone": "x", "from": NOVEMBER_2026, "hourly": 7.25, "source": "x"}

    with pytest.raises(ContentError, match="hourly"):
        wages.parse({"zone": [zone], "rate": [rate]})
