"""What changes tasks: loading the families, storing an attempt."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from django.db import IntegrityError, transaction

from escalera.people.models import Person
from escalera.tasks import answering, reserving
from escalera.tasks.families import REGISTRY
from escalera.tasks.families.family import Family, Level
from escalera.tasks.models import Attempt, Item, SkillWeight, TaskType
from escalera.tasks.pace import reading_seconds
from escalera.tasks.scoring import mean, score
from escalera.tasks.timing import timing

EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)  # a phone whose clock says less was never set


class SomebodyElsesAttempt(Exception):
    """The id was used by another person, or for another item."""


@transaction.atomic
def load_families() -> int:
    """Write a task type for each level of each family, with its skill weights; return how many."""
    levels = [(family, level) for family in REGISTRY.values() for level in family.levels]
    for family, level in levels:
        _load_level(family, level)
    return len(levels)


def _load_level(family: Family, level: Level) -> None:
    task_type, _ = TaskType.objects.update_or_create(
        slug=family.task_type(level.number),
        defaults={
            "family": family.slug,
            "level": level.number,
            "title_en": level.title.en,
            "title_es": level.title.es,
            "can_do_en": level.can_do.en,
            "can_do_es": level.can_do.es,
            "minutes": level.minutes,
            "opt_in": family.opt_in,
        },
    )
    weigh(task_type=task_type, weights=level.skills)


def weigh(*, task_type: TaskType, weights: Mapping[str, float]) -> None:
    """Say which skills a task type asks for."""
    task_type.weights.exclude(skill_id__in=weights).delete()
    for skill, weight in weights.items():
        SkillWeight.objects.update_or_create(task_type=task_type, skill_id=skill, defaults={"weight": weight})


@transaction.atomic
def submit(
    *,
    id: uuid.UUID,
    person: Person,
    item: Item,
    step: uuid.UUID | None,
    answer: Mapping[str, Any],
    seconds: float | None,
    help_used: bool,
    is_placement: bool,
    answered_at: datetime,
    now: datetime,
    wall_seconds: float | None = None,
) -> tuple[Attempt, bool]:
    """Score and store an answer; the same id again returns what is stored. Raises SomebodyElsesAttempt.

    `seconds` of work are None where nothing measured them; then `wall_seconds` stand for them.
    """
    if attempt := Attempt.objects.filter(pk=id).select_related("item").first():
        return _same(attempt, person, item), False
    # Locked, so that of two answers to one item at once the second is known to be a repeat.
    Person.objects.select_for_update().get(pk=person.pk)
    given = answering.kept(item, answer)
    result = score(item.key, given)
    took = timing(task_type=item.task_type, seconds=seconds, wall_seconds=wall_seconds)
    try:
        with transaction.atomic():
            attempt = Attempt.objects.create(
                id=id,
                person=person,
                item=item,
                step=step,
                answer=given,
                score=result.score,
                fields={name: asdict(field) for name, field in result.fields.items()},
                seconds=took.seconds,
                wall_seconds=took.wall_seconds,
                timed=took.timed,
                help_used=help_used,
                too_fast=took.seconds < reading_seconds(item.content),
                is_repeat=Attempt.objects.filter(person=person, item=item).exists(),
                is_placement=is_placement,
                answered_at=min(answered_at, now) if answered_at >= EARLIEST else now,
                received_at=now,
            )
    except IntegrityError:  # the twin arrived between our look and our write
        return _same(Attempt.objects.select_related("item").get(pk=id), person, item), False
    reserving.release(item=item, person=person)
    return attempt, True


@transaction.atomic
def judge_late(*, attempt: Attempt, scores: Mapping[str, float], again: bool = False) -> Attempt:
    """Give fields that waited for a peer their score, and the attempt the mean that follows from all of them.

    Twice is once; fields that do not wait are left alone, unless they are judged `again` after an appeal.
    """
    attempt = Attempt.objects.select_for_update().select_related("item", "person").get(pk=attempt.pk)
    late = {name: score for name, score in scores.items() if waits(attempt, name) or again}
    if late:
        attempt.fields = {**attempt.fields, **{n: {**attempt.fields[n], "score": s} for n, s in late.items()}}
        attempt.score = mean({n: f["score"] for n, f in attempt.fields.items()}, attempt.item.key)
        attempt.save(update_fields=["fields", "score"])
    return attempt


def waits(attempt: Attempt, name: str) -> bool:
    return name in attempt.fields and attempt.fields[name]["score"] is None


def _same(attempt: Attempt, person: Person, item: Item) -> Attempt:
    if attempt.person_id != person.pk or attempt.item_id != item.pk:
        raise SomebodyElsesAttempt(str(attempt.pk))
    return attempt
