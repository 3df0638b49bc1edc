"""Unpaid minutes: sent late, doubled, in any order; and the week they make."""

import uuid
from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from escalera.api.paths import MOST_AT_ONCE, aware
from escalera.api.presence import Problem, person_of
from escalera.earnings.unpaid import actions, week
from escalera.earnings.unpaid.actions import SomebodyElsesStretch
from escalera.earnings.unpaid.models import LONGEST_S, Kind
from escalera.people.models import Person

router = Router()


class MinutesIn(Schema):
    """`id` is the sender's own; `ended_at` by the phone, now where it is not said."""

    id: uuid.UUID
    kind: Literal[
        "searching", "waiting", "qualification", "rejected", "learning", "communication", "payments"
    ]
    seconds: int = Field(ge=1, le=LONGEST_S)
    ended_at: datetime | None = None


class MinutesOut(Schema):
    """`state`: stored (perhaps earlier), or refused with the reason; send a refused one no more."""

    id: uuid.UUID
    state: Literal["stored", "refused"]
    why: str = ""


class HourlyOut(Schema):
    """Amounts as decimals in texts. `all_minutes` counts the unpaid minutes too; null of too few minutes."""

    currency: str
    earned: str
    waiting: str
    paid_only: str | None
    all_minutes: str | None


class WeekAsked(Schema):
    """Any day of the week that is asked for; today where it is not said."""

    day: date | None = Field(None, ge=date(2020, 1, 6), le=date(2100, 1, 1))


class WeekOut(Schema):
    monday: date
    paid_seconds: float
    unpaid_seconds: dict[str, float]
    hourly: list[HourlyOut]


@router.post(
    "/minutes", response={200: list[MinutesOut], 413: Problem}, summary="Note unpaid work, several at once"
)
def create_minutes(request: HttpRequest, sent: list[MinutesIn]) -> Any:
    if len(sent) > MOST_AT_ONCE:
        return Status(413, {"detail": f"Send at most {MOST_AT_ONCE} at once."})
    person, now = person_of(request), timezone.now()
    return [kept(person, one, now) for one in sent]


def kept(person: Person, sent: MinutesIn, now: datetime) -> dict[str, Any]:
    ended_at = aware(sent.ended_at) or now
    try:
        actions.note(
            id=sent.id, person=person, kind=Kind(sent.kind), seconds=sent.seconds, ended_at=ended_at, now=now
        )
    except SomebodyElsesStretch:
        return {"id": sent.id, "state": "refused", "why": "This id belongs to somebody else."}
    return {"id": sent.id, "state": "stored"}


@router.get("/week", response=WeekOut, summary="Paid and unpaid seconds of a week, and what an hour brought")
def get_week(request: HttpRequest, asked: Query[WeekAsked]) -> dict[str, Any]:
    found = week.week_of(person_of(request), week.monday_of(asked.day or timezone.localdate()))
    return {
        "monday": found.monday,
        "paid_seconds": found.paid_s,
        "unpaid_seconds": {str(kind): seconds for kind, seconds in found.kinds.items()},
        "hourly": [
            {
                "currency": one.currency,
                "earned": str(one.earned),
                "waiting": str(one.waiting),
                "paid_only": None if one.paid_only is None else str(one.paid_only),
                "all_minutes": None if one.all_minutes is None else str(one.all_minutes),
            }
            for one in found.hourly
        ],
    }
