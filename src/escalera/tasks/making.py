"""Items from families: the same seed makes the same item, for ever kept as it was shown."""

from datetime import datetime

import numpy as np
from django.db.models import Exists, OuterRef

from escalera.people.models import Person
from escalera.tasks import reserving
from escalera.tasks.families import REGISTRY
from escalera.tasks.models import Item, Origin, TaskType

TRIES = 5  # others may take an item between our look and our hand


class NoItemLeft(Exception):
    """A task type with a fixed number of items has none that this person has not done."""


def item_for(*, task_type: TaskType, person: Person, seed: int, now: datetime) -> Item:
    """An item of the task type that the person has not met, kept for them. Raises NoItemLeft."""
    if task_type.origin in (Origin.FAMILY, Origin.PROPOSED) and task_type.family in REGISTRY:
        return made(task_type=task_type, language=person.words, seed=seed)
    for item in reserving.left_for(person).filter(task_type=task_type).order_by("seed")[:TRIES]:
        if reserving.hold(item=item, person=person, now=now):
            return item
    raise NoItemLeft(task_type.slug)


def used_up(person: Person) -> set[str]:
    """Task types with a fixed number of items that the person has all done, or others took: nothing to offer."""
    unmet = reserving.left_for(person).filter(task_type=OuterRef("pk"))
    fixed = TaskType.objects.filter(is_open=True, origin__in=(Origin.TEMPLATE, Origin.OUTSIDE))
    return set(fixed.filter(~Exists(unmet)).values_list("slug", flat=True))


def made(*, task_type: TaskType, language: str, seed: int) -> Item:
    family = REGISTRY[task_type.family]
    made = family.make(task_type.level, language, np.random.default_rng(seed)).as_json()
    item, _ = Item.objects.get_or_create(
        task_type=task_type,
        seed=seed,
        language=language,
        defaults={
            "content": made["content"],
            "key": made["key"],
            "feedback": made["feedback"],
            "chance": made["chance"],
        },
    )
    return item
