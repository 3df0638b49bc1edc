"""Judging work of others is time given to everybody: it earns time credit. A chore asks; twice is once."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, OuterRef

from escalera.coaching.judgement.models import Judgement
from escalera.credit import accounts
from escalera.credit import actions as credit
from escalera.credit.models import Kind, Transfer

LONGEST_S = 300  # for one pair; a phone left lying on a table earns no more
LOOKED_BACK = timedelta(days=30)
NAMESPACE = uuid.UUID("6f0c6a57-1d0b-4a55-9a2b-7a2c7a6a9d11")


def uncredited(*, now: datetime) -> models.QuerySet[Judgement]:
    """Judgements of the last month, read before they were answered, that have earned nothing yet."""
    earned = Transfer.objects.filter(kind=Kind.JUDGING, about=OuterRef("pk"))
    recent = Judgement.objects.filter(at__gte=now - LOOKED_BACK, too_fast=False, seconds__gte=1)
    return recent.exclude(comparison__judge=None).exclude(Exists(earned))


def credit_judgements(*, now: datetime) -> int:
    """Give each judge the working time of their judgements; returns how many."""
    judgements = list(uncredited(now=now).select_related("comparison__judge"))
    for judgement in judgements:
        judge = judgement.comparison.judge
        assert judge is not None  # noqa: S101 -- uncredited leaves out judges who left
        credit.move(
            id=uuid.uuid5(NAMESPACE, str(judgement.pk)),
            kind=Kind.JUDGING,
            giver=accounts.of_everybody(now=now),
            taker=accounts.of_person(judge, now=now),
            seconds=min(round(judgement.seconds), LONGEST_S),
            about=judgement.pk,
            at=judgement.at,
            now=now,
        )
    return len(judgements)
