"""Yes or no to taking part, and to a way that was offered. No costs nothing, and nobody asks again."""

from datetime import datetime

from django.db import transaction

from escalera.circles import seating
from escalera.circles.models import Places, Profile
from escalera.coaching.ways.models import Way, WayPeriod
from escalera.coaching.ways.opening import USE
from escalera.ledger import actions as ledger
from escalera.people import consents
from escalera.people.models import Person


class Over(Exception):
    """The four weeks are over, or the person left."""


@transaction.atomic
def take_part(*, person: Person, agrees: bool, now: datetime) -> None:
    """Keep the answer; whoever leaves is measured no longer, from that moment on. Twice is once."""
    consents.answer(person=person, use=USE, agrees=agrees, now=now)
    period = WayPeriod.objects.select_for_update().going().filter(person=person).first()
    if period is None or agrees:
        return
    part(period)
    period.left_at = now
    period.save(update_fields=["left_at"])
    ledger.record(kind="way left", subject=person.pk, payload={"period": str(period.pk)}, now=now)


@transaction.atomic
def answer(*, period: WayPeriod, accepts: bool, now: datetime) -> WayPeriod:
    """Take up a way, or not; one may change one's mind while it lasts. Twice is once. Raises Over."""
    row = WayPeriod.objects.select_for_update().going().filter(pk=period.pk).first()
    if row is None:
        raise Over
    if (row.accepted_at if accepts else row.declined_at) is not None:
        return row
    row.accepted_at, row.declined_at = (now, None) if accepts else (None, now)
    row.save(update_fields=["accepted_at", "declined_at"])
    if not accepts:
        part(row)
    elif row.way == Way.CIRCLE:
        look_for_circle(row.person, now=now)
    payload = {"period": str(row.pk), "accepts": accepts}
    ledger.record(kind="way answered", subject=row.person_id, payload=payload, now=now)
    return row


def look_for_circle(person: Person, *, now: datetime) -> None:
    """Who told already when they have time is suggested a circle without telling it again."""
    told = Profile.objects.filter(person=person).exclude(hours=[]).first()
    if told is not None and told.looking_since is None:
        seating.tell(
            person=person,
            wishes=told.wishes,
            languages=told.languages,
            hours=told.hours,
            places=Places(told.places),
            looking=True,
            now=now,
        )


def part(period: WayPeriod) -> None:
    """The two of a pair are free again; whoever stays is given somebody else."""
    if period.partner_id is None:
        return
    WayPeriod.objects.going().filter(person=period.partner_id, partner=period.person_id).update(
        partner=None, learns=""
    )
    period.partner, period.learns = None, ""
    period.save(update_fields=["partner", "learns"])
