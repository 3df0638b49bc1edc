"""Help from a person, as its pages: what waits, one's requests, one's own offer to help."""

import uuid
from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from escalera.api.presence import NAME, Problem, person_of
from escalera.coaching.helping import progress, queries, requesting, willing
from escalera.coaching.helping.models import HelpRequest
from escalera.tasks.models import TaskType

router = Router()


class HelpRequestIn(Schema):
    """`id` is the sender's own, so that sending twice is sending once."""

    id: uuid.UUID
    task_type: str = Field(max_length=80, pattern=NAME)


class WordsIn(Schema):
    """What does not work out, in a sentence or two; contact data and links are cut."""

    text: str = Field(max_length=2000)


class ProgressOut(Schema):
    """`asked`: people so far. `answer_by`: whoever is asked now has until then. `wider_at`: then more are asked."""

    asked: int
    answer_by: datetime | None
    wider_at: datetime | None
    ends_at: datetime


class HelpRequestOut(Schema):
    """`asking`: the conversation, once somebody said yes. `progress`: null when somebody did, or it is over.

    `ending`: withdrawn, closed, unanswered, or empty while it is open. `is_paid`: about how such paid work is done.
    """

    id: uuid.UUID
    task_type: str
    title: str
    words: str
    is_paid: bool
    asked_at: datetime
    ended_at: datetime | None
    ending: str
    asking: uuid.UUID | None
    progress: ProgressOut | None


class WillingnessIn(Schema):
    """`hours`: 0 to 23 in central Mexico; none: any. `weekly`: how often one may be asked in seven days."""

    languages: list[Literal["es", "en"]] = Field(min_length=1, max_length=2)
    hours: list[int] = Field(default_factory=list, max_length=24)
    weekly: int = Field(ge=willing.WEEKLY.start, lt=willing.WEEKLY.stop)
    only_near: bool = False


class WillingnessOut(WillingnessIn):
    since: datetime


class WaitingOut(Schema):
    """Ids of askings: those that wait for one's yes or no, and the conversations that go on."""

    asked: list[uuid.UUID]
    conversations: list[uuid.UUID]
    requests: list[HelpRequestOut]
    willingness: WillingnessOut | None


@router.get("/help", response=WaitingOut, summary="What waits: askings, conversations, requests, one's offer")
def get_help(request: HttpRequest) -> dict[str, Any]:
    person = person_of(request)
    offer = queries.willingness_of(person)
    return {
        "asked": [one.pk for one in queries.asked_now(person)],
        "conversations": [one.pk for one in queries.conversations(person)],
        "requests": [plain(one) for one in queries.own_requests(person)[:20]],
        "willingness": offer if offer and offer.stopped_at is None else None,
    }


@router.post(
    "/help/requests",
    response={200: HelpRequestOut, 404: Problem, 409: Problem},
    summary="Ask for a person; an open request about the same is that one",
)
def create_help_request(request: HttpRequest, sent: HelpRequestIn) -> Any:
    person = person_of(request)
    task_type = get_object_or_404(TaskType.objects.open_to(person), pk=sent.task_type)
    try:
        made = requesting.ask(id=sent.id, person=person, task_type=task_type, now=timezone.now())
    except requesting.TooMany:
        return Status(409, {"detail": "Five requests a day. Ask again tomorrow."})
    except requesting.NothingToAsk:
        return Status(409, {"detail": "This task type trains no skill to look for in a helper."})
    except requesting.Paused:
        return Status(409, {"detail": "You get into no new help for now. The page of help says why."})
    return plain(made)


@router.get(
    "/help/requests/{request_id}",
    response={200: HelpRequestOut, 404: Problem},
    summary="How far a request is",
)
def get_help_request(request: HttpRequest, request_id: uuid.UUID) -> Any:
    return plain(own(request, request_id))


@router.post(
    "/help/requests/{request_id}/words",
    response={200: HelpRequestOut, 404: Problem, 409: Problem, 422: Problem},
    summary="Say what one does not get",
)
def describe_help_request(request: HttpRequest, request_id: uuid.UUID, sent: WordsIn) -> Any:
    try:
        changed = requesting.describe(
            request=own(request, request_id), person=person_of(request), text=sent.text
        )
    except requesting.TooLong:
        return Status(422, {"detail": f"At most {requesting.LONGEST} characters."})
    except requesting.Ended:
        return Status(409, {"detail": "This request is over."})
    return plain(changed)


@router.post(
    "/help/requests/{request_id}/withdrawal",
    response={200: HelpRequestOut, 404: Problem, 409: Problem},
    summary="Take a request back",
)
def withdraw_help_request(request: HttpRequest, request_id: uuid.UUID) -> Any:
    try:
        requesting.withdraw(request=own(request, request_id), now=timezone.now())
    except requesting.Ended:
        return Status(409, {"detail": "Somebody helps already, or it is over. Close the conversation."})
    return plain(own(request, request_id))


@router.put("/help/willingness", response={200: WillingnessOut, 422: Problem}, summary="Offer to be asked")
def set_willingness(request: HttpRequest, sent: WillingnessIn) -> Any:
    try:
        return willing.be_willing(person=person_of(request), now=timezone.now(), **sent.dict())
    except willing.NotAnHour:
        return Status(422, {"detail": "Hours go from 0 to 23."})


@router.delete("/help/willingness", response={204: None}, summary="No longer be asked; twice is once")
def end_willingness(request: HttpRequest) -> Any:
    willing.stop(person=person_of(request), now=timezone.now())
    return Status(204, None)


def own(request: HttpRequest, request_id: uuid.UUID) -> HelpRequest:
    """Raises Http404."""
    return get_object_or_404(queries.own_requests(person_of(request)), pk=request_id)


def plain(asked: HelpRequest) -> dict[str, Any]:
    asking = queries.helping_in(asked)
    waits = asked.ended_at is None and not (asking and asking.is_standing)
    return {
        "id": asked.pk,
        "task_type": asked.task_type_id,
        "title": asked.task_type.title,
        "words": asked.words,
        "is_paid": asked.task_type.is_paid,
        "asked_at": asked.asked_at,
        "ended_at": asked.ended_at,
        "ending": asked.ending,
        "asking": asking.pk if asking else None,
        "progress": progress.of(asked, now=timezone.now()) if waits else None,
    }
