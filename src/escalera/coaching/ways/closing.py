"""Four weeks end: how far the person came towards the goal they had, whatever they made of the offer."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from escalera.circles.models import Seat
from escalera.coaching.advice.models import TipShowing
from escalera.coaching.helping.models import Asking, HelpRequest
from escalera.coaching.ways import knowing, weighing
from escalera.coaching.ways.models import Way, WayPeriod
from escalera.ledger import actions as ledger


def due(*, now: datetime) -> QuerySet[WayPeriod]:
    return WayPeriod.objects.going().filter(closes_at__lte=now)


def close_due(*, now: datetime) -> int:
    """Measure every period that is over; returns how many. May be killed and run again."""
    return sum(close(period=period, now=now) for period in due(now=now))


@transaction.atomic
def close(*, period: WayPeriod, now: datetime) -> bool:
    """Measure one period. False: it was measured or left meanwhile."""
    row = WayPeriod.objects.select_for_update().going().filter(pk=period.pk).first()
    if row is None:
        return False
    left = weighing.missing(row.person, row.required)
    row.gained = sum(row.missing[skill] - left[skill] for skill in row.missing if skill in left)
    row.hours_spent = knowing.hours_between(row.person, row.opened_at, now)
    row.took_part, row.closed_at = took_part(row, now=now), now
    row.save(update_fields=["gained", "hours_spent", "took_part", "closed_at"])
    payload = {
        "period": str(row.pk),
        "gained": round(row.gained, 4),
        "hours_spent": round(row.hours_spent, 2),
        "took_part": row.took_part,
    }
    ledger.record(kind="way measured", subject=row.person_id, payload=payload, now=now)
    return True


def took_part(period: WayPeriod, *, now: datetime) -> bool:
    """Whether the person went the way that was offered: counted beside, never in place of the offer."""
    during = (period.opened_at, now)
    asked = HelpRequest.objects.filter(person=period.person, asked_at__range=during).exists()
    if period.way == Way.ALONE:
        return not asked
    if period.way == Way.PAIR:
        return with_partner(period, now=now)
    if period.way == Way.CIRCLE:
        until_the_end = Q(left_at=None) | Q(left_at__gt=period.opened_at)
        return Seat.objects.filter(until_the_end, person=period.person, joined_at__lte=now).exists()
    tips = TipShowing.objects.filter(person=period.person, at__range=during).exclude(tip=None)
    return asked or tips.exists()


def with_partner(period: WayPeriod, *, now: datetime) -> bool:
    """Whether the person helped a partner or was helped by one; it may have been a partner before the present one."""
    either = Q(helper=period.person) | Q(request__person=period.person)
    asked = Asking.objects.filter(either, because__partner=True)
    return asked.filter(accepted_at__range=(period.opened_at, now)).exists()
