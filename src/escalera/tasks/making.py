"""Items from families: the same seed makes the same item, for ever kept as it was shown."""

import numpy as np
from django.db.models import Exists, OuterRef

from escalera.people.models import Person
from escalera.tasks.authoring import queries as authoring
from escalera.tasks.families import REGISTRY
from escalera.tasks.models import Item, Origin, TaskType


class NoItemLeft(Exception):
    """A task type with a fixed number of items has none that this person has not done."""


def item_for(*, task_type: TaskType, person: Person, seed: int) -> Item:
    """An item of the task type that the person has not met. Raises NoItemLeft."""
    if task_type.origin in (Origin.FAMILY, Origin.PROPOSED) and task_type.family in REGISTRY:
        return made(task_type=task_type, language=person.words, seed=seed)
    if task_type.origin == Origin.AUTHORED:
        item = authoring.unmet_items(person).filter(task_type=task_type).order_by("seed").first()
    else:
        item = task_type.items.exclude(attempts__person=person).order_by("seed").first()
    if item is None:
        raise NoItemLeft(task_type.slug)
    return item


def used_up(person: Person) -> set[str]:
    """Task types with a fixed number of items that the person has all done: again they would say nothing."""
    unmet = Item.objects.filter(task_type=OuterRef("pk")).exclude(attempts__person=person)
    fixed = TaskType.objects.filter(is_open=True, origin__in=(Origin.TEMPLATE, Origin.OUTSIDE))
    return set(fixed.filter(~Exists(unmet)).values_list("slug", flat=True)) | authoring.used_up(person)


def made(*, task_type: TaskType, language: str, seed: int) -> Item:
    built_item = built(task_type=task_type, language=language, seed=seed)
    item, _ = Item.objects.get_or_create(
        task_type=task_type,
        seed=seed,
        language=language,
        defaults={
            "content": built_item.content,
            "key": built_item.key,
            "feedback": built_item.feedback,
            "chance": built_item.chance,
        },
    )
    return item


def built(*, task_type: TaskType, language: str, seed: int) -> Item:
    """An item that is not stored, for those who only look."""
    family = REGISTRY[task_type.family]
    parts = family.make(task_type.level, language, np.random.default_rng(seed)).as_json()
    return Item(task_type=task_type, seed=seed, language=language, **parts)
