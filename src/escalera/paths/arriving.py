"""Reaching the job, and what came of it."""

import uuid
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from escalera.ledger import actions as ledger
from escalera.paths import planning
from escalera.paths.models import Arrival, Goal, Outcome


class AmountNeedsCurrency(Exception):
    """Money without its currency is not kept."""


def arrive_if_reached(*, standing: planning.Standing, now: datetime) -> Arrival | None:
    goal, probabilities = standing.goal, standing.reached
    if not probabilities or not all(planning.is_reached(value) for value in probabilities.values()):
        return None
    arrival, is_new = Arrival.objects.get_or_create(
        goal=goal,
        defaults={"at": now, "evidence": {skill: round(p, 3) for skill, p in probabilities.items()}},
    )
    if is_new:
        ledger.record(kind="arrival", subject=goal.person_id, payload=arrival.evidence, now=now)
    return arrival


@transaction.atomic
def report_outcome(
    *,
    id: uuid.UUID,
    goal: Goal,
    kind: str,
    amount: Decimal | None = None,
    currency: str = "",
    hours: Decimal | None = None,
    now: datetime,
) -> Outcome:
    """Keep what came of it; saying it again corrects it. Raises AmountNeedsCurrency."""
    if amount is not None and not currency:
        raise AmountNeedsCurrency
    values = {"amount": amount, "currency": currency if amount is not None else "", "hours": hours, "at": now}
    id = uuid.uuid4() if Outcome.objects.filter(pk=id).exists() else id
    outcome, is_new = Outcome.objects.update_or_create(
        goal=goal, kind=kind, defaults=values, create_defaults={"id": id, **values}
    )
    if is_new:
        ledger.record(kind=f"outcome {kind}", subject=goal.person_id, payload={"goal": str(goal.pk)}, now=now)
    return outcome
