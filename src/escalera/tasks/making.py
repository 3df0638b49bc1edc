"""Items from families: the same seed makes the same item, for ever kept as it was shown."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

import numpy as np
from django.db.models import Exists, OuterRef, QuerySet

from escalera.people.models import Person
from escalera.tasks import reserving
from escalera.tasks.authoring import queries as authoring
from escalera.tasks.families import REGISTRY
from escalera.tasks.families.materials import NOTHING, Materials
from escalera.tasks.models import Item, Origin, TaskType

TRIES = 5  # others may take an item between our look and our hand


class NoItemLeft(Exception):
    """A task type with a fixed number of items has none that this person has not done."""


def item_for(
    *, task_type: TaskType, person: Person, seed: int, now: datetime, materials: Materials = NOTHING
) -> Item:
    """An item of the task type that the person has not met, cut from materials where the family can, and kept for
    them where only so many answers are wanted. Raises NoItemLeft."""
    if task_type.origin in (Origin.FAMILY, Origin.PROPOSED) and task_type.family in REGISTRY:
        return made(task_type=task_type, language=person.words, seed=seed, materials=materials)
    of_authors = task_type.origin == Origin.AUTHORED
    unmet = authoring.unmet_items(person) if of_authors else reserving.left_for(person)
    for item in unmet.filter(task_type=task_type).order_by("seed")[:TRIES]:
        if reserving.hold(item=item, person=person, now=now):
            return item
    raise NoItemLeft(task_type.slug)


def used_up(person: Person, origins: Mapping[str, str] | None = None) -> set[str]:
    """Task types with a fixed number of items that the person has all done, or others took: nothing to offer.

    `origins` of the open task types by slug, from who read them already.
    """
    if origins is None:
        origins = dict(TaskType.objects.filter(is_open=True).order_by().values_list("slug", "origin"))
    authored = {slug for slug, origin in origins.items() if origin == Origin.AUTHORED}
    fixed = {slug for slug, origin in origins.items() if origin in (Origin.TEMPLATE, Origin.OUTSIDE)}
    # Counting who took what is dear, so only those are counted that have no item free for everybody.
    counted = fixed - _with_item(fixed, reserving.free_for(person)) if fixed else set()
    gone = counted - _with_item(counted, reserving.left_for(person)) if counted else set()
    return gone | (authoring.used_up(person) if authored else set())


def _with_item(slugs: set[str], items: QuerySet[Item]) -> set[str]:
    found = TaskType.objects.filter(Exists(items.filter(task_type=OuterRef("pk"))), pk__in=slugs)
    return set(found.order_by().values_list("slug", flat=True))


def made(*, task_type: TaskType, language: str, seed: int, materials: Materials = NOTHING) -> Item:
    """The item of a seed; with materials, the item of both, whose content says which they were."""
    new = built(task_type=task_type, language=language, seed=seed, materials=materials)
    item, _ = Item.objects.get_or_create(
        task_type=task_type,
        seed=new.seed,
        language=language,
        defaults={
            "content": new.content,
            "key": new.key,
            "feedback": new.feedback,
            "chance": new.chance,
        },
    )
    return item


def built(*, task_type: TaskType, language: str, seed: int, materials: Materials = NOTHING) -> Item:
    """An item that is not stored, for those who only look."""
    if materials and REGISTRY[task_type.family].cut:
        return _cut(task_type, language, joined(seed, materials), materials)
    family = REGISTRY[task_type.family]
    parts = family.make(task_type.level, language, np.random.default_rng(seed)).as_json()
    return Item(task_type=task_type, seed=seed, language=language, **parts)


def joined(seed: int, materials: Materials) -> int:
    """A seed of its own for a seed with materials, so that the items of one posting are not those of another."""
    digest = hashlib.sha256(json.dumps([seed, materials.as_json()], sort_keys=True).encode()).digest()
    return int.from_bytes(digest[:7], "big")


def again(item: Item) -> Item:
    """The item made once more from what is kept of it, to check that it is the same."""
    kept = item.content.get("materials")
    if kept and REGISTRY[item.task_type.family].cut:
        return _cut(item.task_type, item.language, item.seed, Materials.of(kept))
    return built(task_type=item.task_type, language=item.language, seed=item.seed)


def _cut(task_type: TaskType, language: str, seed: int, materials: Materials) -> Item:
    cut = REGISTRY[task_type.family].cut
    assert cut is not None  # noqa: S101
    parts = cut(task_type.level, language, np.random.default_rng(seed), materials).as_json()
    parts["content"]["materials"] = materials.as_json()
    return Item(task_type=task_type, seed=seed, language=language, **parts)
