import pytest

from escalera.reference import facts, places


@pytest.mark.parametrize(("people", "rural"), [(0, True), (2499, True), (2500, False), (1_000_000, False)])
def test_fewer_than_2500_inhabitants_is_rural_by_inegi(people, rural):
    found = places.by_inhabitants(people)

    assert (found.rural, found.rule.id) == (rural, places.INEGI)


@pytest.mark.parametrize(("code", "rural"), [(1, False), (3, False), (4, True), (9, True)])
def test_nonmetropolitan_counties_are_rural_by_usda(code, rural):
    found = places.by_county_code(code)

    assert (found.rural, found.rule.id) == (rural, places.USDA)


@pytest.mark.parametrize("code", [0, 10])
def test_a_code_that_usda_does_not_have_is_refused(code):
    with pytest.raises(ValueError, match="1 to 9"):
        places.by_county_code(code)


def test_the_sizes_of_the_form_agree_with_the_rule():
    rural = [size.id for size in places.locality_sizes() if places.by_locality_size(size.id).rural]

    assert rural == ["under-2500"]


def test_the_sizes_leave_no_gap():
    sizes = places.locality_sizes()

    assert sizes[0].people_from == 0
    assert [size.people_below for size in sizes[:-1]] == [size.people_from for size in sizes[1:]]
    assert sizes[-1].people_below is None


def test_the_form_begins_with_mexico_and_ends_with_another_country():
    codes = [country.code for country in places.countries()]

    assert (codes[:2], codes[-1]) == (["MX", "US"], "ZZ")
    assert (len(places.states("MX")), len(places.states("US")), places.states("GT")) == (32, 51, ())


def test_each_rule_says_why_and_where_it_comes_from():
    for found in (places.by_inhabitants(10), places.by_county_code(1)):
        assert found.why.es and found.why.en
        assert found.rule.source in facts.sources()
