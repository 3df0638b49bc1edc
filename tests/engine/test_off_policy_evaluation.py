"""What a log of choices with propensities says about another policy, and when it says nothing."""

import numpy as np
import pytest

from escalera.engine import Attempt, off_policy
from escalera.engine.off_policy import Estimate, Fixed, Mixed, Tutored, Unknown, estimators, weighing

EASY, HARD = 0.8, 0.3


@pytest.fixture
def bandit_log(rng):
    """4,000 workers make two choices of nine by chance; the first three types succeed more often."""
    return [
        Attempt(f"w{worker}", NAMES[row], float(rng.random() < chance_of(row)), 60.0, at=at, propensity=1 / 9)
        for worker in range(4000)
        for at, row in enumerate(rng.integers(9, size=2))
    ]


NAMES = [f"{skill}-{n}" for skill in ("reading", "typing", "spreadsheets") for n in (1, 2, 3)]


def chance_of(row):
    return EASY if row < 3 else HARD


def judged(log, catalogue, weights, rng, *, horizon=2, method="doubly robust", every=False):
    over = off_policy.windows(log, catalogue, horizon=horizon, every=every)
    target = off_policy.chances(over, lambda: Fixed(np.array(weights, dtype=float)), rng=rng)
    return off_policy.evaluate(over, target, over.score, rng=rng, method=method, names=catalogue.task_types)


@pytest.mark.parametrize("method", ["doubly robust", "self-normalised"])
@pytest.mark.parametrize("horizon", [1, 2])
def test_another_mix_of_tasks_is_judged_right(bandit_log, catalogue, rng, method, horizon):
    weights = [4, 4, 4, 1, 1, 1, 1, 1, 1]

    found = judged(bandit_log, catalogue, weights, rng, horizon=horizon, method=method)

    truth = (12 * EASY + 6 * HARD) / 18
    assert isinstance(found, Estimate)
    assert found.value == pytest.approx(truth, rel=0.05)
    assert found.low < found.value < found.high and found.high - found.low < 0.1


def test_the_logs_own_policy_has_the_logs_own_average(bandit_log, catalogue, rng):
    over = off_policy.windows(bandit_log, catalogue, horizon=2)
    same = off_policy.chances(over, lambda: Fixed(np.ones(9)), rng=rng)
    weight = weighing.weights(same, over.row, over.propensity)

    weighed = estimators.self_normalised(over.score, weight, over.worker)

    assert weight == pytest.approx(np.ones(weight.shape))
    assert weighing.effective_sample(weight) == pytest.approx(len(over))
    assert weighed.value == pytest.approx(np.mean([row.score for row in bandit_log]))


def test_a_policy_that_looks_at_outcomes_is_judged_by_what_it_would_have_seen(bandit_log, catalogue, rng):
    class EasyAfterAMiss:
        missed = False

        def chances(self, rng):
            return np.where(np.arange(9) < 3, 1 / 3, 0.0) if self.missed else np.full(9, 1 / 9)

        def hear(self, row, score, seconds):
            self.missed = score < 0.5

    over = off_policy.windows(bandit_log, catalogue, horizon=2)

    target = off_policy.chances(over, EasyAfterAMiss, rng=rng)
    found = off_policy.evaluate(over, target, over.score, rng=rng)

    first = (EASY + 2 * HARD) / 3
    assert found.value == pytest.approx((first + first * first + (1 - first) * EASY) / 2, rel=0.05)


def test_chances_that_are_drawn_give_the_same_answer(bandit_log, catalogue, rng):
    """Importance weights stay unbiased when the policy's chances are counted over a few draws."""

    class Drawn(Fixed):
        def chances(self, rng):
            return np.bincount(rng.choice(9, size=4, p=self._share), minlength=9) / 4

    over = off_policy.windows(bandit_log, catalogue, horizon=1)

    target = off_policy.chances(over, lambda: Drawn(np.array([4.0] * 3 + [1.0] * 6)), rng=rng)
    found = off_policy.evaluate(over, target, over.score, rng=rng)

    assert found.value == pytest.approx((12 * EASY + 6 * HARD) / 18, rel=0.05)


def test_the_tutor_can_be_a_target(tutor, catalogue, rng, bandit_log):
    over = off_policy.windows(bandit_log[:40], catalogue, horizon=2)
    uniform = Fixed(np.ones(9))

    target = off_policy.chances(
        over, lambda: Mixed(Tutored(tutor, {"reading": 0.6}), uniform, share=0.5), rng=rng
    )

    assert target.sum(axis=2) == pytest.approx(np.ones((20, 2)))
    assert target.max() > 0.5


def test_a_choice_the_log_never_made_cannot_be_judged(bandit_log, catalogue, rng):
    log = [row for row in bandit_log if row.task_type != "reading-1"]

    found = judged(log, catalogue, np.ones(9), rng, horizon=1)

    assert isinstance(found, Unknown)
    assert "never chose reading-1" in str(found) and str(found).startswith("can't tell from this log")


def test_missing_propensities_cannot_be_made_up(bandit_log, catalogue, rng):
    log = [bandit_log[0]._replace(propensity=None), *bandit_log[1:]]

    found = judged(log, catalogue, np.ones(9), rng)

    assert "propensity is missing in 1 of 8000" in found.reason


def test_propensities_that_are_not_those_of_the_choices_are_noticed(bandit_log, catalogue, rng):
    log = [row._replace(propensity=0.2) for row in bandit_log]

    assert "not those of its choices" in judged(log, catalogue, np.ones(9), rng).reason


def test_choices_the_log_makes_in_other_situations_only_are_noticed(catalogue, rng):
    """Every type occurs, but the hard ones never after a miss: the weights no longer average 1."""

    def life(worker):
        first = int(rng.integers(9))
        score = float(rng.random() < chance_of(first))
        second = int(rng.integers(9 if score else 3))
        return [
            Attempt(worker, NAMES[first], score, 60.0, at=0, propensity=1 / 9),
            Attempt(worker, NAMES[second], 1.0, 60.0, at=1, propensity=1 / 9 if score else 1 / 3),
        ]

    log = [row for number in range(3000) for row in life(f"w{number}")]

    assert isinstance(judged(log, catalogue, np.ones(9), rng), Unknown)


def test_too_small_an_effective_sample_says_too_little(bandit_log, catalogue, rng):
    found = judged(bandit_log, catalogue, np.eye(9)[0], rng)

    assert isinstance(found, Unknown)
    assert found.effective < 500 and "say too little" in found.reason


def test_more_than_five_decisions_ahead_is_too_far(bandit_log, catalogue, rng):
    assert "too far" in judged(bandit_log * 3, catalogue, np.ones(9), rng, horizon=6).reason


def test_people_who_left_early_are_not_passed_over_in_silence(bandit_log, catalogue, rng):
    assert (
        "made fewer than 2 decisions"
        in judged(bandit_log[:-500:] + bandit_log[-500::2], catalogue, np.ones(9), rng).reason
    )


def test_missing_outcomes_are_named(bandit_log, catalogue, rng):
    log = [bandit_log[0]._replace(score=None), *bandit_log[1:]]

    assert "outcome is missing in 1 of" in judged(log, catalogue, np.ones(9), rng).reason


def test_every_stretch_of_a_log_can_be_used(bandit_log, catalogue, rng):
    every = off_policy.windows(bandit_log, catalogue, horizon=1, every=True)

    assert len(every) == 8000
    assert np.unique(every.place).size == 8000


@pytest.mark.parametrize("propensity", [0.0, -0.1, 1.5])
def test_a_propensity_is_a_probability(bandit_log, catalogue, propensity):
    with pytest.raises(ValueError, match="probability"):
        off_policy.windows([bandit_log[0]._replace(propensity=propensity)], catalogue, horizon=1)


def test_nine_in_ten_intervals_hold_the_truth(catalogue):
    """A regression that knows nothing of the workers' own abilities does not make intervals too narrow."""
    truth, held = (12 * EASY + 6 * HARD) / 18, 0
    for seed in range(30):
        rng = np.random.default_rng([11, seed])
        rows = rng.integers(9, size=(1500, 2))
        base = np.where(rows < 3, EASY, HARD)
        scores = rng.random((1500, 2)) < base + rng.uniform(-0.2, 0.2, (1500, 1))
        log = {
            "worker": np.repeat([f"w{n}" for n in range(1500)], 2),
            "task_type": np.array(NAMES)[rows.ravel()],
            "score": scores.ravel().astype(float),
            "propensity": np.full(3000, 1 / 9),
        }
        found = judged(log, catalogue, [4, 4, 4, 1, 1, 1, 1, 1, 1], rng)
        held += found.low <= truth <= found.high

    assert held >= 27
