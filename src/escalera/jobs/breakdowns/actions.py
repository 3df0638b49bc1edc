"""Keeping a break-down for others, changing it, undoing, taking a copy of one's own."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from escalera.jobs.breakdowns.models import BreakDownVersion, SavedBreakDown
from escalera.jobs.models import Posting, RequiredSkill
from escalera.ledger import actions as ledger
from escalera.people.models import Person
from escalera.people.plain_text import storable
from escalera.people.redaction import redact
from escalera.programmes import queries as programmes
from escalera.programmes.models import Programme


class NotACoach(Exception):
    """Only a coach or coordinator of the programme may do this."""


class NothingAsked(Exception):
    """A break-down holds at least one skill."""


@transaction.atomic
def save(
    *, id: uuid.UUID, posting: Posting, programme: Programme, by: Person, now: datetime
) -> SavedBreakDown:
    """Keep what a posting asks for, for a programme; the same id twice is one. Raises NotACoach, NothingAsked."""
    check(programme, by)
    if before := SavedBreakDown.objects.filter(pk=id, programme=programme).first():
        return before
    rows = posting.required_skills.order_by("-is_required", "-level", "skill_id")
    skills = [
        {"skill": row.skill_id, "level": row.level, "required": row.is_required, "phrase": row.phrase}
        for row in rows
    ]
    saved = SavedBreakDown.objects.create(
        id=id,
        programme=programme,
        title=posting.title,
        language=posting.language,
        materials=posting.materials,
        saved_at=now,
    )
    change(id=uuid.uuid5(id, "first"), saved=saved, skills=skills, reason="", by=by, now=now)
    return saved


@transaction.atomic
def change(
    *,
    id: uuid.UUID,
    saved: SavedBreakDown,
    skills: Sequence[dict[str, Any]],
    reason: str,
    by: Person,
    now: datetime,
) -> BreakDownVersion:
    """A new version, shown from now on; the same id twice is one. Raises NotACoach, NothingAsked."""
    check(saved.programme, by)
    if not skills:
        raise NothingAsked
    # Locked, so that two changes at once are two versions.
    saved = SavedBreakDown.objects.select_for_update().get(pk=saved.pk)
    if before := saved.versions.filter(pk=id).first():
        return before
    last = saved.versions.values_list("number", flat=True).first() or 0
    version = BreakDownVersion.objects.create(
        id=id,
        saved=saved,
        number=last + 1,
        skills=list(skills),
        reason=redact(storable(reason).strip(), language=by.words).text[:120],
        made_by=by,
        made_at=now,
    )
    point(saved, version.number, by, now)
    return version


@transaction.atomic
def show(*, saved: SavedBreakDown, number: int, by: Person, now: datetime) -> None:
    """Undo: show an earlier version again. Raises NotACoach, BreakDownVersion.DoesNotExist."""
    check(saved.programme, by)
    point(saved, saved.versions.get(number=number).number, by, now)


@transaction.atomic
def take(*, id: uuid.UUID, saved: SavedBreakDown, person: Person, now: datetime) -> Posting:
    """One's own copy, to walk towards it or correct it; the same id twice is one."""
    if before := person.postings.filter(pk=id).first():
        return before
    posting = Posting.objects.create(
        id=id,
        person=person,
        title=saved.title,
        text="",
        language=saved.language,
        materials=saved.materials,
        brought_at=now,
    )
    for one in saved.versions.get(number=saved.current).skills:
        RequiredSkill.objects.create(
            posting=posting,
            skill_id=one["skill"],
            level=one["level"],
            is_required=one["required"],
            phrase_en=one["phrase"],
            phrase_es=one["phrase"],
        )
    return posting


def check(programme: Programme, by: Person) -> None:
    if not programmes.is_coach(by, programme):
        raise NotACoach


def point(saved: SavedBreakDown, number: int, by: Person, now: datetime) -> None:
    SavedBreakDown.objects.filter(pk=saved.pk).update(current=number)
    payload = {"break_down": str(saved.pk), "version": number}
    ledger.record(kind="break-down changed", subject=by.pk, payload=payload, now=now)
