"""Bridge to the engine: the tutor of today, fitted anew from all attempts and recommendations."""

import uuid
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from escalera.engine import Catalogue, Tutor
from escalera.engine.catalogue import LOGITS_PER_LEVEL
from escalera.engine.catalogue import TaskType as EngineTaskType
from escalera.engine.explaining import Z_INTERVAL
from escalera.engine.log import Attempt as EngineAttempt
from escalera.engine.log import Recommendation as EngineRecommendation
from escalera.engine.realigning import known_newcomer, realigned, refreshed
from escalera.lab import models
from escalera.lab.models import Model
from escalera.learning.models import FittedGains, Recommendation
from escalera.skills.models import Skill
from escalera.tasks.families.family import DIFFICULTY
from escalera.tasks.models import Attempt, SkillWeight, TaskType

# Attempts that later answers speak about; with fewer a fit holds little but what was declared and said before.
LEAST_EVIDENCE = 10.0


@dataclass(frozen=True)
class Measured:
    """What the log says one attempt at its best moves a skill: in levels, with its 80 % interval."""

    gain: float
    low: float
    high: float


def measured_gains(skill: str) -> dict[str, Measured]:
    """The gains on a skill by task type, only where attempts speak about them; nothing before the first fit."""
    if not FittedGains.objects.exists() or not TaskType.objects.filter(is_open=True).exists():
        return {}
    tutor = current_tutor()
    if skill not in tutor.catalogue.skills:
        return {}
    gains, at = tutor.gains, tutor.catalogue.skill_at(skill)
    return {
        task_type: measured(gains.mean[row, at], gains.variance[row, at])
        for row, task_type in enumerate(tutor.catalogue.task_types)
        if gains.evidence[row, at] >= LEAST_EVIDENCE
    }


def measured(mean: float, variance: float) -> Measured:
    gain, spread = mean / LOGITS_PER_LEVEL, Z_INTERVAL * variance**0.5 / LOGITS_PER_LEVEL
    return Measured(float(gain), float(gain - spread), float(gain + spread))


@dataclass(frozen=True)
class Fit:
    """What is kept of a fit; `reliability` in [0, 1] by person, of those who recommended something."""

    packed: bytes
    attempts: int
    recommendations: int
    reliability: dict[uuid.UUID, float]


def current_tutor() -> Tutor:
    """The tutor over today's task types, with the newest fitted gains; cached until either changes."""
    newest = FittedGains.objects.order_by("-made_at", "-pk").values_list("pk", flat=True).first()
    types = tuple(TaskType.objects.filter(is_open=True).values_list("slug", "minutes", "chance"))
    return tutor_of(newest, types)


@lru_cache(maxsize=4)
def tutor_of(version: int | None, types: tuple[tuple[Any, ...], ...]) -> Tutor:
    catalogue = _catalogue()
    if version is None:
        return Tutor(catalogue)
    return _taught(catalogue, bytes(FittedGains.objects.get(pk=version).packed))


def _taught(catalogue: Catalogue, packed: bytes) -> Tutor:
    """What a fit learnt, on today's catalogue. A version of before this format waits for the next fit."""
    try:
        learnt = models.from_bytes(packed)
    except models.NotAModel:
        return Tutor(catalogue)
    before = learnt.catalogue
    newcomer = learnt.newcomer and known_newcomer(learnt.newcomer, learnt=before, today=catalogue)
    gains = realigned(learnt.gains, learnt=before, today=catalogue)
    return Tutor(refreshed(catalogue, learnt=before), gains, newcomer=newcomer)


def _catalogue() -> Catalogue:
    weights: dict[str, dict[str, float]] = {}
    for task_type, skill, weight in SkillWeight.objects.values_list("task_type_id", "skill_id", "weight"):
        weights.setdefault(task_type, {})[skill] = weight
    types = [t for t in TaskType.objects.filter(is_open=True) if t.slug in weights]
    skills = sorted({skill for t in types for skill in weights[t.slug]})
    return Catalogue.of(
        skills=skills,
        task_types=[_task_type(t, weights[t.slug]) for t in types],
        prerequisites=_prerequisites(skills),
    )


def _task_type(row: TaskType, weights: dict[str, float]) -> EngineTaskType:
    return EngineTaskType(
        name=row.slug,
        skills=weights,
        level=DIFFICULTY[row.level],
        seconds=row.minutes * 60,
        chance=min(row.chance, 0.95),
        pay=0.0,  # pay enters plans with paid work (issue C), in one currency
        family=row.family,
    )


def _prerequisites(skills: list[str]) -> dict[str, list[str]]:
    needs: dict[str, list[str]] = {}
    rows = Skill.objects.filter(slug__in=skills, prerequisites__slug__in=skills)
    for skill, earlier in rows.values_list("slug", "prerequisites__slug"):
        if earlier in skills:
            needs.setdefault(skill, []).append(earlier)
    return needs


def fit() -> Fit:
    """Fit the gains from the whole log; recommendations without an attempt are left out."""
    catalogue = _catalogue()
    log = _log(set(catalogue.task_types))
    said = _recommendations(catalogue)
    tutor = Tutor(catalogue).learn(log, said)
    learnt = Model(catalogue=tutor.catalogue, gains=tutor.gains, newcomer=tutor.newcomer())
    believed = {uuid.UUID(person): value for person, value in tutor.reliability.items()}
    return Fit(models.to_bytes(learnt), len(log), len(said), believed)


def _log(known: set[str]) -> list[EngineAttempt]:
    rows = (
        Attempt.objects.exclude(score=None)
        .filter(too_fast=False, is_repeat=False)
        .order_by("received_at", "pk")
    )
    columns = rows.values_list(
        "person_id", "item__task_type_id", "score", "seconds", "item_id", "received_at"
    )
    return [
        EngineAttempt(
            worker=str(worker),
            task_type=task_type,
            score=score,
            seconds=seconds,
            item=str(item),
            at=at.timestamp(),
        )
        for worker, task_type, score, seconds, item, at in columns.iterator()
        if task_type in known
    ]


def _recommendations(catalogue: Catalogue) -> list[EngineRecommendation]:
    tried = set(
        Attempt.objects.filter(too_fast=False)
        .values_list("person_id", "item__task_type_id")
        .distinct()
        .iterator()
    )
    rows = Recommendation.objects.values_list("person_id", "task_type_id", "skill_id", "taught")
    return [
        EngineRecommendation(worker=str(worker), task_type=task_type, skill=skill, taught=taught)
        for worker, task_type, skill, taught in rows.iterator()
        if (worker, task_type) in tried and skill in catalogue.skills and task_type in catalogue.task_types
    ]
