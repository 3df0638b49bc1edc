from decimal import Decimal

import pytest

from escalera.reference import exposure, facts
from escalera.reference.content import ContentError

WORDS = {"en": "x", "es": "x"}


def test_an_occupation_has_at_least_two_measures_with_year_and_source():
    for soc in exposure.load().values:
        measures = exposure.of(soc)

        assert len(measures) >= 2
        assert all(one.measure.year >= 2023 and one.measure.source in facts.sources() for one in measures)


def test_nobody_has_measured_what_is_not_in_the_table():
    assert exposure.of("99-9999") == ()


def test_measures_may_disagree_about_the_same_occupation():
    bands = {one.measure.id: one.band.id for one in exposure.of("27-4032")}

    assert len(set(bands.values())) > 1


def test_a_band_compares_with_all_measured_occupations():
    translators = {one.band.id for one in exposure.of("27-3091")}

    assert translators == {"highest"}


def test_a_higher_value_never_lies_in_a_lower_band():
    table = exposure.load()
    order = {band.id: place for place, band in enumerate(table.bands)}
    for measure in table.measures:
        found = sorted(
            (one.value, order[one.band.id])
            for soc in table.values
            for one in table.of(soc)
            if one.measure == measure
        )

        assert [place for _, place in found] == sorted(place for _, place in found)


def test_a_measure_without_its_cuts_is_refused():
    measure = {
        "id": "m",
        "name": WORDS,
        "meaning": WORDS,
        "source": "s",
        "year": 2025,
        "cuts": ["0.5", "0.2"],
    }
    bands = [{"id": name, "label": WORDS} for name in ("low", "middle", "high")]

    with pytest.raises(ContentError, match="rising"):
        exposure.parse({"band": bands, "measure": [measure]})


def test_values_are_decimals():
    assert all(isinstance(one.value, Decimal) for one in exposure.of("43-9021"))
