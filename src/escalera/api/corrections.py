"""Setting minutes right: those noted, those counted by themselves, and those of a payment."""

import uuid
from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from escalera.api.presence import Problem, person_of
from escalera.earnings import working
from escalera.earnings.actions import SomebodyElsesPayment
from escalera.earnings.models import Payment
from escalera.earnings.unpaid import actions, days
from escalera.earnings.unpaid.actions import SomebodyElsesStretch, StillRunning
from escalera.earnings.unpaid.models import LONGEST_S, Kind, Stretch

router = Router()
KINDS = Literal["searching", "waiting", "qualification", "rejected", "learning", "communication", "payments"]
NOT_YOURS = "This id was used for something else."


class CorrectionIn(Schema):
    """`id` is the sender's own. 0 seconds: it was not so."""

    id: uuid.UUID
    kind: KINDS
    seconds: int = Field(ge=0, le=LONGEST_S)


class DayCorrectionIn(CorrectionIn):
    """Minutes of a day that were counted by themselves; what arrives later for that day is added."""

    day: date = Field(ge=date(2020, 1, 1), le=date(2100, 1, 1))


class TimeIn(Schema):
    """How long a payment's work took; null takes the word back."""

    id: uuid.UUID
    seconds: int | None = Field(ge=1, le=LONGEST_S)


class StretchOut(Schema):
    id: uuid.UUID
    kind: str
    seconds: int | None
    began_at: datetime


@router.post(
    "/minutes/{stretch_id}/corrections",
    response={200: StretchOut, 404: Problem, 409: Problem},
    summary="Say what noted minutes really were; what they were is kept",
)
def create_correction(request: HttpRequest, stretch_id: uuid.UUID, sent: CorrectionIn) -> Any:
    person = person_of(request)
    stretch = get_object_or_404(Stretch, pk=stretch_id, person=person)
    try:
        return actions.correct(
            id=sent.id,
            stretch=stretch,
            person=person,
            kind=Kind(sent.kind),
            seconds=sent.seconds,
            now=timezone.now(),
        )
    except StillRunning:
        return Status(409, {"detail": "Its clock is still running. Stop it first."})
    except SomebodyElsesStretch:
        return Status(409, {"detail": NOT_YOURS})


@router.post(
    "/day-corrections",
    response={200: DayCorrectionIn, 404: Problem, 409: Problem},
    summary="Set right what was counted by itself on a day",
)
def create_day_correction(request: HttpRequest, sent: DayCorrectionIn) -> Any:
    try:
        return days.correct(
            id=sent.id,
            person=person_of(request),
            day=sent.day,
            kind=Kind(sent.kind),
            seconds=sent.seconds,
            now=timezone.now(),
        )
    except days.NothingCounted:
        return Status(404, {"detail": "Nothing of this kind was counted by itself on that day."})
    except SomebodyElsesStretch:
        return Status(409, {"detail": NOT_YOURS})


@router.post(
    "/payments/{payment_id}/time",
    response={200: TimeIn, 404: Problem, 409: Problem},
    summary="Say how long a payment's work took",
)
def create_payment_time(request: HttpRequest, payment_id: uuid.UUID, sent: TimeIn) -> Any:
    person = person_of(request)
    payment = get_object_or_404(Payment, pk=payment_id, person=person)
    try:
        kept = working.say_time(
            id=sent.id, payment=payment, person=person, seconds=sent.seconds, now=timezone.now()
        )
    except SomebodyElsesPayment:
        return Status(409, {"detail": NOT_YOURS})
    return {"id": sent.id, "seconds": kept.seconds}
