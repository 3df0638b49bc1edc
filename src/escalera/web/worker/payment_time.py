"""What the page of a payment says of its time."""

from typing import Any

from django.utils import timezone

from escalera.earnings import pricing
from escalera.earnings.queries import Life
from escalera.earnings.unpaid.models import Kind
from escalera.earnings.unpaid.payment_time import time_of
from escalera.web.worker import minute_words

BELONGING = (
    Kind.SEARCHING,
    Kind.WAITING,
    Kind.COMMUNICATION,
    Kind.PAYMENTS,
    Kind.QUALIFICATION,
    Kind.LEARNING,
)


def shown(life: Life) -> dict[str, Any]:
    time = time_of(life)
    floor = pricing.floor_for(life.payment.person, on=timezone.localtime(life.worked_at).date())
    return {
        "time": time,
        "worked_minutes": round(time.worked_s / 60, 1) if time.worked_s else None,
        "measured_minutes": round(time.measured_s / 60, 1) if time.measured_s else None,
        "unpaid_minutes": time.unpaid_s / 60,
        "said_minutes": round(time.worked_s / 60) if time.worked_s else "",
        "stretches": [
            (one, minute_words.of_kind(Kind(one.kind)), (one.seconds or 0) / 60) for one in time.unpaid
        ],
        "said_before": [
            (None if one.was_seconds is None else round(one.was_seconds / 60), one.at)
            for one in life.payment.time_corrections.all()
        ],
        "floor": floor if floor and floor.currency == life.payment.currency else None,
        "kinds": [(kind, minute_words.of_kind(kind).words) for kind in BELONGING],
    }
