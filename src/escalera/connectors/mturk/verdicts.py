"""What the requester answered, as a row of results says it, becomes notices about the payment."""

import uuid
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from escalera.connectors.mturk.results import Result, Status
from escalera.earnings import actions as earnings
from escalera.earnings.models import Payment, Source, Stage
from escalera.people.models import Person

COLUMNS = {
    Stage.ACCEPTED: "ApprovalTime",
    Stage.PAID: "PaymentTime",
    Stage.REJECTED: "RejectionTime",
}


def tell(
    *,
    result: Result,
    payment: Payment,
    person: Person,
    reward: Decimal | None,
    number: Callable[[Result, str], uuid.UUID],
    now: datetime,
) -> list[Stage]:
    """Keep each; the same row again is the same notices. Where the file has no time, it is when we heard of it."""
    stages = stages_of(result)
    for stage in stages:
        earnings.tell(
            payment=payment,
            stage=stage,
            source=Source.FILE,
            at=result.times.get(COLUMNS[stage], now),
            now=now,
            id=number(result, stage),
            **more(stage, result, payment, person, reward),
        )
    return stages


def stages_of(result: Result) -> list[Stage]:
    if result.status == Status.REJECTED:
        return [Stage.REJECTED]
    accepted = [Stage.ACCEPTED] if result.status in (Status.APPROVED, Status.PAID) else []
    is_paid = result.status == Status.PAID or (accepted and "PaymentTime" in result.times)
    return [*accepted, Stage.PAID] if is_paid else accepted


def more(
    stage: Stage, result: Result, payment: Payment, person: Person, reward: Decimal | None
) -> dict[str, Any]:
    """The amount where it differs from what was offered, and why it was rejected."""
    if stage == Stage.ACCEPTED:
        return {"amount": reward if reward is not None and reward != payment.amount else None}
    if stage == Stage.REJECTED:
        with translation.override(person.language):
            nothing = _("The requester gave no reason.")
        return {"reason": result.feedback or nothing}
    return {}
