"""Jobs and postings, with what they ask for."""

import uuid
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from escalera.api.presence import Problem, person_of
from escalera.jobs import actions, advice, queries
from escalera.jobs.intake import Unreadable
from escalera.jobs.models import Job, Posting

router = Router()


class JobOut(Schema):
    id: str
    title_en: str
    title_es: str


class RequiredOut(Schema):
    """`taught_as` is the skill that our tasks train for it; null: we can't teach it yet."""

    skill: str
    label: str
    level: float
    phrase: str
    confidence: float
    is_required: bool
    taught_as: str | None


class JobDetail(JobOut):
    required: list[RequiredOut]
    facts: dict[str, Any]


class PostingIn(Schema):
    """`id` is the sender's own, so that sending twice is sending once."""

    id: uuid.UUID | None = None
    text: str = Field(max_length=1_500_000)


class BreakDownOut(Schema):
    id: uuid.UUID
    title: str
    language: str
    required: list[RequiredOut]
    task_types: list[str]
    pay: dict[str, Any] | None
    fraud_signs: list[dict[str, Any]]
    notes: list[str]


@router.get("/jobs", response=list[JobOut], auth=None, summary="The starter jobs")
def list_jobs(request: HttpRequest) -> list[dict[str, Any]]:
    return [{"id": job.pk, "title_en": job.title_en, "title_es": job.title_es} for job in Job.objects.all()]


@router.get(
    "/jobs/{slug}", response={200: JobDetail, 404: Problem}, auth=None, summary="A job with what it asks for"
)
def get_job(request: HttpRequest, slug: str) -> dict[str, Any]:
    job = get_object_or_404(Job, pk=slug)
    return {
        "id": job.pk,
        "title_en": job.title_en,
        "title_es": job.title_es,
        "required": required(job),
        "facts": job.facts,
    }


@router.post(
    "/postings", response={201: BreakDownOut, 422: Problem}, summary="Bring a posting and have it broken down"
)
def create_posting(request: HttpRequest, sent: PostingIn) -> Status[Any]:
    try:
        posting = actions.bring(person=person_of(request), source=sent.text, now=timezone.now(), id=sent.id)
    except Unreadable as error:
        return Status(422, {"detail": advice.words(error.code).in_(person_of(request).words)})
    return Status(201, broken_down(posting))


@router.get("/postings/{posting_id}", response={200: BreakDownOut, 404: Problem}, summary="One's own posting")
def get_posting(request: HttpRequest, posting_id: uuid.UUID) -> dict[str, Any]:
    return broken_down(get_object_or_404(Posting, pk=posting_id, person=person_of(request)))


def broken_down(posting: Posting) -> dict[str, Any]:
    asked = required(posting)
    return {
        "id": posting.pk,
        "title": posting.title,
        "language": posting.language,
        "required": asked,
        "task_types": queries.task_types_for([(one["skill"], one["level"]) for one in asked]),
        "pay": posting.pay,
        "fraud_signs": posting.fraud_signs,
        "notes": posting.notes,
    }


def required(origin: Job | Posting) -> list[dict[str, Any]]:
    return [
        {
            "skill": one.skill.pk,
            "label": one.skill.label,
            "level": one.level,
            "phrase": one.phrase,
            "confidence": one.confidence,
            "is_required": one.is_required,
            "taught_as": one.taught_as.pk if one.taught_as else None,
        }
        for one in queries.required_of(origin)
    ]
