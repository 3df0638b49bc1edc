"""What holds for every set of comparisons."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalera.engine.judgement import (
    Comparisons,
    Gold,
    Prior,
    Rule,
    fit,
    next_pair,
    open_pairs,
    share_beaten,
    strengths,
    verdict,
)

PIECES, JUDGES = 5, 3
Rows = list[tuple[int, int, int]]
pair = st.tuples(st.integers(0, PIECES - 1), st.integers(1, PIECES - 1)).map(
    lambda p: (p[0], (p[0] + p[1]) % PIECES)
)
answers = st.lists(st.tuples(pair, st.integers(0, JUDGES - 1)).map(lambda a: (*a[0], a[1])), max_size=25)


def newcomers(pieces: int = PIECES) -> Prior:
    return Prior(np.zeros(pieces), np.full(pieces, 1.5))


def of(rows: Rows) -> Comparisons:
    return Comparisons.of(rows, pieces=PIECES, judges=JUDGES)


def placed(rows: Rows, discrimination: float = 0.7):
    return strengths(of(rows), discrimination=np.full(JUDGES, discrimination), prior=newcomers())


@settings(max_examples=60, deadline=None)
@given(rows=answers, won=pair)
def test_one_more_win_never_lowers_the_winner_nor_raises_the_loser(rows, won):
    before, after = placed(rows), placed([*rows, (*won, 0)])

    assert after.mean[won[0]] >= before.mean[won[0]] - 1e-9
    assert after.mean[won[1]] <= before.mean[won[1]] + 1e-9


@settings(max_examples=30, deadline=None)
@given(rows=answers, seed=st.integers(0, 99))
def test_the_order_of_the_answers_does_not_matter(rows, seed):
    shuffled = [rows[at] for at in np.random.default_rng(seed).permutation(len(rows))]

    once, again = fit(of(rows), prior=newcomers()), fit(of(shuffled), prior=newcomers())

    np.testing.assert_allclose(once.strengths.mean, again.strengths.mean, atol=1e-8)
    np.testing.assert_allclose(once.reliability, again.reliability, atol=1e-8)


@settings(max_examples=30, deadline=None)
@given(rows=answers, more=st.lists(pair, min_size=1, max_size=5))
def test_more_answers_never_make_us_less_sure_of_a_strength_that_stays(rows, more):
    """At the same strengths: an answer adds curvature and takes none away."""
    flat = Prior(np.zeros(PIECES), np.full(PIECES, 0.05))

    before = strengths(of(rows), discrimination=np.ones(JUDGES), prior=flat).deviation
    after = strengths(
        of([*rows, *((*one, 0) for one in more)]), discrimination=np.ones(JUDGES), prior=flat
    ).deviation

    assert (after <= before + 1e-4).all()


def test_without_answers_the_prior_is_all_there_is():
    prior = Prior(np.array([0.4, -1.0]), np.array([1.5, 0.2]))

    found = fit(Comparisons.of([], pieces=2, judges=0), prior=prior).strengths

    np.testing.assert_allclose(found.mean, prior.mean)
    np.testing.assert_allclose(found.deviation, prior.deviation)


def test_a_piece_that_always_won_stays_finite():
    found = placed([(0, 1, 0)] * 200, 1.0)

    assert 0 < found.mean[0] < 10


def test_an_answer_without_trust_says_nothing():
    compared = Comparisons.of([(0, 1, 0)], pieces=2, judges=1, trust=[0.0])

    found = fit(compared, prior=newcomers(2))

    np.testing.assert_allclose(found.strengths.mean, 0.0, atol=1e-12)
    assert found.reliability[0] == pytest.approx(0.8)


def test_a_judge_who_contradicts_gold_counts_little():
    rows = [(0, 1, 0), (1, 0, 1)]
    gold = Gold(right=np.array([6.0, 0.0]), wrong=np.array([0.0, 6.0]))

    found = fit(Comparisons.of(rows, pieces=2, judges=2), prior=newcomers(2), gold=gold)

    assert found.discrimination[0] > 0.8
    assert found.discrimination[1] == 0
    assert found.strengths.mean[0] > 0.3


def test_a_judge_who_is_mostly_wrong_is_not_believed_the_other_way_round():
    gold = Gold(right=np.array([0.0]), wrong=np.array([50.0]))

    found = fit(Comparisons.of([(0, 1, 0)] * 5, pieces=2, judges=1), prior=newcomers(2), gold=gold)

    np.testing.assert_allclose(found.strengths.mean, 0.0, atol=1e-9)


def test_nobody_makes_themselves_reliable_by_repeating_themselves():
    rows = [(0, 1, 0)] * 12

    found = fit(Comparisons.of(rows, pieces=2, judges=1), prior=newcomers(2))
    alone = fit(Comparisons.of(rows[:1], pieces=2, judges=1), prior=newcomers(2))

    assert alone.reliability[0] == pytest.approx(0.8)
    assert found.reliability[0] < 0.97


def test_a_pair_is_shown_to_a_judge_once_and_a_piece_at_most_as_often_as_the_cap():
    pairs = open_pairs(pieces=range(4), wanted=[0, 1], seen=[(1, 0), (0, 2)], cap=2)

    assert {tuple(one) for one in pairs} == {(1, 2), (1, 3)}


def test_the_next_pair_is_about_what_is_known_least():
    prior = Prior(np.zeros(4), np.array([1.5, 1.5, 0.05, 0.05]))
    found = fit(Comparisons.of([], pieces=4, judges=0), prior=prior)
    every = open_pairs(pieces=range(4), wanted=range(4), seen=(), cap=9)

    asked = [
        next_pair(found, every, wanted=range(4), discrimination=0.7, rng=np.random.default_rng(seed))
        for seed in range(20)
    ]

    assert {frozenset((one.first, one.second)) for one in asked if one} == {frozenset((0, 1))}
    assert {(one.first, one.second) for one in asked if one} == {(0, 1), (1, 0)}
    assert next_pair(found, every[:0], wanted=[0], discrimination=0.7, rng=np.random.default_rng(0)) is None


def test_a_verdict_waits_until_it_is_sure_and_comes_in_the_end_anyway():
    prior = Prior(np.array([0.0, 2.0, 0.0]), np.array([1.5, 0.05, 0.4]))
    found = fit(Comparisons.of([], pieces=3, judges=0), prior=prior).strengths
    rule = Rule(level=0.6, least=4, most=16)

    early, doubtful, late = (verdict(found, 0, times=times, rule=rule) for times in (3, 8, 16))
    plain = verdict(found, 1, times=4, rule=rule)

    assert (early.is_final, doubtful.is_final, late.is_final, late.is_sure) == (False, False, True, False)
    assert plain.is_sure and plain.low < plain.score < plain.high and plain.wrong_side < 0.01
    assert not verdict(found, 1, times=3, rule=rule).is_final
    assert verdict(found, 2, times=4, rule=rule).is_sure  # a deviation of .4 logits is .1 of a score


def test_an_anchor_stands_where_its_quality_is_and_draws_others_there():
    logit = float(np.log(0.75 / 0.25))
    prior = Prior(np.array([logit, 0.0]), np.array([0.1, 1.5]))
    better = fit(Comparisons.of([(1, 0, judge) for judge in range(4)], pieces=2, judges=4), prior=prior)

    anchor, piece = (verdict(better.strengths, at, times=4, rule=Rule()) for at in (0, 1))

    assert anchor.score == pytest.approx(0.75, abs=0.02)
    assert piece.score > 0.75


def test_the_share_beaten_is_one_for_the_best_and_unknown_without_others():
    found = fit(
        Comparisons.of([], pieces=3, judges=0), prior=Prior(np.array([5.0, 0, -5]), np.full(3, 0.1))
    ).strengths

    assert share_beaten(found, 0, [0, 1, 2]) == pytest.approx(1)
    assert share_beaten(found, 1, [0, 2]) == pytest.approx(0.5)
    assert share_beaten(found, 0, [0]) is None


@pytest.mark.parametrize(
    ("rows", "trust", "says"),
    [
        ([(0, 0, 0)], [], "itself"),
        ([(0, 9, 0)], [], "worse"),
        ([(0, 1, 5)], [], "judge"),
        ([(0, 1, 0)], [1.5], "trust"),
        ([(0, 1, 0)], [1.0, 1.0], "length"),
    ],
)
def test_what_cannot_be_is_refused_with_its_name(rows, trust, says):
    with pytest.raises(ValueError, match=says):
        Comparisons.of(rows, pieces=2, judges=1, trust=trust)


def test_shapes_that_do_not_fit_are_refused():
    compared = Comparisons.of([(0, 1, 0)], pieces=2, judges=1)

    with pytest.raises(ValueError, match="prior"):
        strengths(compared, discrimination=np.ones(1), prior=newcomers(3))
    with pytest.raises(ValueError, match="gold"):
        fit(compared, prior=newcomers(2), gold=Gold.none(4))
    with pytest.raises(ValueError, match="deviation"):
        Prior(np.zeros(2), np.zeros(2))
    with pytest.raises(ValueError, match="count"):
        Gold(np.array([-1.0]), np.array([0.0]))
