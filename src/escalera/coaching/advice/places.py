"""Where a tip may be shown: before a task, or after a mistake there. And what is expected of a person there."""

import math
from collections.abc import Collection

from django.db.models import Q

from escalera.coaching.advice.models import About, Tip, TipQuerySet, TipReport, TipVote
from escalera.learning import tracing
from escalera.people.models import Person
from escalera.tasks.models import Attempt, TaskType

RIGHT = 0.995
LOOKED_BACK = 20  # attempts that tell somebody's pace
DOUBT = 3.0  # so many attempts at the usual pace are added


def place_of(task_type: TaskType, mistake: str = "") -> str:
    return f"{task_type.pk}/{mistake}" if mistake else task_type.pk


def tips_before(task_type: TaskType, person: Person) -> TipQuerySet:
    """On this task type, or on its kind at every level."""
    here = Q(about=About.TASK_TYPE, task_type=task_type)
    return _for(person).filter(here | Q(about=About.FAMILY, task_type__family=task_type.family))


def tips_after(task_type: TaskType, mistakes: Collection[str], person: Person) -> TipQuerySet:
    """On one of these mistakes, at whatever level of the task it was written."""
    return _for(person).filter(about=About.MISTAKE, mistake__in=mistakes, task_type__family=task_type.family)


def _for(person: Person) -> TipQuerySet:
    """In the person's language, by somebody else, not one that did not help or that they reported."""
    tips = Tip.objects.in_sight().filter(language=person.words).exclude(person=person)
    did_not_help = TipVote.objects.filter(person=person, helped=False).values("tip")
    reported = TipReport.objects.filter(person=person).values("tip")
    return tips.exclude(pk__in=did_not_help).exclude(pk__in=reported).order_by("at", "pk")


def mistakes_of(attempt: Attempt) -> list[str]:
    """The fields that were judged and missed, in the order of the page."""
    scores = {name: field["score"] for name, field in attempt.fields.items()}
    return [name for name, score in scores.items() if score is not None and score < RIGHT]


def missed_by(person: Person, task_type: TaskType) -> set[str]:
    """The fields that somebody missed at a task type lately."""
    tries = person.attempts.filter(item__task_type=task_type).order_by("-received_at")[:LOOKED_BACK]
    return {name for attempt in tries for name in mistakes_of(attempt)}


def expected_of(person: Person, task_type: TaskType) -> tracing.Expected | None:
    """The score we believe in, and the seconds this person would usually take."""
    found = tracing.expected(person, task_type.pk)
    return found and tracing.Expected(found.score, found.usual_s * pace_of(person))


def pace_of(person: Person) -> float:
    """How slow somebody is against what is usual, 1 for a newcomer: a shrunk mean of the logarithms."""
    usual = tracing.usual_seconds()
    rows = person.attempts.filter(too_fast=False, is_repeat=False, seconds__gt=0).order_by("-received_at")
    taken = rows.values_list("item__task_type_id", "seconds")[:LOOKED_BACK]
    logs = [math.log(seconds / usual[slug]) for slug, seconds in taken if slug in usual]
    return math.exp(sum(logs) / (len(logs) + DOUBT))
