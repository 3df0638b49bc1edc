"""Tips from one worker to the next: left, voted on, reported, taken back. `advice` chooses which one is shown."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from escalera.coaching.advice import circling, holding
from escalera.coaching.advice.models import About
from escalera.coaching.models import Tip, TipReport, TipShowing, TipVote
from escalera.ledger import actions as ledger
from escalera.people import limits
from escalera.people.models import Person
from escalera.people.plain_text import storable
from escalera.people.redaction import redact
from escalera.tasks import queries as tasks
from escalera.tasks.models import TaskType

LONGEST = 280
MOST_A_DAY = 20


class NothingSaid(Exception):
    """A tip without words."""


class TooLong(Exception):
    """A tip of more than 280 characters."""


class HasNotDoneIt(Exception):
    """Somebody leaves a tip on a task type that they have not tried."""


class NotShown(Exception):
    """Only who was shown a tip can say something about it."""


@transaction.atomic
def leave_tip(
    *,
    id: uuid.UUID,
    person: Person,
    task_type: TaskType,
    text: str,
    now: datetime,
    about: str = About.TASK_TYPE,
    mistake: str = "",
) -> Tip:
    """Keep a tip; held for a look when contact data was cut or it insults. The same id twice is one.

    Raises HasNotDoneIt, NothingSaid, TooLong, TooMuch.
    """
    if not tasks.did(person, task_type):
        raise HasNotDoneIt(task_type.slug)
    mistake = mistake if about == About.MISTAKE else ""
    return keep(id=id, person=person, text=text, now=now, task_type=task_type, about=about, mistake=mistake)


def keep(*, id: uuid.UUID, person: Person, text: str, now: datetime, **fields: Any) -> Tip:
    """Whoever calls holds the transaction. Raises NothingSaid, TooLong, TooMuch."""
    redacted = redact(said(text), language=person.words)
    if not Tip.objects.filter(pk=id, person=person).exists():
        limits.check(Tip.objects.filter(person=person), most=MOST_A_DAY, now=now)
    taken = Tip.objects.filter(pk=id).exclude(person=person).exists()
    words = {
        "text": redacted.text[:LONGEST],
        "language": person.words,
        "held_because": holding.why_held(redacted.text, redacted.cuts),
    }
    tip, is_new = Tip.objects.get_or_create(
        id=uuid.uuid4() if taken else id, person=person, defaults={**words, **fields, "at": now}
    )
    if is_new:
        payload = {"task_type": tip.task_type_id, "about": tip.about, "held": tip.held_because}
        ledger.record(kind="tip", subject=person.pk, payload=payload, now=now, id=tip.pk)
        if tip.held_because:
            circling.ask_circle(tip=tip, reporter=None, now=now)
    return tip


def said(text: str) -> str:
    """The words of a tip. Raises NothingSaid, TooLong."""
    words = " ".join(storable(text).split())
    if not words:
        raise NothingSaid
    if len(words) > LONGEST:
        raise TooLong
    return words


@transaction.atomic
def take_back_tip(*, tip: Tip, now: datetime) -> None:
    """Its author wants nobody to see it any more; twice is once."""
    if Tip.objects.filter(pk=tip.pk, taken_back_at=None).update(taken_back_at=now):
        ledger.record(kind="tip taken back", subject=tip.person_id, payload={"tip": str(tip.pk)}, now=now)


@transaction.atomic
def put_back_tip(*, tip: Tip, now: datetime) -> None:
    """Its author takes that back; twice is once."""
    if Tip.objects.exclude(taken_back_at=None).filter(pk=tip.pk).update(taken_back_at=None):
        ledger.record(kind="tip put back", subject=tip.person_id, payload={"tip": str(tip.pk)}, now=now)


@transaction.atomic
def vote(*, id: uuid.UUID, showing: TipShowing, helped: bool, now: datetime) -> TipVote:
    """Whether a tip helped; saying it again corrects it. Raises NotShown where none was shown."""
    if showing.tip_id is None:
        raise NotShown
    vote, is_new = TipVote.objects.get_or_create(
        person=showing.person,
        tip_id=showing.tip_id,
        defaults={
            "id": uuid.uuid4() if TipVote.objects.filter(pk=id).exists() else id,
            "helped": helped,
            "at": now,
        },
    )
    if is_new or vote.helped != helped:
        TipVote.objects.filter(pk=vote.pk).update(helped=helped, at=now)
        payload = {"tip": str(showing.tip_id), "helped": helped}
        ledger.record(kind="tip vote", subject=showing.person_id, payload=payload, now=now)
    vote.helped = helped
    return vote


@transaction.atomic
def report_tip(*, showing: TipShowing, now: datetime) -> TipReport:
    """A reader finds a tip out of place; nobody sees it from then on. Twice is once. Raises NotShown."""
    if showing.tip_id is None:
        raise NotShown
    row, is_new = TipReport.objects.get_or_create(
        tip_id=showing.tip_id, person=showing.person, defaults={"at": now}
    )
    if is_new:
        payload = {"tip": str(showing.tip_id)}
        ledger.record(kind="tip reported", subject=showing.person_id, payload=payload, now=now)
        circling.ask_circle(tip=row.tip, reporter=showing.person, now=now)
    return row
