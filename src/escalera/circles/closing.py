"""Circles fall silent, and that is no failure: they are asked once, then they end gently."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from escalera.circles.models import Circle, Seat
from escalera.credit import accounts
from escalera.credit import actions as credit
from escalera.credit import queries as credit_queries
from escalera.credit.models import Kind, TimeAccount
from escalera.ledger import actions as ledger

SILENT, ANSWERED_WITHIN = timedelta(days=21), timedelta(days=14)
KEPT = timedelta(days=180)
NAMESPACE = uuid.UUID("0b6f6a52-8a0e-4d55-9d6c-5f1f6f0e7c21")


def tend(*, now: datetime) -> None:
    """Ask silent circles whether they go on; end those that said nothing; forget those that ended long ago."""
    alive = Circle.objects.alive()
    for circle in alive.filter(asked_at__lte=now - ANSWERED_WITHIN):
        dissolve(circle=circle, because="silence", now=now)
    alive.filter(asked_at=None, last_sign_at__lte=now - SILENT).update(asked_at=now)
    # Erasure may have taken the last person away.
    seated = Seat.objects.taken().filter(circle=OuterRef("pk"))
    for circle in alive.exclude(Exists(seated)):
        dissolve(circle=circle, because="empty", now=now)
    Circle.objects.filter(dissolved_at__lte=now - KEPT).delete()


@transaction.atomic
def dissolve(*, circle: Circle, because: str, now: datetime) -> None:
    """End a circle; what is left of its fund goes to everybody. Twice is once."""
    circle = Circle.objects.select_for_update().get(pk=circle.pk)
    if circle.dissolved_at:
        return
    left = credit_queries.balance(fund := accounts.of_circle(circle.pk, now=now))
    if left > 0:
        _pass_on(circle, fund, left, now)
    circle.seats.taken().update(left_at=now, name="")
    circle.invitations.filter(revoked_at=None).update(revoked_at=now)
    circle.dissolved_at = now
    circle.save(update_fields=["dissolved_at"])
    payload = {"circle": str(circle.pk), "because": because}
    ledger.record(kind="circle dissolved", subject=None, payload=payload, now=now)


def _pass_on(circle: Circle, fund: TimeAccount, left: int, now: datetime) -> None:
    everybody = accounts.of_everybody(now=now)
    for part, seconds in enumerate(_in_days(left)):
        id = uuid.uuid5(NAMESPACE, f"{circle.pk} {part}")
        credit.move(id=id, kind=Kind.GIFT, giver=fund, taker=everybody, seconds=seconds, at=now, now=now)


def _in_days(seconds: int) -> list[int]:
    """A transfer is of a day at most."""
    whole, rest = divmod(seconds, credit.LONGEST_S)
    return [credit.LONGEST_S] * whole + ([rest] if rest else [])
