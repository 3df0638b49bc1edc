"""Which task types build a skill, and how we know: what was measured, else what peers say, else what is declared."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.db.models import Avg, Count, Exists, OuterRef, Q

from escalera.learning import fitting
from escalera.learning.fitting import Measured
from escalera.learning.models import Recommendation, Reliability
from escalera.programmes.models import Programme
from escalera.skills.models import Skill
from escalera.tasks.models import Attempt, SkillWeight, TaskType

LEAST_PEOPLE = 10  # nobody outside a group reads what fewer people are like
NOTICED = 0.005  # levels an attempt; less, and a hundred attempts don't bring half a level
Because = Literal["measured", "peers", "declared", "doubted"]
ORDER: tuple[Because, ...] = ("measured", "peers", "declared", "doubted")


@dataclass(frozen=True)
class Teaching:
    """A task type, and what is known of its teaching one skill; `weight` is how much its makers say it asks for it.

    `believed` is how far those who spoke are believed on the whole, in [0, 1]; None where they are too few to tell
    without telling about one of them.
    """

    task_type: TaskType
    measured: Measured | None
    yes: int
    no: int
    weight: float
    believed: float | None = None

    @property
    def because(self) -> Because:
        """The strongest reason to believe in it; "doubted" where what is known speaks against it."""
        if self.measured and self.measured.low > 0 and self.measured.gain >= NOTICED:
            return "measured"
        if self.measured and self.measured.high < NOTICED:
            return "doubted"
        if self.yes > self.no:
            return "peers"
        return "doubted" if self.no > self.yes or not self.weight else "declared"

    @property
    def rank(self) -> tuple[int, float, int, float, str]:
        """Best first when sorted."""
        gain = self.measured.gain if self.measured and self.because == "measured" else 0.0
        return (ORDER.index(self.because), -gain, self.no - self.yes, -self.weight, self.task_type.slug)


def teaching(skill: Skill, *, programme: Programme | None = None) -> list[Teaching]:
    """Open task types that build the skill, the best evidence first: those for everybody, and the programme's own."""
    gains, said = fitting.measured_gains(skill.pk), words_about(skill)
    weights = dict(SkillWeight.objects.filter(skill=skill).values_list("task_type_id", "weight"))
    felt = {slug for slug, one in gains.items() if one.low > 0 and one.gain >= NOTICED}
    recommended = {slug for slug, (yes, no) in said.items() if yes > no}
    found = [
        Teaching(one, gains.get(one.pk), *said.get(one.pk, (0, 0)), weights.get(one.pk, 0.0))
        for one in open_to(programme, {*weights, *felt, *recommended})
    ]
    return sorted(found, key=lambda one: one.rank)


def on(task_type: TaskType, skill: Skill) -> Teaching:
    """What is known of one task type teaching one skill."""
    weight = SkillWeight.objects.filter(task_type=task_type, skill=skill).first()
    return Teaching(
        task_type,
        fitting.measured_gains(skill.pk).get(task_type.pk),
        *words_about(skill, task_type).get(task_type.pk, (0, 0)),
        weight.weight if weight else 0.0,
        believed_about(task_type, skill),
    )


def believed_about(task_type: TaskType, skill: Skill) -> float | None:
    who = Recommendation.objects.filter(task_type=task_type, skill=skill).values("person")
    found = Reliability.objects.filter(person__in=who).aggregate(mean=Avg("value"), people=Count("pk"))
    return found["mean"] if found["people"] >= LEAST_PEOPLE else None


def words_about(skill: Skill, task_type: TaskType | None = None) -> dict[str, tuple[int, int]]:
    """How many said that a task type taught them the skill, and that it didn't; only who honestly did it counts.

    Of all task types, or of the one that is asked about.
    """
    did = Attempt.objects.filter(
        person=OuterRef("person"), item__task_type=OuterRef("task_type"), too_fast=False
    )
    rows = Recommendation.objects.filter(Exists(did), skill=skill)
    if task_type:
        rows = rows.filter(task_type=task_type)
    counted = rows.values("task_type").annotate(
        yes=Count("pk", filter=Q(taught=True)), no=Count("pk", filter=Q(taught=False))
    )
    return {slug: (yes, no) for slug, yes, no in counted.values_list("task_type", "yes", "no")}


def open_to(programme: Programme | None, slugs: Iterable[str]) -> list[TaskType]:
    """Those that are open to everybody, or to the people of the programme."""
    for_whom = Q(programme=None)
    if programme:
        for_whom |= Q(programme=programme)
    return list(TaskType.objects.filter(for_whom, is_open=True, pk__in=list(slugs)))
