"""Something is wrong with this person in help: the conversation ends, the two never meet again, others look."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from escalera.coaching.helping import fair
from escalera.coaching.helping.models import Asking
from escalera.coaching.helping.reports.models import ThreadReport, Wrong
from escalera.ledger import actions as ledger
from escalera.people import blocking, limits
from escalera.people.models import Block, Person
from escalera.people.plain_text import storable
from escalera.people.redaction import redact

MOST_A_DAY, LONGEST = 5, 280


class NotAReason(Exception):
    """What is wrong was not chosen."""


class TooLong(Exception):
    """More than 280 characters."""


@transaction.atomic
def part(*, asking: Asking, person: Person, about: str, now: datetime) -> Block:
    """End the conversation and never bring the two together again. Twice is once; `about`: blocking.block."""
    other = other_of(asking, person)
    Asking.objects.standing().filter(pk=asking.pk).update(declined_at=now)
    return blocking.block(id=uuid.uuid4(), person=person, other=other, apart=True, about=about, now=now)


@transaction.atomic
def report(
    *,
    id: uuid.UUID,
    asking: Asking,
    person: Person,
    wrong: str,
    about: str,
    words: str = "",
    shares: bool = False,
    reconsidered: bool = False,
    now: datetime,
) -> ThreadReport:
    """Say what is wrong, and part. One report each; twice is once.

    With `shares` who looks may read the messages. Raises NotAReason, TooLong, TooMuch, BlamesOutside.
    """
    if wrong not in Wrong.values:
        raise NotAReason
    Asking.objects.select_for_update().get(pk=asking.pk)
    mine = ThreadReport.objects.filter(person=person)
    if there := mine.filter(asking=asking).first():
        return there
    said = _checked(words, person, reconsidered)
    limits.check(mine, most=MOST_A_DAY, now=now)
    part(asking=asking, person=person, about=about, now=now)
    row = ThreadReport.objects.create(
        id=uuid.uuid4() if ThreadReport.objects.filter(pk=id).exists() else id,
        asking=asking,
        person=person,
        about=other_of(asking, person),
        wrong=wrong,
        words=said,
        shared=shares,
        at=now,
    )
    payload = {"asking": str(asking.pk), "wrong": wrong, "shared": shares}
    ledger.record(kind="conversation reported", subject=person.pk, payload=payload, now=now)
    return row


def _checked(words: str, person: Person, reconsidered: bool) -> str:
    text = " ".join(storable(words).split())
    if len(text) > LONGEST:
        raise TooLong
    if text and not reconsidered:
        fair.check_report(text)
    return redact(text, language=person.words).text[:LONGEST]


def reports_by(person: Person) -> QuerySet[ThreadReport]:
    """One's own, the newest first."""
    rows = ThreadReport.objects.filter(person=person).select_related("asking__request__task_type")
    return rows.order_by("-at")


def other_of(asking: Asking, person: Person) -> Person:
    return asking.helper if person.pk == asking.request.person_id else asking.request.person


def bring_together(*, guest: Person, person: Person) -> None:
    """A report about a guest is one about the person they turn out to be; nobody helps themselves."""
    ThreadReport.objects.filter(about=guest).update(about=person)
    both = (guest.pk, person.pk)
    Asking.objects.filter(helper__in=both, request__person__in=both).exclude(
        helper=F("request__person")
    ).delete()
