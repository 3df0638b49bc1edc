"""Tips are told by what they do to those who come after, and chosen so."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalera.engine import advice
from escalera.engine.advice import NONE, Arms, Worth
from escalera.engine.advice.solving import SLOPE, USUAL, Guess, posterior

ONE_PLACE = Arms(np.zeros(3, int), 1)


def lived(effect, rows, *, rng, arms=ONE_PLACE, wrong=0.0):
    """Scores of people who were shown tips by chance; `wrong` is how far the belief is off."""
    arm = rng.integers(-1, len(arms), rows)
    place = np.where(arm == NONE, rng.integers(arms.places, size=rows), arms.place[np.maximum(arm, 0)])
    expected = rng.uniform(0.3, 0.7, rows)
    right = expected + wrong + np.where(arm == NONE, 0.0, np.asarray(effect)[arm])
    return advice.scores(place, arm, (rng.random(rows) < right).astype(float), expected)


def worth(mean, deviation=0.01, shown=100):
    return Worth(np.asarray(mean, float), np.full(len(mean), deviation), np.full(len(mean), shown))


def test_without_anybody_shown_tips_do_what_tips_usually_do():
    found = advice.effects(advice.scores([], [], np.zeros(0), np.zeros(0)), ONE_PLACE)

    assert found.mean == pytest.approx(0.0, abs=1e-9)
    assert np.all(found.deviation > 0.05) and np.all(found.helps == pytest.approx(0.5))


def test_effects_are_found_again_though_the_belief_was_wrong(rng):
    truth = [0.2, 0.0, -0.15]

    found = advice.effects(lived(truth, 6000, rng=rng, wrong=0.07), ONE_PLACE)

    assert found.mean == pytest.approx(truth, abs=0.05)
    assert found.helps[0] > 0.99 and found.helps[2] < 0.01


def test_little_seen_is_shrunk_to_the_usual_and_says_so(rng):
    few, many = (advice.effects(lived([0.2, 0.2, 0.2], rows, rng=rng), ONE_PLACE) for rows in (20, 4000))

    assert np.all(few.deviation > 2 * many.deviation)


def test_time_is_told_like_scores_are(rng):
    arm = rng.integers(-1, 3, 3000)
    seconds = np.exp(rng.normal(4 + np.where(arm == 1, -0.2, 0.0), 0.4))

    found = advice.effects(
        advice.log_seconds(np.zeros(3000, int), arm, seconds, np.full(3000, np.exp(4))), ONE_PLACE
    )

    assert found.mean == pytest.approx([0.0, -0.2, 0.0], abs=0.07)


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.integers(0, 2))
def test_one_more_success_after_a_tip_never_lowers_it(seed, tip):
    rng = np.random.default_rng(seed)
    before = lived([0.0, 0.1, 0.0], 60, rng=rng)
    parts = {"place": 0, "arm": tip, "value": 1.0, "expected": 0.5, "noise": 0.25}
    after = advice.Outcomes(**{name: np.append(getattr(before, name), one) for name, one in parts.items()})

    assert advice.effects(after, ONE_PLACE).mean[tip] > advice.effects(before, ONE_PLACE).mean[tip]


def test_votes_move_the_beginning_a_little_and_not_the_end(rng):
    liked = Arms(np.zeros(3, int), 1, votes=np.array([[0, 50], [0, 0], [0, 0]]))
    seen = lived([0.2, 0.0, 0.0], 6000, rng=rng)
    nothing = advice.scores([], [], np.zeros(0), np.zeros(0))

    assert -0.1 < advice.effects(nothing, liked).mean[0] < 0
    assert advice.effects(seen, liked).mean[0] == pytest.approx(
        advice.effects(seen, ONE_PLACE).mean[0], abs=0.02
    )


def test_what_is_measured_in_one_place_says_little_about_another_belief_error(rng):
    # The belief is wrong at the second place only, where no tip was ever shown.
    arms = Arms(np.zeros(3, int), 2)
    seen = lived([0.1, 0.1, 0.1], 4000, rng=rng, arms=arms)
    off = np.where(seen.place == 1, 0.0, seen.value)
    worse = advice.Outcomes(seen.place, seen.arm, off, seen.expected, seen.noise)

    assert advice.effects(worse, arms).mean == pytest.approx(advice.effects(seen, arms).mean, abs=0.06)


def test_the_best_tip_is_shown_most_and_some_are_shown_none(rng):
    share = advice.shares(worth([0.2, 0.1, 0.0], 0.06), np.arange(3), rng=rng)

    assert share.sum() == pytest.approx(1.0)
    assert share[0] > 0.6 and share[3] >= 0.1 and np.all(share > 0)


@given(st.floats(0.001, 1.0), st.floats(0.001, 1.0))
def test_the_closer_the_best_tip_is_known_the_fewer_are_shown_none(one, other):
    closer, wider = (advice.shown_none(worth([0.1, 0.3], at), np.arange(2)) for at in sorted((one, other)))

    assert 0.03 <= closer <= wider <= 0.1
    assert advice.shown_none(worth([0.1, 0.3], 0.01), np.arange(2)) == 0.03


def test_what_is_logged_is_how_often_it_happens():
    told = worth([0.05, 0.04], 0.05)
    choices = [advice.choose(told, [0, 1], rng=np.random.default_rng(seed)) for seed in range(2000)]

    for tip in (0, 1, NONE):
        own = [choice.propensity for choice in choices if choice.tip == tip]
        assert len(own) / 2000 == pytest.approx(np.mean(own), abs=0.04)


def test_a_tip_that_does_harm_goes_but_not_before_it_was_seen(rng):
    harmful, unseen = worth([-0.1, 0.1]), worth([-0.1, 0.1], shown=5)

    assert harmful.gone.tolist() == [True, False] and not unseen.gone.any()
    assert {advice.choose(harmful, [0, 1], rng=rng).tip for _ in range(50)} == {1, NONE}


def test_where_no_tip_is_left_none_is_shown(rng):
    assert advice.choose(worth([-0.1]), [0], rng=rng) == advice.Choice(NONE, 1.0)


def test_a_helper_who_is_given_the_hardest_requests_is_not_blamed_for_it(rng):
    helper = rng.integers(-1, 2, 3000)
    expected = np.where(helper == 1, 0.3, 0.6)
    score = (rng.random(3000) < expected + np.where(helper == 1, 0.2, 0.0)).astype(float)

    found = advice.help_effects(helper, score, expected, np.ones(3000, int), helpers=2)

    assert found.mean[1] > found.mean[0] + 0.05


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.integers(0, 60))
def test_outcomes_that_come_in_parts_are_worth_what_they_are_together(seed, cut):
    arms = Arms(np.array([0, 0, 1]), 2)
    seen = lived([0.1, 0.0, -0.1], 60, rng=np.random.default_rng(seed), arms=arms)
    names = ("place", "arm", "value", "expected", "noise")
    first, second = (
        advice.Outcomes(**{name: getattr(seen, name)[part] for name in names})
        for part in (slice(cut), slice(cut, None))
    )

    in_parts = advice.effects(advice.Tally.of(first, arms) + advice.Tally.of(second, arms), arms)

    together = advice.effects(seen, arms)
    assert in_parts.mean == pytest.approx(together.mean, abs=1e-9)
    assert in_parts.deviation == pytest.approx(together.deviation, rel=1e-9)
    assert np.array_equal(in_parts.shown, together.shown)


def test_the_sums_say_what_the_outcomes_say_one_by_one(rng):
    # The posterior by brute force: one row an outcome, one column for each place, tip, slope and usual effect.
    arms, guess = Arms(np.array([0, 0, 1]), 2), Guess(0.04, 0.01, 0.9)
    seen = lived([0.2, 0.0, -0.1], 40, rng=rng, arms=arms)
    x = seen.expected - seen.expected.mean()
    rows = np.column_stack([seen.place[:, None] == [0, 1], seen.arm[:, None] == [0, 1, 2], x, 0 * x])
    prior = np.diag([1 / 0.04] * 2 + [1 / 0.01] * 3 + [1 / SLOPE**2, 3 / 0.01 + 1 / USUAL**2])
    prior[2:5, 6] = prior[6, 2:5] = -1 / 0.01
    weight = 1 / (0.9 * seen.noise)
    spread = np.linalg.inv(rows.T @ (weight[:, None] * rows) + prior)
    mean = spread @ (rows.T @ (weight * (seen.value - seen.expected)))
    off = seen.value - seen.expected - rows @ mean
    doubt = np.einsum("na,ab,nb->n", rows, spread, rows)

    found = posterior(advice.Tally.of(seen, arms), arms, guess)

    assert np.hstack([found.place, found.tip, found.slope, found.usual]) == pytest.approx(mean)
    assert np.hstack([found.place_variance, found.tip_variance]) == pytest.approx(np.diag(spread)[:5])
    assert found.left == pytest.approx(np.mean((off**2 + doubt) / seen.noise))


def test_a_tip_shown_where_it_does_not_belong_is_refused():
    with pytest.raises(ValueError, match="a place that is not its own"):
        advice.Tally.of(advice.scores([1], [0], np.ones(1), np.full(1, 0.5)), Arms(np.array([0]), 2))


def test_outcomes_that_do_not_fit_together_are_refused():
    with pytest.raises(ValueError, match="one and the same length"):
        advice.scores([0, 0], [0], np.zeros(1), np.zeros(1))
