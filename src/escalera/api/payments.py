"""Payments of one's own, and what one says of who gives work."""

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from escalera.api.paths import aware
from escalera.api.presence import Problem, person_of
from escalera.earnings import actions, queries
from escalera.earnings.models import Payment, Source, Stage
from escalera.earnings.queries import Life
from escalera.earnings.requesters import actions as requesters
from escalera.earnings.requesters import record
from escalera.earnings.requesters.weighing import Interval
from escalera.earnings.unpaid.models import LONGEST_S
from escalera.tasks.models import Requester

router = Router()
MOST = 100


class PaymentIn(Schema):
    """Paid work done elsewhere, by the person's own word. `id` is the sender's own; amount null: nobody has said."""

    id: uuid.UUID
    work: str = Field(min_length=1, max_length=actions.LONGEST_WORK)
    amount: Decimal | None = Field(default=None, ge=0, max_digits=11, decimal_places=4)
    currency: str = Field(default="", pattern="^([A-Z]{3})?$")
    seconds: int | None = Field(default=None, ge=1, le=LONGEST_S)
    at: datetime | None = None


class WordIn(Schema):
    """The person's own word: accepted or confirmed (the money is there), or contested with the reason."""

    id: uuid.UUID
    word: Literal["accepted", "confirmed", "contested"]
    reason: str = Field(default="", max_length=actions.LONGEST_REASON)


class PaymentOut(Schema):
    """Amounts as decimals in texts; null where nobody has said."""

    id: uuid.UUID
    work: str
    requester: int | None
    stage: str
    reason: str
    amount: str | None
    currency: str
    seconds: int | None
    own_word: bool


class Page(Schema):
    after: int = Field(0, ge=0, le=1_000_000)


class ReviewIn(Schema):
    """Yes, no, or null where one can't tell."""

    id: uuid.UUID
    is_clear: bool | None = None
    answers: bool | None = None
    again: bool | None = None


class Range(Schema):
    """Quite sure (90 %) between low and high."""

    value: float
    low: float
    high: float


class RecordOut(Schema):
    """What was measured, from at least so many `people`; null, or 0 people, where fewer than ten are known."""

    id: int
    name: str
    people: int
    hourly: dict[str, Range]
    rejected: Range | None
    explained: Range | None
    days_to_answer: Range | None
    days_to_money: Range | None
    said: dict[str, Range]


@router.get("/payments", response=list[PaymentOut], summary="One's own payments, the newest first")
def get_payments(request: HttpRequest, page: Query[Page]) -> Any:
    own = person_of(request).payments.select_related("requester").prefetch_related("notices")
    return [plain(queries.life_of(one)) for one in own[page.after : page.after + MOST]]


@router.post("/payments", response={200: PaymentOut, 409: Problem, 422: Problem}, summary="Note paid work")
def create_payment(request: HttpRequest, sent: PaymentIn) -> Any:
    now = timezone.now()
    try:
        payment = actions.expect(
            id=sent.id,
            person=person_of(request),
            work=sent.work,
            amount=sent.amount,
            currency=sent.currency,
            source=Source.WORKER,
            seconds=sent.seconds,
            at=aware(sent.at) or now,
            now=now,
        )
    except actions.AmountNeedsCurrency:
        return Status(422, {"detail": "An amount needs its currency: three capital letters, such as MXN."})
    except actions.SomebodyElsesPayment:
        return Status(409, {"detail": "This id belongs to another payment."})
    return plain(queries.life_of(payment))


@router.post(
    "/payments/{payment_id}/word",
    response={200: PaymentOut, 404: Problem, 409: Problem, 422: Problem},
    summary="Say that the money is there, or what isn't right",
)
def create_word(request: HttpRequest, payment_id: uuid.UUID, sent: WordIn) -> Any:
    person, now = person_of(request), timezone.now()
    payment = get_object_or_404(Payment, pk=payment_id, person=person)
    try:
        actions.tell(
            id=sent.id,
            payment=payment,
            stage=Stage(sent.word),
            source=Source.WORKER,
            by=person,
            reason=sent.reason,
            at=now,
            now=now,
        )
    except actions.SayWhy:
        return Status(422, {"detail": "Say in a few words what isn't right."})
    except actions.SomebodyElsesPayment:
        return Status(409, {"detail": "This id belongs to another payment."})
    return plain(queries.life_of(payment))


@router.get(
    "/requesters/{int:requester_id}",
    response={200: RecordOut, 404: Problem},
    summary="How a requester pays, as far as it may be told",
)
def get_requester(request: HttpRequest, requester_id: int) -> Any:
    return told(get_object_or_404(Requester, pk=requester_id))


@router.post(
    "/requesters/{int:requester_id}/review",
    response={200: RecordOut, 403: Problem, 404: Problem, 422: Problem},
    summary="Say how a requester is, after an answer from them",
)
def create_review(request: HttpRequest, requester_id: int, sent: ReviewIn) -> Any:
    found = get_object_or_404(Requester, pk=requester_id)
    try:
        requesters.review(requester=found, person=person_of(request), now=timezone.now(), **sent.model_dump())
    except requesters.HasNotWorkedForThem:
        return Status(403, {"detail": "Only who had an answer from them can say how they are."})
    except requesters.NothingSaid:
        return Status(422, {"detail": "Answer at least one of is_clear, answers, again."})
    return told(found)


def plain(life: Life) -> dict[str, Any]:
    payment = life.payment
    return {
        "id": payment.pk,
        "work": payment.work,
        "requester": payment.requester_id,
        "stage": str(life.stage),
        "reason": life.reason,
        "amount": None if life.amount is None else f"{life.amount.normalize():f}",
        "currency": payment.currency,
        "seconds": payment.seconds,
        "own_word": life.is_own_word,
    }


def told(requester: Requester) -> dict[str, Any]:
    known = record.record_of(requester)
    return {
        "id": requester.pk,
        "name": requester.name,
        "people": known.people,
        "hourly": {currency: rounded(one) for currency, one in known.hourly},
        "rejected": rounded(known.rejected),
        "explained": rounded(known.explained),
        "days_to_answer": rounded(known.days_to_answer),
        "days_to_money": rounded(known.days_to_money),
        "said": {one.question: rounded(one.yes) for one in known.said},
    }


def rounded(one: Interval | None) -> dict[str, float] | None:
    """Two figures, as on the page: one person more or less must not be seen."""
    if one is None:
        return None
    return {name: float(f"{getattr(one, name):.2g}") for name in ("value", "low", "high")}
