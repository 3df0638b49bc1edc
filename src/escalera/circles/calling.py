"""A call to action that a circle sees, or none: chosen by what works there, at most two a week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from django.db import transaction
from django.db.models import Count, Q, QuerySet, Sum

from escalera.circles import forming
from escalera.circles.decisions.models import Outcome
from escalera.circles.models import Call, Circle
from escalera.ledger import actions as ledger
from escalera.ledger.models import Event

DAYS = timedelta(days=3)  # how long a call stands, and is given to be acted on
WEEK, MOST_A_WEEK = timedelta(days=7), 2
REMEMBERED = 2000
LEAST_PEOPLE = 10  # nobody reads what fewer did
# "warm" asks for nothing but a word of thanks; appeals of that kind have backfired elsewhere, so they are measured too.
APPEALS = ("wish", "word", "proposal", "invite", "judge", "fund", "warm")
SIGNS = (
    "circle proposal",
    "circle question",
    "circle word",
    "circle gift",
    "circle goes on",
    "told for circles",
    "help offered",
    "circle share taken",
)


def call_all(*, now: datetime, rng: np.random.Generator) -> int:
    """Count what earlier calls brought, then call where it is time; returns how many, calls of none included."""
    for due in Call.objects.filter(acted=None, made_at__lte=now - DAYS).select_related("circle"):
        due.acted = min(acted_since(due), due.seats)
        due.save(update_fields=["acted"])
    circles = list(to_call(now=now))
    for circle in circles:
        call(circle=circle, now=now, rng=rng)
    return len(circles)


def to_call(*, now: datetime) -> QuerySet[Circle]:
    lately = Count("calls", filter=Q(calls__made_at__gt=now - WEEK), distinct=True)
    standing = Count("calls", filter=Q(calls__made_at__gt=now - DAYS), distinct=True)
    seats = Count("seats", filter=Q(seats__left_at=None), distinct=True)
    counted = Circle.objects.alive().annotate(lately=lately, standing=standing, here=seats)
    return counted.filter(lately__lt=MOST_A_WEEK, standing=0, here__gte=2)


@transaction.atomic
def call(*, circle: Circle, now: datetime, rng: np.random.Generator) -> Call:
    able = fitting(circle)
    appeal, propensity = forming.appeal_for(circle, earlier(circle), able, every=APPEALS, rng=rng)
    made = circle.calls.create(
        appeal=appeal,
        propensity=propensity,
        seats=circle.seats.taken().count(),
        made_at=now,
    )
    payload = {"circle": str(circle.pk), "appeal": appeal, "of": list(able), "propensity": propensity}
    ledger.record(kind="circle called", subject=None, payload=payload, now=now)
    return made


def fitting(circle: Circle) -> Sequence[str]:
    """The appeals that there is something to do for."""
    open_ones = circle.decisions.filter(outcome=Outcome.OPEN).exists()
    has_room = circle.seats.taken().count() < forming.MOST
    leave_out = {"word"} if not open_ones else {"proposal"}
    if not has_room:
        leave_out.add("invite")
    return [appeal for appeal in APPEALS if appeal not in leave_out]


def earlier(circle: Circle) -> list[forming.Past]:
    """The newest counted calls: this circle's and everybody else's."""
    counted = Call.objects.exclude(acted=None).filter(seats__gte=1)
    rows = [*counted.filter(circle=circle)[:100], *counted.exclude(circle=circle)[:REMEMBERED]]
    return [forming.Past(one.circle_id, one.appeal, (one.acted or 0) / one.seats) for one in rows]


def acted_since(call: Call) -> int:
    """How many members did something in the days of a call."""
    members = call.circle.seats.values_list("person", flat=True)
    until = call.made_at + DAYS
    done = Event.objects.filter(kind__in=SIGNS, subject__in=list(members), at__gt=call.made_at, at__lte=until)
    return done.values("subject").distinct().count()


def standing(circle: Circle, *, now: datetime) -> Call | None:
    """The call that the circle's page shows today, if any; of an appeal that there is still something to do for."""
    newest = circle.calls.filter(made_at__gt=now - DAYS).first()
    return newest if newest and newest.appeal in fitting(circle) else None


@dataclass(frozen=True)
class Why:
    """Of a hundred members how many acted after this appeal and after none, in all circles; None: too few people."""

    percent: int  # the chance of this choice
    after: int | None
    without: int | None


def why(call: Call) -> Why:
    return Why(round(100 * call.propensity), acted_after(call.appeal), acted_after(""))


def acted_after(appeal: str) -> int | None:
    sums = Call.objects.exclude(acted=None).filter(appeal=appeal).aggregate(Sum("acted"), Sum("seats"))
    if (sums["seats__sum"] or 0) < LEAST_PEOPLE:
        return None
    percent: int = round(100 * sums["acted__sum"] / sums["seats__sum"])
    return percent
