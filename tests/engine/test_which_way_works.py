"""Ways to learn are told by the progress of those who were offered them, and offered so."""

from dataclasses import replace

import numpy as np
import pytest

from escalera.engine import ways
from escalera.engine.ways import ALONE, LEAST, WAYS, Effects, Periods

PAIR, CIRCLE = WAYS.index("pair"), WAYS.index("circle")
FACTORS, KINDS = 2, 4


def lived(effect, rows, *, rng, drift=0.0):
    """Periods of people who were offered ways by the same chance; effect (K, W); later waves are `drift` better."""
    factors = rng.integers(2, size=(rows, FACTORS))
    way, wave = rng.integers(len(WAYS), size=rows), np.arange(rows) * 5 // max(rows, 1)
    value = np.asarray(effect)[ways.kind_of(factors), way] + rng.normal(0.0, 0.02, rows) + drift * wave
    shares = np.full((rows, len(WAYS)), 0.25)
    return Periods(factors, way, shares, value, wave, np.arange(rows))


def found(mean, deviation=0.001, seen=50):
    """Effects known for one kind."""
    mean = np.asarray([mean], float)
    covariance = deviation**2 * np.diag([0.0, 1.0, 1.0, 1.0])[None]
    return Effects(mean, covariance, np.full(mean.shape, seen))


NOTHING = np.zeros((KINDS, len(WAYS)))


def test_kinds_and_their_factors_are_each_others_inverse():
    assert ways.kind_of(ways.kinds(4)).tolist() == list(range(16))


def test_before_anybody_took_part_no_way_is_thought_better_and_each_is_offered(rng):
    told = ways.effects(lived(NOTHING, 0, rng=rng), factors=FACTORS)

    assert told.mean == pytest.approx(0.0) and np.all(told.deviation[:, 1:] > 0)
    assert not ways.stopped(told).any()
    assert ways.best(told, 0) is None
    assert np.all(ways.shares(told, 0, rng=rng) > 0.1)


def test_what_helps_some_and_hurts_others_is_found_again(rng):
    truth = NOTHING.copy()
    truth[:, CIRCLE] = [0.02, 0.02, -0.02, -0.02]

    told = ways.effects(lived(truth, 4000, rng=rng, drift=0.01), factors=FACTORS)

    assert told.mean == pytest.approx(truth, abs=0.006)
    assert [ways.best(told, kind)[0] == CIRCLE for kind in (0, 1)] == [True, True]
    assert ways.stopped(told)[2:, CIRCLE].all() and not ways.stopped(told)[:2, CIRCLE].any()


def test_little_seen_is_shrunk_and_says_so(rng):
    truth = NOTHING.copy()
    truth[:, PAIR] = 0.02

    few, many = (ways.effects(lived(truth, rows, rng=rng), factors=FACTORS) for rows in (16, 4000))

    assert np.all(few.deviation[:, PAIR] > 3 * many.deviation[:, PAIR])


def test_one_person_who_flies_hides_nothing(rng):
    periods = lived(NOTHING, 800, rng=rng)
    values = periods.value.copy()
    values[0] = 1000.0

    told = ways.effects(replace(periods, value=values), factors=FACTORS)

    assert np.abs(told.mean).max() < 0.02


def test_the_unit_of_the_values_changes_nothing_else(rng):
    periods = lived(NOTHING, 400, rng=rng)

    one, other = (
        ways.effects(replace(periods, value=unit * periods.value), factors=FACTORS) for unit in (1, 60)
    )

    assert other.mean == pytest.approx(60 * one.mean) and other.deviation == pytest.approx(60 * one.deviation)


def test_each_way_that_has_not_stopped_keeps_its_share(rng):
    share = ways.shares(found([0.0, 0.5, 0.499, 0.4995]), 0, rng=rng)

    assert share.sum() == pytest.approx(1.0)
    assert share[PAIR] == share.max()
    assert np.all(share[~ways.stopped(found([0.0, 0.5, 0.499, 0.4995]))[0]] >= LEAST)


@pytest.mark.parametrize(("seen", "share"), [(50, 0.0), (9, LEAST)])
def test_a_way_that_is_clearly_worse_is_offered_to_nobody_of_the_kind_once_ten_were(rng, seen, share):
    shares = ways.shares(found([0.0, 0.1, -0.1, 0.0], seen=seen), 0, rng=rng)

    assert shares[CIRCLE] == pytest.approx(share)
    assert shares[PAIR] > 0.5


def test_the_chance_that_is_kept_is_that_with_which_it_was_chosen():
    told, times = found([0.0, 0.01, 0.0, 0.0], deviation=0.05), 2000

    drawn = [ways.choose(told, 0, rng=np.random.default_rng(seed)) for seed in range(times)]

    kept = np.mean([one.shares for one in drawn], axis=0)
    happened = np.bincount([one.way for one in drawn], minlength=len(WAYS)) / times
    assert happened == pytest.approx(kept, abs=0.04)
    assert all(one.propensity == one.shares[one.way] for one in drawn)


def test_alone_can_be_what_helps_most():
    assert ways.best(found([0.0, -0.1, -0.2, -0.1]), 0) == (ALONE, pytest.approx(1.0, abs=1e-6))


def test_nothing_stands_on_few_people_or_on_doubt():
    assert ways.best(found([0.0, 0.1, 0.0, 0.0], seen=9), 0) is None
    assert ways.best(found([0.0, 0.01, 0.0, 0.0], deviation=0.05), 0) is None


def test_by_propensity_the_overall_effect_is_right_though_the_lucky_were_chosen(rng):
    rows, periods = 6000, lived(NOTHING, 6000, rng=rng)
    lucky = periods.factors[:, 0] == 1
    shares = np.where(lucky[:, None], [0.2, 0.2, 0.5, 0.1], [0.6, 0.2, 0.1, 0.1])
    way = (rng.random(rows)[:, None] > shares.cumsum(axis=1)).sum(axis=1)
    value = periods.value + 0.05 * lucky + 0.01 * (way == CIRCLE)
    seen = replace(periods, way=way, shares=shares, value=value)

    told = ways.overall(seen)

    low, high = told.interval
    assert low[CIRCLE] < 0.01 < high[CIRCLE] and told.deviation[CIRCLE] < 0.003
    assert value[way == CIRCLE].mean() - value[way == ALONE].mean() > 0.02


def test_parts_of_different_length_are_refused(rng):
    with pytest.raises(ValueError, match="differ in length"):
        replace(lived(NOTHING, 4, rng=rng), value=np.zeros(3))
