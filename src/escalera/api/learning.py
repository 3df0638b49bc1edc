"""Recommendations: this task type taught me that."""

import uuid
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from escalera.api.presence import NAME, Problem, person_of
from escalera.learning import actions
from escalera.skills.models import Skill
from escalera.tasks.models import TaskType

router = Router()


class RecommendationIn(Schema):
    id: uuid.UUID
    task_type: str = Field(max_length=80, pattern=NAME)
    skill: str = Field(max_length=80, pattern=NAME)
    taught: bool


class RecommendationOut(Schema):
    task_type: str
    skill: str
    taught: bool


@router.post(
    "/recommendations",
    response={200: RecommendationOut, 404: Problem, 409: Problem},
    summary="Say that a task type taught a skill, or that it did not",
)
def create_recommendation(request: HttpRequest, sent: RecommendationIn) -> Any:
    task_type = get_object_or_404(TaskType, pk=sent.task_type)
    skill = get_object_or_404(Skill, pk=sent.skill)
    try:
        said = actions.recommend(
            id=sent.id,
            person=person_of(request),
            task_type=task_type,
            skill=skill,
            taught=sent.taught,
            now=timezone.now(),
        )
    except actions.HasNotDoneIt:
        return Status(409, {"detail": "Only who has done a task can say what it taught. Do it first."})
    return {"task_type": said.task_type_id, "skill": said.skill_id, "taught": said.taught}
