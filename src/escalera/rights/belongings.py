"""Which rows are whose: found by walking the models, so that a new model cannot be forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from escalera.ledger.models import Event
from escalera.people.models import Person

Model = type[models.Model]


@dataclass(frozen=True)
class Belonging:
    """A model with personal fields, and the ways (lookups) from its rows to the person they belong to."""

    model: Model
    ways: tuple[str, ...]

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def is_direct(self) -> bool:
        return self.model is not Person and all("__" not in way for way in self.ways)

    def of(self, person: Person) -> models.QuerySet[Any]:
        mine = models.Q()
        for way in self.ways:
            mine |= models.Q(**{way: person.pk})
        return self.model._base_manager.filter(mine).order_by("pk")


@cache
def belongings() -> tuple[Belonging, ...]:
    found = ((model, ways_to_person(model)) for model in apps.get_models() if personal_fields(model))
    return tuple(Belonging(model, ways) for model, ways in found if ways)


@cache
def homeless() -> tuple[Model, ...]:
    """Models with personal fields from which no way leads to a person: there must be none but the ledger."""
    personal = (model for model in apps.get_models() if personal_fields(model) and model is not Event)
    return tuple(model for model in personal if not ways_to_person(model))


def personal_fields(model: Model) -> tuple[str, ...]:
    privacy = getattr(model, "Privacy", None)
    return tuple(getattr(privacy, "personal", ()))


def ways_to_person(model: Model) -> tuple[str, ...]:
    """The shortest chains of foreign keys: a voice belongs to who spoke, not to whose proposal it is on.

    What several people share has no such chain, and names its ways itself.
    """
    if model is Person:
        return ("pk",)
    if named := getattr(getattr(model, "Privacy", None), "ways", ()):
        return tuple(named)
    chains: list[tuple[str, Model]] = list(forward(model))
    for _ in range(4):
        if ways := tuple(way for way, target in chains if target is Person):
            return ways
        chains = [
            (f"{way}__{name}", further)
            for way, target in chains
            if personal_fields(target)
            for name, further in forward(target)
        ]
    return ()


def forward(model: Model) -> Iterator[tuple[str, Model]]:
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.related_model is not model:
            yield field.name, field.remote_field.model
