"""One asking: yes or no, then the messages of the two, closing it, and what to do when something is wrong."""

import base64
import uuid
from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from escalera.api.presence import Problem, person_of
from escalera.coaching.helping import answering, conversing, fair, queries, reporting
from escalera.coaching.helping.models import Asking, Message
from escalera.coaching.helping.reports.models import Wrong
from escalera.coaching.helping.voice import containers
from escalera.credit.models import Transfer
from escalera.people.limits import TooMuch
from escalera.people.models import Person

router = Router()
UNFAIR = "This may blame the other for what they could not help. Write it anew, or send it again with reconsidered."
REFUSED = {
    conversing.NothingSaid: "Write something, or send a voice note.",
    conversing.TooLong: "At most 500 characters.",
    conversing.TooFast: "That is a lot at once. Wait a few minutes.",
    conversing.NotOpen: "This conversation has not begun, or it is over.",
    containers.NotASound: "Only one sound of speech in WebM or Ogg (Opus) or MP4 (AAC).",
    containers.TooLongASound: "At most 30 seconds and 150 kB.",
}


class MessageIn(Schema):
    """`id` is the sender's own. `sound`: a voice note in base64. `reconsidered`: after a 409 that asks whether it is fair."""

    id: uuid.UUID
    text: str = Field(default="", max_length=2000)
    sound: str = Field(default="", max_length=210_000)
    reconsidered: bool = False


class MessageOut(Schema):
    """`is_cut`: contact data or links were in it. `voice`: where its sound is."""

    id: uuid.UUID
    is_mine: bool
    text: str
    is_cut: bool
    at: datetime
    voice: str | None


class AskingOut(Schema):
    """Before a yes: what is asked and why this person, never who asks. After it also the messages, and who closed."""

    id: uuid.UUID
    task_type: str
    title: str
    words: str
    is_paid: bool
    is_helper: bool
    because: dict[str, Any]
    asked_at: datetime
    accepted_at: datetime | None
    is_open: bool
    messages: list[MessageOut]
    closed_by_me: bool
    closed_by_other: bool
    moved_minutes: int | None


class AnswerIn(Schema):
    word: Literal["yes", "no"]


class ClosingIn(Schema):
    """`id` is the sender's own."""

    id: uuid.UUID
    solved: bool
    minutes: int = Field(ge=conversing.MINUTES.start, lt=conversing.MINUTES.stop)


class ReportIn(Schema):
    """`shares`: whoever looks at it may read the messages."""

    id: uuid.UUID
    wrong: Literal["rude", "contact", "money", "other"]
    words: str = Field(default="", max_length=2000)
    shares: bool = False
    reconsidered: bool = False


def own(request: HttpRequest, asking_id: uuid.UUID) -> Asking:
    """Raises Http404."""
    return get_object_or_404(queries.of_both(person_of(request)), pk=asking_id)


@router.get(
    "/help/askings/{asking_id}", response={200: AskingOut, 404: Problem}, summary="An asking, a conversation"
)
def get_asking(request: HttpRequest, asking_id: uuid.UUID) -> Any:
    return plain(own(request, asking_id), person_of(request))


@router.post(
    "/help/askings/{asking_id}/answer",
    response={200: AskingOut, 404: Problem, 409: Problem},
    summary="Yes, or no, which is free",
)
def answer_asking(request: HttpRequest, asking_id: uuid.UUID, sent: AnswerIn) -> Any:
    person = person_of(request)
    asking = get_object_or_404(queries.of_both(person), pk=asking_id, helper=person)
    try:
        (answering.accept if sent.word == "yes" else answering.decline)(asking=asking, now=timezone.now())
    except answering.SomebodyElseHelps:
        return Status(409, {"detail": "Meanwhile somebody else helps, or it is over."})
    return plain(own(request, asking_id), person)


@router.post(
    "/help/askings/{asking_id}/messages",
    response={200: MessageOut, 404: Problem, 409: Problem, 422: Problem},
    summary="Say something; late and doubled",
)
def create_message(request: HttpRequest, asking_id: uuid.UUID, sent: MessageIn) -> Any:
    asking, person = own(request, asking_id), person_of(request)
    try:
        said = conversing.say(
            id=sent.id,
            asking=asking,
            person=person,
            text=sent.text,
            sound=sound_of(sent),
            reconsidered=sent.reconsidered,
            now=timezone.now(),
        )
    except fair.BlamesOutside:
        return Status(409, {"detail": UNFAIR})
    except conversing.NotOpen:
        return Status(409, {"detail": REFUSED[conversing.NotOpen]})
    except (conversing.NotSaid, containers.NotHeard) as error:
        return Status(
            422, {"detail": REFUSED.get(type(error), "Ten voice notes are enough. Write the rest.")}
        )
    return plain_message(said, person)


def sound_of(sent: MessageIn) -> bytes:
    """Raises NotASound."""
    try:
        return base64.b64decode(sent.sound, validate=True)
    except ValueError as error:
        raise containers.NotASound from error


@router.post(
    "/help/askings/{asking_id}/closing",
    response={200: AskingOut, 404: Problem, 409: Problem},
    summary="It is over; when both have said so the time passes",
)
def close_asking(request: HttpRequest, asking_id: uuid.UUID, sent: ClosingIn) -> Any:
    asking, person = own(request, asking_id), person_of(request)
    try:
        conversing.close(
            id=sent.id,
            asking=asking,
            person=person,
            solved=sent.solved,
            minutes=sent.minutes,
            now=timezone.now(),
        )
    except conversing.NotOpen:
        return Status(409, {"detail": "This conversation has not begun, or it is over."})
    return plain(own(request, asking_id), person)


@router.post(
    "/help/askings/{asking_id}/block",
    response={204: None, 404: Problem},
    summary="End it and never meet this person again",
)
def block_asking(request: HttpRequest, asking_id: uuid.UUID) -> Any:
    asking, person = own(request, asking_id), person_of(request)
    reporting.part(asking=asking, person=person, about=asking.request.task_type.title, now=timezone.now())
    return Status(204, None)


@router.post(
    "/help/askings/{asking_id}/report",
    response={204: None, 404: Problem, 409: Problem, 422: Problem},
    summary="Something is wrong: report it and never meet again",
)
def report_asking(request: HttpRequest, asking_id: uuid.UUID, sent: ReportIn) -> Any:
    asking, person = own(request, asking_id), person_of(request)
    try:
        reporting.report(
            id=sent.id,
            asking=asking,
            person=person,
            wrong=Wrong(sent.wrong),
            words=sent.words,
            shares=sent.shares,
            reconsidered=sent.reconsidered,
            about=asking.request.task_type.title,
            now=timezone.now(),
        )
    except fair.BlamesOutside:
        return Status(409, {"detail": UNFAIR})
    except reporting.TooLong:
        return Status(422, {"detail": f"At most {reporting.LONGEST} characters."})
    except TooMuch as error:
        return Status(409, {"detail": f"Too many reports today. More from {error.again_at.isoformat()}."})
    return Status(204, None)


def plain(asking: Asking, person: Person) -> dict[str, Any]:
    begun = asking.accepted_at is not None
    closed = set(asking.closings.values_list("person", flat=True))
    moved = Transfer.objects.filter(about=asking.pk).first()
    return {
        "id": asking.pk,
        "task_type": asking.request.task_type_id,
        "title": asking.request.task_type.title,
        "words": asking.request.words,
        "is_paid": asking.request.task_type.is_paid,
        "is_helper": asking.helper_id == person.pk,
        "because": asking.because if asking.helper_id == person.pk else {},
        "asked_at": asking.asked_at,
        "accepted_at": asking.accepted_at,
        "is_open": conversing.is_open(asking),
        "messages": [plain_message(one, person) for one in queries.messages_of(asking)] if begun else [],
        "closed_by_me": person.pk in closed,
        "closed_by_other": bool(closed - {person.pk}),
        "moved_minutes": moved.seconds // 60 if moved else None,
    }


def plain_message(said: Message, person: Person) -> dict[str, Any]:
    has_voice = getattr(said, "voice", None) is not None
    return {
        "id": said.pk,
        "is_mine": said.person_id == person.pk,
        "text": said.text,
        "is_cut": said.is_cut,
        "at": said.at,
        "voice": reverse("voice_note", args=[said.asking_id, said.pk]) if has_voice else None,
    }
