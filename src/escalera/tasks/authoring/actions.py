"""What changes a draft: beginning, saving a step, proposing."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import chain, count
from typing import Any

from django.db import transaction

from escalera.people.models import Person
from escalera.programmes import queries as programmes
from escalera.programmes.models import Programme
from escalera.tasks.authoring import columns as column_rules
from escalera.tasks.authoring import readiness
from escalera.tasks.authoring import table as tables
from escalera.tasks.authoring.building import columns_of
from escalera.tasks.authoring.models import Draft, Publication
from escalera.tasks.authoring.problems import TableRefused

MOST_DRAFTS = 30


class NotInTheProgramme(Exception):
    """Tasks are made for the people of a programme one is in."""


class TooManyDrafts(Exception):
    pass


class NotReady(Exception):
    """Something is missing; readiness.missing says what."""


@transaction.atomic
def begin(*, id: uuid.UUID, programme: Programme, person: Person, now: datetime) -> Draft:
    """Raises NotInTheProgramme, TooManyDrafts; the same id twice is one draft."""
    if not programmes.programmes_of(person).filter(pk=programme.pk).exists():
        raise NotInTheProgramme
    if draft := Draft.objects.filter(pk=id, person=person).first():
        return draft
    if Draft.objects.filter(person=person).count() >= MOST_DRAFTS:
        raise TooManyDrafts
    taken = Draft.objects.filter(pk=id).exists()
    return Draft.objects.create(
        id=uuid.uuid4() if taken else id, programme=programme, person=person, changed_at=now
    )


@transaction.atomic
def edit(*, publication: Publication, person: Person, now: datetime) -> Draft:
    """A draft that begins as the current version; the one that is open already, where there is one."""
    open_one = Draft.objects.filter(person=person, task_type=publication.task_type_id).first()
    if open_one:
        return open_one
    version = publication.versions.get(number=publication.current)
    return Draft.objects.create(
        programme=publication.programme,
        person=person,
        task_type_id=publication.task_type_id,
        content=version.content,
        table=version.table,
        changed_at=now,
    )


@transaction.atomic
def write(*, draft: Draft, words: Mapping[str, Any], now: datetime) -> None:
    """Keep what a step of the form says, whole or not: nothing is lost by going on later."""
    draft.content = {**draft.content, **words}
    draft.changed_at = now
    draft.save(update_fields=["content", "changed_at"])


@transaction.atomic
def lay(*, draft: Draft, source: bytes, now: datetime) -> None:
    """Keep a table; columns of the same name keep their use. Raises TableRefused, and keeps the old one."""
    table = tables.read(source, language=draft.person.words)
    draft.table = asdict(table)
    guessed = column_rules.guessed(table, columns_of(draft.content))
    write(draft=draft, words={"columns": [column.as_json() for column in guessed]}, now=now)
    draft.save(update_fields=["table"])


@transaction.atomic
def mend(*, draft: Draft, source: bytes, now: datetime) -> None:
    """Put corrected rows in place of those that can't be used; the good ones stay, each with its number.

    Rows that are left out are gone, further ones come last. Raises TableRefused, and changes nothing.
    """
    there, checked = draft.rows, readiness.checked(draft)
    corrected = tables.read(source, language=draft.person.words)
    if there is None or checked is None or corrected.header != there.header:
        raise TableRefused("other_columns", names=", ".join(there.header if there else ()))
    good = [row for row in there.rows if row[0] not in checked.wrong_rows]
    numbers = chain(sorted(checked.wrong_rows), count(there.rows[-1][0] + 1))
    rows = sorted([*good, *zip(numbers, (cells for _, cells in corrected.rows), strict=False)])
    if len(rows) > tables.MOST_ROWS:
        raise TableRefused("too_many_rows", most=tables.MOST_ROWS)
    notes = tuple(dict.fromkeys((*there.notes, *corrected.notes)))
    draft.table, draft.changed_at = asdict(tables.Table(there.header, tuple(rows), notes)), now
    draft.save(update_fields=["table", "changed_at"])


@transaction.atomic
def set_columns(*, draft: Draft, columns: Sequence[column_rules.Column], now: datetime) -> None:
    write(draft=draft, words={"columns": [column.as_json() for column in columns]}, now=now)


@transaction.atomic
def propose(*, draft: Draft, now: datetime) -> None:
    """Show the draft to the programme's coordinators. Raises NotReady; twice is once."""
    if readiness.missing(draft):
        raise NotReady
    if draft.proposed_at is None:
        draft.proposed_at = now
        draft.save(update_fields=["proposed_at"])


@transaction.atomic
def take_back(*, draft: Draft) -> None:
    """Back to its author: to go on, or because a coordinator asks for a change."""
    draft.proposed_at = None
    draft.save(update_fields=["proposed_at"])


def throw_away(*, draft: Draft) -> None:
    draft.delete()
