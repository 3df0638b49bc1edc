"""Help lines say where their number was read and when; without that there is no number."""

from datetime import date

import pytest

from escalera.reference import help_lines
from escalera.reference.content import ContentError


def lines():
    return [line for of_country in help_lines.by_country().values() for line in of_country]


def test_mexico_and_the_united_states_each_have_help_against_exploitation_and_for_work():
    assert set(help_lines.by_country()) == {"MX", "US"}
    for of_country in help_lines.by_country().values():
        assert {line.kind for line in of_country} == set(help_lines.KINDS)
        assert of_country[0].kind == "danger"


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.id)
def test_a_number_has_a_day_and_an_address_where_it_was_read(line):
    assert line.source.startswith("https://")
    assert bool(line.phone) == (line.read_on is not None)
    assert line.digits.isdigit() or not line.phone


def test_a_number_without_a_day_is_refused():
    table = {"id": "x", "country": "MX", "kind": "work", "phone": "1", "source": "https://example.org"}
    words = {"en": "One", "es": "Una"}

    with pytest.raises(ContentError, match="read_on"):
        help_lines._line(table | {"name": words, "does": words})

    assert help_lines._line(table | {"name": words, "does": words, "read_on": date(2026, 1, 1)}).phone == "1"
