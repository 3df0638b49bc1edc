"""Questions over tasks and attempts."""

from dataclasses import dataclass

from escalera.people.models import Person
from escalera.skills import queries as skills
from escalera.skills.models import Skill
from escalera.tasks.families import REGISTRY
from escalera.tasks.models import Attempt, Origin, TaskType


@dataclass(frozen=True)
class OwnTimes:
    """Seconds of this attempt beside the same person's earlier ones of the task type."""

    seconds: float
    before: tuple[float, ...]

    @property
    def usual(self) -> float | None:
        return sum(self.before) / len(self.before) if self.before else None


def own_times(attempt: Attempt) -> OwnTimes:
    earlier = Attempt.objects.filter(
        person=attempt.person_id,
        item__task_type=attempt.item.task_type_id,
        received_at__lt=attempt.received_at,
    ).order_by("-received_at")[:5]
    return OwnTimes(seconds=attempt.seconds, before=tuple(earlier.values_list("seconds", flat=True)))


def trainable_skills(person: Person | None = None) -> set[str]:
    """Skills with at least one open task type for the person; without one, for everybody."""
    rows = TaskType.objects.open_to(person).exclude(weights=None)
    return set(rows.values_list("weights__skill", flat=True).distinct())


def families_to_try() -> dict[str, list[TaskType]]:
    """Open task types that make endless items, by family; the order of the families is that of the registry."""
    open_ones = TaskType.objects.filter(is_open=True, origin=Origin.FAMILY, family__in=REGISTRY)
    found: dict[str, list[TaskType]] = {slug: [] for slug in REGISTRY}
    for task_type in open_ones.order_by("level").prefetch_related("weights__skill"):
        found[task_type.family].append(task_type)
    return {slug: types for slug, types in found.items() if types}


def taught_as(skill: Skill, trainable: set[str]) -> str | None:
    """The skill itself when it can be trained, else the relative it names, else one near it in a taxonomy's tree."""
    if skill.slug in trainable:
        return skill.slug
    return skill.nearest_id if skill.nearest_id in trainable else skills.relative_of(skill, trainable)


def did(person: Person, task_type: TaskType) -> bool:
    """Whether the person honestly tried the task type: at least one answer not faster than reading."""
    return Attempt.objects.filter(person=person, item__task_type=task_type, too_fast=False).exists()
