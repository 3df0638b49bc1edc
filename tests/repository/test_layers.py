"""What an import linter can't see: foreign keys point down, and every model says what it keeps of a person."""

import tomllib
from pathlib import Path

from django.apps import apps
from django.db.models import Field, ForeignObject, Model

ROOT = Path(__file__).parents[2]
OURS = [model for model in apps.get_models() if model.__module__.startswith("escalera.")]


def layer_of(package: str) -> int:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    lines = contracts[0]["layers"]
    return next(
        place
        for place, line in enumerate(lines)
        if package in line.replace("(", "").replace(")", "").split(" | ")
    )


def package_of(model: type[Model]) -> str:
    return model.__module__.split(".")[1]


def test_foreign_keys_point_down_the_layers():
    upwards = [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model in OURS
        for field in model._meta.get_fields()
        if isinstance(field, ForeignObject) and field.related_model in OURS
        if package_of(field.related_model) != package_of(model)
        if layer_of(package_of(field.related_model)) <= layer_of(package_of(model))
    ]

    assert upwards == []


def test_every_model_declares_its_personal_fields_and_how_long_they_are_kept():
    undeclared = [
        model.__name__ for model in OURS if not getattr(getattr(model, "Privacy", None), "kept", "")
    ]

    assert undeclared == []


def test_declared_personal_fields_exist():
    for model in OURS:
        names = {field.name for field in model._meta.get_fields()}
        assert set(model.Privacy.personal) <= names, model.__name__


def test_every_link_to_a_person_is_declared_personal_or_the_model_says_whose_it_is():
    """Who is blocked or reported never reads so: such a model names its ways."""
    missing = [
        f"{model.__name__}.{field.name}"
        for model in OURS
        for field in model._meta.get_fields()
        if isinstance(field, ForeignObject) and field.related_model.__name__ == "Person"
        if field.name not in model.Privacy.personal and model.__name__ != "Account"
        if not getattr(model.Privacy, "ways", ())
    ]

    assert missing == []


def test_no_model_has_a_field_that_names_a_person():
    forbidden = {
        "email",
        "phone",
        "telephone",
        "first_name",
        "last_name",
        "nationality",
        "ip",
        "ip_address",
        "user_agent",
    }
    found = [
        f"{model.__name__}.{field.name}"
        for model in OURS
        for field in model._meta.get_fields()
        if isinstance(field, Field) and field.name in forbidden
    ]

    assert found == []
