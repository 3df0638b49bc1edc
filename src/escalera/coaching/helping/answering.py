"""A helper says yes or no. No is free: it is counted nowhere and changes nothing for them."""

from datetime import datetime

from django.db import transaction

from escalera.coaching.helping import requesting
from escalera.coaching.helping.models import Asking
from escalera.ledger import actions as ledger


class SomebodyElseHelps(Exception):
    """Meanwhile another person was asked, or the request is over."""


@transaction.atomic
def accept(*, asking: Asking, now: datetime) -> Asking:
    """Also after a no or after time, while nobody else is asked. Twice is once. Raises SomebodyElseHelps."""
    try:
        request = requesting.open_one(asking.request)
    except requesting.Ended as error:
        raise SomebodyElseHelps from error
    row = Asking.objects.select_for_update().get(pk=asking.pk)
    if Asking.objects.standing().filter(request=request).exclude(pk=row.pk).exists():
        raise SomebodyElseHelps
    if row.accepted_at is not None and row.is_standing:
        return row
    if row.accepted_at is not None:
        raise SomebodyElseHelps  # a conversation that somebody left is not taken up again
    row.accepted_at, row.declined_at, row.lapsed_at = now, None, None
    row.save()
    ledger.record(kind="help accepted", subject=row.helper_id, payload={"asking": str(row.pk)}, now=now)
    return row


@transaction.atomic
def decline(*, asking: Asking, now: datetime) -> Asking:
    """Say no, or leave a conversation that goes on; the request looks for somebody else. Twice is once."""
    row = Asking.objects.select_for_update().get(pk=asking.pk)
    if row.is_standing:
        row.declined_at = now
        row.save(update_fields=["declined_at"])
        payload = {"asking": str(row.pk), "was_helping": row.accepted_at is not None}
        ledger.record(kind="help declined", subject=row.helper_id, payload=payload, now=now)
    return row
