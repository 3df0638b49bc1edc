import numpy as np
import pytest

from escalera.engine import Catalogue, TaskType, UnknownName


def test_shares_of_skills_sum_to_one():
    catalogue = Catalogue.of(skills=["a", "b"], task_types=[TaskType("t", {"a": 3, "b": 1})])

    assert catalogue.weights.tolist() == [[0.75, 0.25]]


def test_levels_become_difficulties_on_the_logit_scale():
    catalogue = Catalogue.of(skills=["a"], task_types=[TaskType("t", {"a": 1}, level=0.8)])

    assert catalogue.difficulty[0] == pytest.approx(1.8)
    assert catalogue.target({"a": 0.55})[0] == pytest.approx(0.3)


def test_unknown_skills_are_named():
    with pytest.raises(UnknownName, match="'juggling'"):
        Catalogue.of(skills=["a"], task_types=[TaskType("t", {"juggling": 1})])


@pytest.mark.parametrize("wrong", [{"seconds": 0.0}, {"chance": 1.0}, {"pay": -1.0}])
def test_impossible_task_types_are_refused(wrong):
    with pytest.raises(ValueError, match="catalogue"):
        Catalogue.of(skills=["a"], task_types=[TaskType("t", {"a": 1}, **wrong)])


def test_a_catalogue_seen_from_few_skills_keeps_what_touches_them(catalogue):
    small = catalogue.within(["reading", "spreadsheets"])

    assert small.skills == ("reading", "spreadsheets")
    assert all("typing" not in name for name in small.task_types)
    assert np.allclose(small.weights.sum(axis=1), 1.0)
    assert small.prerequisites.tolist() == [[False, False], [True, False]]
