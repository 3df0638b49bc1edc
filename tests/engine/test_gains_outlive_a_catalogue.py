from dataclasses import replace

import numpy as np
import pytest

from escalera.engine import Catalogue, Gains, TaskType
from escalera.engine.belief import Belief
from escalera.engine.gains import Kinds
from escalera.engine.realigning import known_newcomer, realigned, refreshed


def catalogue_of(skills, **types):
    return Catalogue.of(skills=skills, task_types=[TaskType(name, said) for name, said in types.items()])


@pytest.fixture
def learnt():
    return catalogue_of(["typing", "reading"], forms={"typing": 1}, letters={"typing": 1, "reading": 1})


@pytest.fixture
def gains(learnt):
    shape = (2, 2)
    return Gains(
        mean=np.array([[0.4, 0.0], [0.1, 0.2]]),
        variance=np.full(shape, 0.01),
        peers=np.ones(shape),
        evidence=np.full(shape, 7.0),
        columns=np.array([[0, 1], [1, 0]]),
        covariance=np.array([[[0.01, 0.002], [0.002, 0.01]]] * 2),
        speed=np.array([-0.1, -0.2]),
        kinds=Kinds(np.array([0.5, 0.5]), np.array([[0.5, 1.5], [1.5, 0.5]])),
        needs=np.array([[0.0, 0.9], [0.0, 0.0]]),
    )


def test_over_the_same_catalogue_nothing_changes(learnt, gains):
    same = realigned(gains, learnt=learnt, today=learnt)

    for name in ("mean", "variance", "peers", "evidence", "columns", "covariance", "speed", "needs"):
        assert np.array_equal(getattr(same, name), getattr(gains, name)), name
    assert np.array_equal(same.kinds.factor, gains.kinds.factor)


def test_gains_follow_their_names_to_new_places(learnt, gains):
    today = catalogue_of(
        ["painting", "reading", "typing"], posters={"painting": 1}, letters={"typing": 1}, forms={"typing": 1}
    )

    now = realigned(gains, learnt=learnt, today=today)

    assert now.mean[today.type_at("forms"), today.skill_at("typing")] == 0.4
    assert now.mean[today.type_at("letters"), today.skill_at("reading")] == 0.2
    assert now.needs[today.skill_at("typing"), today.skill_at("reading")] == 0.9
    assert list(now.kinds.factor[:, today.type_at("forms")]) == [0.5, 1.5]
    columns, covariance = now.row_covariance(today.type_at("letters"))
    assert list(columns) == [today.skill_at("reading"), today.skill_at("typing")]
    assert covariance[0, 1] == 0.002


def test_a_type_nobody_has_fitted_is_as_declared(learnt, gains):
    today = catalogue_of(["painting", "typing"], posters={"painting": 1}, forms={"typing": 1})

    now = realigned(gains, learnt=learnt, today=today)

    declared = Gains.declared(today)
    assert np.array_equal(now.mean[0], declared.mean[0])
    assert now.speed[0] == 0.0
    assert np.all(now.kinds.factor[:, 0] == 1.0)


def test_a_fit_refreshes_difficulty_seconds_and_weights(learnt):
    today = catalogue_of(["reading", "typing"], forms={"typing": 1}, posters={"reading": 1})
    fitted = replace(learnt, difficulty=np.array([1.5, 2.5]), seconds=np.array([33.0, 44.0]))
    fitted = replace(fitted, weights=np.array([[0.2, 0.8], [0.5, 0.5]]))

    now = refreshed(today, learnt=fitted)

    assert now.difficulty[0] == 1.5
    assert now.difficulty[1] == today.difficulty[1]
    assert now.seconds[0] == 33.0
    assert list(now.weights[0]) == [0.8, 0.2]
    assert list(now.weights[1]) == [1.0, 0.0]


def test_weights_that_name_a_vanished_skill_stay_as_declared(learnt):
    today = catalogue_of(["typing"], letters={"typing": 1})

    assert list(refreshed(today, learnt=learnt).weights[0]) == [1.0]


def test_newcomers_are_known_while_every_skill_was_there(learnt):
    fitted = Belief(np.array([-1.0, -2.0]), np.array([[1.0, 0.3], [0.3, 2.0]]))
    turned = catalogue_of(["reading", "typing"], forms={"typing": 1})
    wider = catalogue_of(["reading", "typing", "painting"], forms={"typing": 1})

    now = known_newcomer(fitted, learnt=learnt, today=turned)

    assert now is not None
    assert list(now.mean) == [-2.0, -1.0]
    assert now.covariance[0, 0] == 2.0
    assert known_newcomer(fitted, learnt=learnt, today=wider) is None
