"""How long paid work took, by the worker's word: said later, corrected, and what it was before is kept."""

import uuid
from datetime import datetime

from django.db import transaction

from escalera.earnings.actions import SomebodyElsesPayment
from escalera.earnings.models import Payment, TimeCorrection
from escalera.earnings.unpaid.actions import NotATime
from escalera.earnings.unpaid.models import LONGEST_S
from escalera.ledger import actions as ledger
from escalera.people.models import Person


@transaction.atomic
def say_time(
    *, id: uuid.UUID, payment: Payment, person: Person, seconds: int | None, now: datetime
) -> Payment:
    """Keep it; None takes the word back, so that what was measured counts again. The same id twice is once.

    Raises SomebodyElsesPayment, NotATime.
    """
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    if payment.person_id != person.pk:
        raise SomebodyElsesPayment(str(payment.pk))
    if seconds is not None and not 1 <= seconds <= LONGEST_S:
        raise NotATime(seconds)
    before = {"payment": payment, "was_seconds": payment.seconds, "at": now}
    known, is_new = TimeCorrection.objects.get_or_create(pk=id, defaults=before)
    if known.payment_id != payment.pk:
        raise SomebodyElsesPayment(str(known.payment_id))
    if is_new:
        payment.seconds = seconds
        payment.save(update_fields=["seconds"])
        payload = {"payment": str(payment.pk), "seconds": seconds}
        ledger.record(kind="payment time said", subject=person.pk, payload=payload, now=now)
    return payment
