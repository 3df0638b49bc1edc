"""Keeping a break-down for others, changing it, undoing, taking a copy of one's own."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from escalera.jobs.breakdowns.listing import Asked, Source, content_of, current
from escalera.jobs.breakdowns.models import BreakDownVersion, SavedBreakDown
from escalera.jobs.models import Posting, RequiredSkill
from escalera.ledger import actions as ledger
from escalera.people.models import Person
from escalera.people.plain_text import storable
from escalera.people.redaction import redact
from escalera.programmes import queries as programmes
from escalera.programmes.models import Programme
from escalera.programmes.versions import signed

LONGEST_TITLE = 160


class NotACoach(Exception):
    """Only a coach or coordinator of the programme may do this."""


class NothingAsked(Exception):
    """A break-down holds at least one skill."""


@transaction.atomic
def save(*, id: uuid.UUID, source: Source, programme: Programme, by: Person, now: datetime) -> SavedBreakDown:
    """Keep for a programme what a posting, a job or another break-down asks for; the same id twice is one.

    Raises NotACoach, NothingAsked.
    """
    check(programme, by)
    if before := SavedBreakDown.objects.filter(pk=id, programme=programme).first():
        return before
    content = content_of(source, language=by.words)
    if not content.skills:
        raise NothingAsked
    saved = SavedBreakDown.objects.create(
        id=uuid.uuid4() if SavedBreakDown.objects.filter(pk=id).exists() else id,
        programme=programme,
        title=content.title,
        language=content.language,
        materials=content.materials,
        saved_at=now,
    )
    change(
        id=uuid.uuid5(saved.pk, "first"),
        saved=saved,
        skills=content.skills,
        title=content.title,
        reason="",
        by=by,
        now=now,
    )
    return saved


@transaction.atomic
def change(
    *,
    id: uuid.UUID,
    saved: SavedBreakDown,
    skills: Sequence[Asked],
    title: str,
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
    name = redact(storable(title).strip(), language=by.words).text[:LONGEST_TITLE]
    version = BreakDownVersion.objects.create(
        saved=saved,
        title=name or saved.title,
        skills=[one.as_json() for one in skills],
        **signed(saved.versions.all(), id=id, reason=reason, by=by, now=now),
    )
    point(saved, version, by, now)
    return version


@transaction.atomic
def show(*, saved: SavedBreakDown, number: int, by: Person, now: datetime) -> None:
    """Undo: show an earlier version again. Raises NotACoach, BreakDownVersion.DoesNotExist."""
    check(saved.programme, by)
    point(saved, saved.versions.get(number=number), by, now)


@transaction.atomic
def take(*, id: uuid.UUID, saved: SavedBreakDown, person: Person, now: datetime) -> Posting:
    """One's own copy, to walk towards it or correct it; the same id twice is one."""
    if before := person.postings.filter(pk=id).first():
        return before
    posting = Posting.objects.create(
        id=uuid.uuid4() if Posting.objects.filter(pk=id).exists() else id,
        person=person,
        title=saved.title,
        text="",
        language=saved.language,
        materials=saved.materials,
        brought_at=now,
    )
    for one in current(saved):
        RequiredSkill.objects.create(
            posting=posting,
            skill_id=one.skill,
            level=one.level,
            is_required=one.required,
            phrase_en=one.phrase_en,
            phrase_es=one.phrase_es,
        )
    return posting


def check(programme: Programme, by: Person) -> None:
    if not programmes.is_coach(by, programme):
        raise NotACoach


def point(saved: SavedBreakDown, version: BreakDownVersion, by: Person, now: datetime) -> None:
    title = version.title or saved.title
    SavedBreakDown.objects.filter(pk=saved.pk).update(current=version.number, title=title)
    payload = {"break_down": str(saved.pk), "version": version.number}
    ledger.record(kind="break-down changed", subject=by.pk, payload=payload, now=now)
