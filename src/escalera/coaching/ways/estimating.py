"""What each way does for whom, told anew once a period was measured; ways that stop are said so in the ledger."""

from datetime import datetime
from typing import Any

from django.db import transaction

from escalera.coaching.ways import weighing
from escalera.coaching.ways.models import WayPeriod, WaysEstimate
from escalera.ledger import actions as ledger

KEPT = 10


def is_due() -> bool:
    """A period was measured since the newest estimate."""
    newest = WaysEstimate.objects.first()
    measured = WayPeriod.objects.measured()
    return measured.filter(closed_at__gt=newest.made_at).exists() if newest else measured.exists()


def newest() -> dict[str, Any]:
    """The newest effects; before anybody took part what is thought of ways that nobody tried."""
    found = WaysEstimate.objects.first()
    return found.effects if found else weighing.nothing_known()


@transaction.atomic
def estimate(*, now: datetime) -> WaysEstimate:
    """Tell all effects anew. Twice is once: the same periods give the same effects."""
    rows, before = lived(), newest()
    made = WaysEstimate.objects.create(made_at=now, periods=len(rows), effects=weighing.estimate(rows))
    say_what_stopped(before, made.effects, now=now)
    old = WaysEstimate.objects.values_list("pk", flat=True)[KEPT:]
    WaysEstimate.objects.filter(pk__in=list(old)).delete()
    return made


def say_what_stopped(before: dict[str, Any], after: dict[str, Any], *, now: datetime) -> None:
    for known, then, today in zip(weighing.kinds(), before["stopped"], after["stopped"], strict=True):
        for way in set(today) - set(then):
            payload = {"way": way, "known": known, "effects": weighing.of_kind(after, known)}
            ledger.record(kind="way stops", subject=None, payload=payload, now=now)


def lived() -> list[weighing.Lived]:
    """Every measured period, as it came."""
    rows = list(WayPeriod.objects.measured())
    number = {person: at for at, person in enumerate(dict.fromkeys(row.person_id for row in rows))}
    return [
        weighing.Lived(
            person=number[row.person_id],
            wave=row.opened_at.date().toordinal() // 7,
            known=row.known,
            way=row.way,
            shares=row.shares,
            value=row.gained / row.hours,
        )
        for row in rows
        if row.gained is not None
    ]
