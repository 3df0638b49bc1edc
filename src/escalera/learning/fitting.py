"""Bridge to the engine: the tutor of today, fitted anew from all attempts and recommendations."""

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from escalera.engine import Catalogue, Gains, Tutor
from escalera.engine.catalogue import TaskType as EngineTaskType
from escalera.engine.log import Attempt as EngineAttempt
from escalera.engine.log import Recommendation as EngineRecommendation
from escalera.learning.models import FittedGains, Recommendation
from escalera.skills.models import Skill
from escalera.tasks.families.family import DIFFICULTY
from escalera.tasks.models import Attempt, SkillWeight, TaskType

ARRAYS = ("mean", "variance", "peers", "evidence")


@dataclass(frozen=True)
class Fit:
    packed: bytes
    attempts: int
    recommendations: int


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
    return Tutor(catalogue, _on_rows(FittedGains.objects.get(pk=version), catalogue))


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
    gains = Tutor(catalogue).learn(log, said).gains
    return Fit(packed=_packed(catalogue, gains), attempts=len(log), recommendations=len(said))


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


def _packed(catalogue: Catalogue, gains: Gains) -> bytes:
    file = io.BytesIO()
    arrays = {name: getattr(gains, name).astype(np.float32) for name in ARRAYS}
    np.savez_compressed(
        file, task_types=np.array(catalogue.task_types), skills=np.array(catalogue.skills), **arrays
    )
    return file.getvalue()


def _on_rows(version: FittedGains, catalogue: Catalogue) -> Gains:
    """Fitted gains on today's catalogue; what the fit did not know stays as declared."""
    stored = np.load(io.BytesIO(bytes(version.packed)), allow_pickle=False)
    rows = _places(stored["task_types"].tolist(), catalogue.task_types)
    columns = _places(stored["skills"].tolist(), catalogue.skills)
    declared = Gains.declared(catalogue)
    arrays = {name: getattr(declared, name).copy() for name in ARRAYS}
    for name, array in arrays.items():
        array[np.ix_([here for _, here in rows], [here for _, here in columns])] = stored[name][
            np.ix_([there for there, _ in rows], [there for there, _ in columns])
        ]
    return Gains(**arrays)


def _places(stored: list[str], today: tuple[str, ...]) -> list[tuple[int, int]]:
    here = {name: place for place, name in enumerate(today)}
    return [(there, here[name]) for there, name in enumerate(stored) if name in here]
