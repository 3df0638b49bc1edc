"""The short conversation of two: text, then both close it with one tap, and the time passes between them."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from escalera.coaching.helping import fair, requesting
from escalera.coaching.helping.models import Asking, Closing, Ending, HelpRequest, Message
from escalera.coaching.helping.voice import containers
from escalera.coaching.helping.voice import keeping as voice
from escalera.credit import accounts
from escalera.credit import actions as credit
from escalera.credit.models import Kind, Transfer
from escalera.ledger import actions as ledger
from escalera.people.models import Person
from escalera.people.plain_text import storable
from escalera.people.redaction import redact

LONGEST = 500
IN_ALL, IN_A_WHILE, A_WHILE = 60, 10, timedelta(minutes=5)
MINUTES = range(1, 61)
# One word alone is enough after three days; without the learner's the time is small, whatever the helper says.
ONE_WORD_AFTER, ALONE_AT_MOST = timedelta(days=3), 10


class NotSaid(Exception):
    """A message that is not kept: one of those below."""


class NotOpen(NotSaid):
    """The conversation has not begun, or it is over."""


class NothingSaid(NotSaid):
    """A message without words."""


class TooLong(NotSaid):
    """More than 500 characters."""


class TooFast(NotSaid):
    """More messages than somebody reads: ten in five minutes, sixty in all, from one person."""


class NotMinutes(Exception):
    """Help takes one to sixty minutes."""


@transaction.atomic
def say(
    *,
    id: uuid.UUID,
    asking: Asking,
    person: Person,
    text: str,
    sound: bytes = b"",
    reconsidered: bool = False,
    now: datetime,
) -> Message:
    """Keep a message, without contact data and links, and the voice note that comes with it. The same id twice is one.

    `reconsidered`: its writer was asked whether it is fair.
    Raises NotOpen, NothingSaid, TooLong, TooFast, BlamesOutside; of the sound NotASound, TooLongASound, TooManySounds.
    """
    words = storable(text).strip()
    if not words and not sound:
        raise NothingSaid
    if len(words) > LONGEST:
        raise TooLong
    heard = containers.recognise(sound) if sound else None
    asking = _locked(asking)
    mine = Message.objects.filter(asking=asking, person=person)
    if there := mine.filter(pk=id).first():
        return there
    _refuse_unless_open(asking, person)
    if mine.count() >= IN_ALL or mine.filter(at__gt=now - A_WHILE).count() >= IN_A_WHILE:
        raise TooFast
    if not reconsidered:
        fair.check_message(words)
    if heard:
        voice.check(mine)
    redacted = redact(words, language=person.words)
    message = Message.objects.create(
        id=uuid.uuid4() if Message.objects.filter(pk=id).exists() else id,
        asking=asking,
        person=person,
        text=redacted.text[:LONGEST],
        is_cut=bool(redacted.cuts),
        at=now,
    )
    if heard:
        voice.keep(message, sound, heard)
    return message


@transaction.atomic
def close(
    *, id: uuid.UUID, asking: Asking, person: Person, solved: bool, minutes: int, now: datetime
) -> Closing:
    """Say that it is over. One's own word may be changed until the other has closed too; then the time passes.

    Raises NotOpen, NotMinutes.
    """
    if minutes not in MINUTES:
        raise NotMinutes
    asking = _locked(asking)
    said = Closing.objects.filter(asking=asking)
    mine = said.filter(person=person).first()
    if mine and (mine.pk == id or said.count() == 2):
        return mine
    if asking.accepted_at is None or not (asking.is_standing or mine):
        raise NotOpen
    row = mine or Closing(id=uuid.uuid4() if Closing.objects.filter(pk=id).exists() else id)
    row.asking, row.person, row.solved, row.minutes, row.at = asking, person, solved, minutes, now
    row.save()
    payload = {"asking": str(asking.pk), "solved": solved, "minutes": minutes}
    ledger.record(kind="help closed", subject=person.pk, payload=payload, now=now)
    _end(asking.request, person, now)
    settle(asking=asking, now=now)
    return row


def _end(request: HelpRequest, person: Person, now: datetime) -> None:
    """The learner's word ends the request; a helper's alone does not, for the learner may still be stuck."""
    if person.pk == request.person_id and request.ended_at is None:
        requesting.finish(request, Ending.CLOSED, now)


@transaction.atomic
def settle(*, asking: Asking, now: datetime) -> Transfer | None:
    """Let the time pass from who was helped to who helped: the smaller of both words, once."""
    asking = _locked(asking)
    words = {one.person_id: one for one in asking.closings.all()}
    newest = max((one.at for one in words.values()), default=None)
    if newest is None or (len(words) < 2 and now - newest < ONE_WORD_AFTER):
        return None
    minutes = min(one.minutes for one in words.values())
    if asking.request.person_id not in words:
        minutes = min(minutes, ALONE_AT_MOST)
    if asking.request.ended_at is None:
        requesting.finish(asking.request, Ending.CLOSED, now)
    return credit.move(
        id=uuid.uuid5(asking.pk, "credit"),
        kind=Kind.HELP,
        giver=accounts.of_person(asking.request.person, now=now),
        taker=accounts.of_person(asking.helper, now=now),
        seconds=60 * minutes,
        about=asking.pk,
        at=newest,
        now=now,
    )


def left_open(*, now: datetime) -> QuerySet[Asking]:
    """Conversations that one of the two closed three days ago, and whose time has not passed."""
    old = Closing.objects.filter(asking=OuterRef("pk"), at__lte=now - ONE_WORD_AFTER)
    moved = Transfer.objects.filter(kind=Kind.HELP, about=OuterRef("pk"))
    return Asking.objects.filter(Exists(old), ~Exists(moved))


def settle_left_open(*, now: datetime) -> int:
    return sum(settle(asking=one, now=now) is not None for one in left_open(now=now))


def is_open(asking: Asking) -> bool:
    return asking.accepted_at is not None and asking.is_standing and asking.request.ended_at is None


def _refuse_unless_open(asking: Asking, person: Person) -> None:
    if not is_open(asking) or asking.closings.filter(person=person).exists():
        raise NotOpen


def _locked(asking: Asking) -> Asking:
    """The request first, then the asking: everybody locks in this order."""
    request = HelpRequest.objects.select_for_update().select_related(None).get(pk=asking.request_id)
    row = Asking.objects.select_for_update().get(pk=asking.pk)
    row.request = request
    return row
