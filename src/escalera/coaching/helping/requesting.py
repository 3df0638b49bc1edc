"""Somebody is stuck and asks for a person; may say more, and may take it back."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction

from escalera.coaching import brokering
from escalera.coaching.helping.models import Asking, Ending, HelpRequest
from escalera.coaching.helping.reports import pausing
from escalera.ledger import actions as ledger
from escalera.people.models import Person
from escalera.people.plain_text import storable
from escalera.people.redaction import redact
from escalera.tasks.families.family import DIFFICULTY
from escalera.tasks.models import TaskType

LONGEST = 280
DAY = timedelta(days=1)
A_DAY = 5


class TooMany(Exception):
    """At most five requests a day, so that helpers last for everybody."""


class Paused(Exception):
    """Something was reported of the person; until somebody has looked, nobody is asked for them."""


class NothingToAsk(Exception):
    """The task type trains no skill we could look for in a helper."""


class Ended(Exception):
    """The request was taken back or closed meanwhile."""


class TooLong(Exception):
    """More than 280 characters."""


@transaction.atomic
def ask(*, id: uuid.UUID, person: Person, task_type: TaskType, now: datetime) -> HelpRequest:
    """Ask for a person. While a request about the task type is open it is that one, whatever id is sent.

    Raises TooMany, NothingToAsk, Paused.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    mine = HelpRequest.objects.filter(person=person)
    if there := mine.filter(pk=id).first() or mine.open().filter(task_type=task_type).first():
        return there
    if pausing.is_paused(person):
        raise Paused
    if mine.filter(asked_at__gt=now - DAY).count() >= A_DAY:
        raise TooMany
    weight = task_type.weights.order_by("-weight", "skill").first()
    if weight is None:
        raise NothingToAsk
    request = HelpRequest.objects.create(
        id=uuid.uuid4() if HelpRequest.objects.filter(pk=id).exists() else id,
        person=person,
        task_type=task_type,
        skill=weight.skill,
        level=DIFFICULTY[task_type.level],
        language=person.words,
        expected=brokering.expected_score(person, task_type.pk),
        asked_at=now,
    )
    payload = {"request": str(request.pk), "task_type": task_type.pk, "skill": request.skill_id}
    ledger.record(kind="help requested", subject=person.pk, payload=payload, now=now)
    return request


@transaction.atomic
def describe(*, request: HelpRequest, person: Person, text: str) -> HelpRequest:
    """Say in a sentence or two what does not work out; contact data and links are cut. Raises Ended, TooLong."""
    words = " ".join(storable(text).split())
    if len(words) > LONGEST:
        raise TooLong
    locked = open_one(request)
    locked.words = redact(words, language=person.words).text[:LONGEST]
    locked.save(update_fields=["words"])
    return locked


@transaction.atomic
def withdraw(*, request: HelpRequest, now: datetime) -> None:
    """Nobody is needed any more; who was asked is told so on their page. Twice is once. Raises Ended."""
    locked = HelpRequest.objects.select_for_update().get(pk=request.pk)
    if locked.ending == Ending.WITHDRAWN:
        return
    if (
        locked.ended_at
        or Asking.objects.standing().filter(request=locked, accepted_at__isnull=False).exists()
    ):
        raise Ended
    Asking.objects.standing().filter(request=locked).update(lapsed_at=now)
    finish(locked, Ending.WITHDRAWN, now)


@transaction.atomic
def give_up(*, request: HelpRequest, now: datetime) -> bool:
    """Nobody could help for so long that it ends by itself; not while somebody is asked. Returns whether it did."""
    locked = HelpRequest.objects.select_for_update().get(pk=request.pk)
    if locked.ended_at is not None or Asking.objects.standing().filter(request=locked).exists():
        return False
    finish(locked, Ending.UNANSWERED, now)
    return True


def finish(request: HelpRequest, ending: Ending, now: datetime) -> None:
    request.ended_at, request.ending = now, ending
    request.save(update_fields=["ended_at", "ending"])
    payload = {"request": str(request.pk), "ending": str(ending)}
    ledger.record(kind="help request ended", subject=request.person_id, payload=payload, now=now)


def open_one(request: HelpRequest) -> HelpRequest:
    """The request, locked. Raises Ended."""
    locked = HelpRequest.objects.select_for_update().get(pk=request.pk)
    if locked.ended_at is not None:
        raise Ended
    return locked
