"""A model file gives back what was put in, and anything else is refused in words."""

from dataclasses import replace

import numpy as np
import pytest

from escalera.engine import Belief, Gains
from escalera.engine import simulation as worlds
from escalera.lab import models
from escalera.lab.models import Extent, Items, Model, NotAModel, Times, WhoSaid


@pytest.fixture
def model():
    catalogue = worlds.make(rng=np.random.default_rng(1), declared=True).catalogue
    types, skills = catalogue.weights.shape
    return Model(
        catalogue=catalogue,
        gains=Gains.declared(catalogue),
        newcomer=Belief(np.full(skills, -1.0), np.eye(skills)),
        items=Items(("i", "j"), np.array([0, 1]), np.array([0.5, -1.0]), np.array([3.0, 9.0])),
        times=Times(np.log(catalogue.seconds), np.ones(types), np.ones(types), slope=-0.2),
        who_said=WhoSaid(("Amina",), np.array([3]), np.array([2]), np.array([True]), np.array([0.5])),
        extent=Extent(rows=10, workers=2),
    )


def test_what_is_kept_is_what_was_fitted(model, tmp_path):
    models.save(model, tmp_path / "m.npz")

    back = models.load(tmp_path / "m.npz")

    assert back.catalogue.task_types == model.catalogue.task_types
    np.testing.assert_array_equal(back.catalogue.prerequisites, model.catalogue.prerequisites)
    np.testing.assert_array_equal(back.gains.mean, model.gains.mean)
    np.testing.assert_array_equal(back.newcomer.covariance, model.newcomer.covariance)
    assert (back.items.names, back.times.slope, back.extent) == (("i", "j"), -0.2, model.extent)
    assert back.who_said.of(3, 2) == [("Amina", True, 0.5)]
    assert back.claims == model.claims


def test_a_tutor_goes_on_from_a_model(model, tmp_path):
    models.save(model, tmp_path / "m.npz")
    tutor = models.load(tmp_path / "m.npz").tutor(exploration=0.0)

    step = tutor.ask(tutor.newcomer(), {model.catalogue.skills[0]: 0.5})

    assert step.task_type in model.catalogue.task_types


def test_the_same_model_is_the_same_file(model, tmp_path):
    for name in ("a", "b"):
        models.save(model, tmp_path / name)

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_model_of_today_is_read_where_optional_parts_are_missing(model, tmp_path):
    models.save(replace(model, newcomer=None, times=None), tmp_path / "m.npz")

    back = models.load(tmp_path / "m.npz")

    assert back.newcomer is None
    assert back.times is None


@pytest.mark.parametrize("content", [b"", b"not a model", b"PK\x03\x04 half"])
def test_what_is_no_model_is_refused_in_words(tmp_path, content):
    (tmp_path / "m.npz").write_bytes(content)

    with pytest.raises(NotAModel, match="is not a model"):
        models.load(tmp_path / "m.npz")


def test_half_a_model_is_refused_in_words(model, tmp_path):
    models.save(model, tmp_path / "m.npz")
    whole = (tmp_path / "m.npz").read_bytes()

    for share in (0.3, 0.6, 0.95):
        (tmp_path / "half.npz").write_bytes(whole[: int(share * len(whole))])
        with pytest.raises(NotAModel):
            models.load(tmp_path / "half.npz")


def test_arrays_of_something_else_and_newer_models_are_refused(tmp_path):
    np.savez(tmp_path / "other.npz", mean=np.ones(3))
    np.savez(tmp_path / "newer.npz", format=np.asarray("escalera-model"), version=np.asarray(99))

    np.save(tmp_path / "single.npy", np.ones(3))

    for name in ("other.npz", "single.npy"):
        with pytest.raises(NotAModel, match="is not a model"):
            models.load(tmp_path / name)
    with pytest.raises(NotAModel, match="newer"):
        models.load(tmp_path / "newer.npz")
