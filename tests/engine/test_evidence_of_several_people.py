import numpy as np
import pytest

from escalera.engine.evidence import TooFew, ratio, share

PEOPLE = 12


def test_the_interval_holds_the_estimate():
    for hits in range(11):
        found = share([hits, 10 - hits, 5], [10, 10, 10])
        assert 0 <= found.low <= found.value <= found.high <= 1


def test_a_hundred_attempts_of_one_of_three_people_tell_less_than_those_of_many():
    alone = share([50, 0, 0], [100, 2, 2])
    many = share([1, 0] * 50, [2, 2] * 50)

    assert alone.high - alone.low > many.high - many.low


def test_no_rejection_of_anybody_is_not_certainty():
    found = share([0] * 10, [20] * 10)

    assert found.value == 0
    assert 0.1 < found.high < 0.25


def test_more_people_make_it_surer():
    few, many = (ratio([10, 30] * n, [1, 2] * n) for n in (3, 30))

    assert many.high - many.low < few.high - few.low
    assert many.value == few.value


def test_people_without_any_size_count_for_nothing():
    assert ratio([5, 7, 0], [1, 1, 0]) == ratio([5, 7], [1, 1])


@pytest.mark.parametrize("sizes", [[], [3], [3, 0]])
def test_one_person_is_too_few(sizes):
    with pytest.raises(TooFew):
        ratio([1] * len(sizes), sizes)


def test_the_interval_of_a_share_covers_the_truth_although_people_differ():
    rng = np.random.default_rng(3)
    totals = rng.integers(2, 40, size=(600, PEOPLE))
    truths = rng.beta(3, 12, size=(600, PEOPLE))

    covered = [
        (found := share(rng.binomial(n, p), n)).low <= 0.2 <= found.high
        for n, p in zip(totals, truths, strict=True)
    ]

    assert 0.85 <= np.mean(covered) <= 0.97


def test_the_interval_of_pay_an_hour_covers_the_truth_although_people_differ():
    rng = np.random.default_rng(4)
    covered = []
    for _ in range(600):
        hours = rng.gamma(2, 3, PEOPLE)
        pay = hours * rng.lognormal(np.log(2.8) - 0.125, 0.5, PEOPLE)
        found = ratio(pay, hours)
        covered.append(found.low <= 2.8 <= found.high)

    assert 0.80 <= np.mean(covered) <= 0.95
