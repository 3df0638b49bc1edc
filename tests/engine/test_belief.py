import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalera.engine import Catalogue, TaskType, Tutor
from escalera.engine.belief import population
from escalera.engine.effects import MOST, Effects

SCORES = st.floats(0.0, 1.0)
ANSWERS = st.lists(
    st.tuples(
        st.integers(0, 3),
        SCORES,
        st.floats(-3.0, 3.0),
        st.floats(0.0, 0.9),
        st.floats(0.0, 1.0),
        st.booleans(),
    ),
    max_size=30,
)


def weights_for(kind):
    return np.array([[1.0, 0, 0], [0, 1.0, 0], [0.5, 0.5, 0], [0.2, 0.3, 0.5]])[kind]


def after(answers):
    belief = population(3)
    for kind, score, difficulty, chance, trust, helped in answers:
        belief = belief.update(
            weights_for(kind), difficulty=difficulty, score=score, chance=chance, trust=trust, help=helped
        )
    return belief


@given(ANSWERS, st.integers(0, 3), st.floats(-3.0, 3.0), st.floats(0.0, 0.9))
def test_a_right_answer_never_lowers_the_belief_in_what_was_asked(answers, kind, difficulty, chance):
    belief, asked = after(answers), weights_for(kind)

    right = belief.update(asked, difficulty=difficulty, score=1.0, chance=chance)

    assert asked @ right.mean >= asked @ belief.mean - 1e-9


@given(ANSWERS, st.integers(0, 3), st.floats(-3.0, 3.0), st.floats(0.0, 0.9))
def test_a_wrong_answer_never_raises_the_belief_in_what_was_asked(answers, kind, difficulty, chance):
    belief, asked = after(answers), weights_for(kind)

    wrong = belief.update(asked, difficulty=difficulty, score=0.0, chance=chance)

    assert asked @ wrong.mean <= asked @ belief.mean + 1e-9


@given(ANSWERS)
def test_the_covariance_stays_symmetric_and_positive(answers):
    covariance = after(answers).covariance

    assert np.allclose(covariance, covariance.T, atol=1e-12)
    assert np.linalg.eigvalsh(covariance).min() > 0


@given(st.floats(-3.0, 3.0), SCORES, SCORES)
def test_a_better_score_never_means_less(difficulty, one, other):
    belief, asked = population(3), weights_for(0)
    low, high = sorted((one, other))

    worse, better = (
        belief.update(asked, difficulty=difficulty, score=score, chance=0.2) for score in (low, high)
    )

    assert better.mean[0] >= worse.mean[0] - 1e-9


def test_the_more_easily_guessed_the_less_a_right_answer_says():
    belief, asked = population(3), weights_for(0)

    moved = [belief.update(asked, difficulty=0.0, score=1.0, chance=c).mean[0] for c in (0.0, 0.25, 0.5, 0.9)]

    assert moved == sorted(moved, reverse=True)
    assert moved[0] > moved[-1] + 0.3


def test_a_right_answer_with_help_says_less_and_a_wrong_one_as_much():
    belief, asked = population(3), weights_for(0)

    def mean(score, *, helped):
        return belief.update(asked, difficulty=0.0, score=score, help=helped).mean[0]

    assert belief.mean[0] < mean(1.0, helped=True) < mean(1.0, helped=False)
    assert mean(0.0, helped=True) == mean(0.0, helped=False)


def test_an_answer_that_nobody_could_have_read_says_little():
    belief, asked = population(3), weights_for(0)

    doubted = belief.update(asked, difficulty=0.0, score=1.0, trust=0.1)
    believed = belief.update(asked, difficulty=0.0, score=1.0)

    assert doubted.mean[0] - belief.mean[0] < 0.25 * (believed.mean[0] - belief.mean[0])


@given(ANSWERS, st.floats(-10, 4000))
def test_time_alone_never_raises_a_skill(answers, days):
    belief = after(answers)

    later = belief.drift(days, population=population(3))

    assert np.all(later.mean <= belief.mean + 1e-12)
    assert np.linalg.eigvalsh(later.covariance).min() > 0


def test_after_very_long_nothing_is_known_any_more():
    belief = after([(0, 1.0, 0.0, 0.0, 1.0, False)] * 10)

    later = belief.drift(100_000, population=population(3))

    assert np.allclose(later.covariance, population(3).covariance)


def test_many_right_answers_reach_a_level_and_many_wrong_ones_do_not():
    level = np.array([0.3, -np.inf, -np.inf])

    right = after([(0, 1.0, 0.3, 0.2, 1.0, False)] * 30)
    wrong = after([(0, 0.0, 0.3, 0.2, 1.0, False)] * 30)

    assert right.reached(level)[0] > 0.9
    assert wrong.reached(level)[0] < 0.01
    assert wrong.reached(level)[1] == 1.0


def test_the_update_agrees_with_the_exact_posterior():
    belief, grid = population(1), np.linspace(-12, 12, 20001)
    prior = np.exp(-0.5 * (grid + 1.5) ** 2 / 1.5**2)
    exact = prior * (0.25 + 0.75 / (1 + np.exp(-(grid - 0.4))))
    exact /= exact.sum()

    told = belief.update(np.array([1.0]), difficulty=0.4, score=1.0, chance=0.25)

    assert told.mean[0] == pytest.approx(exact @ grid, abs=2e-3)
    assert told.covariance[0, 0] == pytest.approx(exact @ grid**2 - (exact @ grid) ** 2, abs=5e-3)


@pytest.mark.parametrize("wrong", [{"score": 1.2}, {"score": -0.1}, {"score": 1.0, "chance": 1.0}])
def test_impossible_answers_are_refused(wrong):
    with pytest.raises(ValueError, match="lie in"):
        population(1).update(np.array([1.0]), difficulty=0.0, **wrong)


def test_saying_what_one_can_do_is_believed_with_caution():
    belief = population(2)

    told = belief.declared(np.array([True, False]), difficulty=np.array([0.3, 0.3]))

    assert belief.mean[0] < told.mean[0] < 0.8
    assert told.deviation[0] < belief.deviation[0]


@given(st.lists(st.tuples(st.integers(0, 8), SCORES, st.booleans()), min_size=1, max_size=40))
@settings(max_examples=25)
def test_skills_and_effects_stay_one_gaussian(attempts):
    types = [TaskType(f"t{at}", {f"s{at % 3}": 1.0, f"s{at % 2}": 0.5}, level=0.3) for at in range(9)]
    tutor = Tutor(Catalogue.of(skills=["s0", "s1", "s2"], task_types=types))
    belief = tutor.newcomer()

    for at, score, pause in attempts:
        belief = tutor.tell(belief, f"t{at}", score=score, seconds=60, days=30.0 if pause else 0.0)

    effects = belief.effects
    joint = np.block([[belief.covariance, effects.cross], [effects.cross.T, effects.covariance]])
    assert len(effects.names) <= MOST
    assert np.allclose(joint, joint.T, atol=1e-9)
    assert np.linalg.eigvalsh(joint).min() > -1e-9


def test_old_effects_make_room_for_new_ones_but_never_the_workers_own_rate():
    effects = Effects()
    for at in range(60):
        effects = effects.keeping({"rate": 0.1, f"type:{at}": 0.2}, skills=2)

    assert len(effects.names) == MOST
    assert effects.names[0] == "rate"
    assert f"type:{59}" in effects.names
