"""What changes jobs and postings: the starter set, bringing a posting, correcting what it asks for."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from escalera.jobs import materials, reading, starter
from escalera.jobs.breaking import BreakDown
from escalera.jobs.models import Job, Posting, RequiredSkill
from escalera.jobs.starter import StarterJob
from escalera.ledger import actions as ledger
from escalera.people.models import Person
from escalera.skills.models import Skill


class NotYours(Exception):
    """Only who brought a posting corrects it."""


@transaction.atomic
def load_starter() -> int:
    """Write the starter jobs with what they ask for; return how many."""
    jobs = starter.load()
    for job in jobs:
        load_job(job)
    return len(jobs)


def load_job(job: StarterJob) -> None:
    row, _ = Job.objects.update_or_create(
        slug=job.slug,
        defaults={"title_en": job.title.en, "title_es": job.title.es, "facts": plain(asdict(job))},
    )
    row.required_skills.exclude(skill_id__in=[asked.skill for asked in job.skills]).delete()
    for asked in job.skills:
        RequiredSkill.objects.update_or_create(
            job=row,
            skill_id=asked.skill,
            defaults={
                "level": asked.level,
                "is_required": asked.is_required,
                "phrase_en": asked.phrase.en,
                "phrase_es": asked.phrase.es,
            },
        )


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON has them; decimals become text, never floats."""
    return dict(json.loads(json.dumps(values, cls=DjangoJSONEncoder)))


@transaction.atomic
def bring(*, person: Person, source: bytes | str, now: datetime, id: uuid.UUID | None = None) -> Posting:
    """Keep a posting, contact data cut, broken down into skills; the same id twice is one posting.

    Raises intake.TooLong, NothingToRead, NotText.
    """
    if id and (before := person.postings.filter(pk=id).first()):
        return before
    intake, found = reading.taken(source)
    posting = Posting.objects.create(
        id=unused(id),
        person=person,
        title=found.title[:160],
        text=intake.text,
        language=intake.language,
        pay=plain(asdict(found.pay)) if found.pay else None,
        fraud_signs=[plain(asdict(sign)) for sign in found.signs],
        notes=list(found.notes),
        materials=materials.found(f"{found.title}\n{intake.text}", language=intake.language),
        brought_at=now,
    )
    keep_required(posting, found)
    ledger.record(
        kind="posting",
        subject=person.pk,
        payload={
            "posting": str(posting.pk),
            "language": intake.language,
            "skills": [s.id for s in found.skills],
        },
        now=now,
    )
    return posting


def unused(id: uuid.UUID | None) -> uuid.UUID:
    """The sender's id, unless there is none or somebody else has it."""
    return uuid.uuid4() if id is None or Posting.objects.filter(pk=id).exists() else id


def keep_required(posting: Posting, found: BreakDown) -> None:
    known = set(Skill.objects.values_list("slug", flat=True))
    for asked in found.skills:
        if asked.id in known:
            RequiredSkill.objects.create(
                posting=posting,
                skill_id=asked.id,
                level=asked.level,
                is_required=asked.required,
                phrase_en=asked.phrase,
                phrase_es=asked.phrase,
                confidence=asked.confidence,
            )


@transaction.atomic
def copy_job(*, job: Job, person: Person, now: datetime, id: uuid.UUID | None = None) -> Posting:
    """One's own copy of a starter job's list, to correct it; the same id twice is one copy."""
    if id and (before := person.postings.filter(pk=id).first()):
        return before
    posting = Posting.objects.create(
        id=unused(id),
        person=person,
        title=job.title,
        text="",
        language=person.words,
        notes=[f"copy of {job.pk}"],
        brought_at=now,
    )
    for row in job.required_skills.all():
        row.pk, row.job, row.posting = None, None, posting
        row.save(force_insert=True)
    return posting


@transaction.atomic
def set_level(*, posting: Posting, skill: Skill, level: float, by: Person, now: datetime) -> None:
    """Correct the level that a posting asks for. Raises NotYours."""
    change(posting, by, {"skill": skill.pk, "level": level}, now)
    posting.required_skills.filter(skill=skill).update(level=min(max(level, 0.0), 1.0))


@transaction.atomic
def add_skill(*, posting: Posting, skill: Skill, level: float, by: Person, now: datetime) -> RequiredSkill:
    """Add a skill that the reading missed. Raises NotYours."""
    change(posting, by, {"skill": skill.pk, "added": True}, now)
    row, _ = RequiredSkill.objects.update_or_create(
        posting=posting,
        skill=skill,
        defaults={"level": min(max(level, 0.0), 1.0), "is_required": True, "added_by_person": True},
    )
    return row


@transaction.atomic
def remove_skill(*, posting: Posting, skill: Skill, by: Person, now: datetime) -> None:
    """Take a skill off the list. Raises NotYours."""
    change(posting, by, {"skill": skill.pk, "removed": True}, now)
    posting.required_skills.filter(skill=skill).delete()


def change(posting: Posting, by: Person, what: Mapping[str, Any], now: datetime) -> None:
    if posting.person_id != by.pk:
        raise NotYours
    ledger.record(
        kind="posting corrected", subject=by.pk, payload={"posting": str(posting.pk), **what}, now=now
    )
