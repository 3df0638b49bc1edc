"""What is done for everybody earns time credit: judging work of others, translating tips, looking at what is out of
place in a circle. A chore asks; twice is once."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from django.db import models
from django.db.models import Exists, OuterRef

from escalera.circles.moderation.models import MatterWord
from escalera.coaching.advice.models import Tip
from escalera.coaching.judgement.models import Judgement
from escalera.credit import accounts
from escalera.credit import actions as credit
from escalera.credit.models import Kind, Transfer
from escalera.people.models import Person

LONGEST_S = 300  # for one pair or tip; a phone left lying on a table earns no more
LONGEST_LOOK_S = 60
LOOKED_BACK = timedelta(days=30)
NAMESPACE = uuid.UUID("6f0c6a57-1d0b-4a55-9a2b-7a2c7a6a9d11")


@dataclass(frozen=True)
class Given:
    """Seconds that somebody gave to everybody, and by what."""

    by: Person
    kind: Kind
    seconds: float
    about: uuid.UUID
    at: datetime

    @property
    def id(self) -> uuid.UUID:
        """Of the transfer: what several did to one thing, as a matter, has one for each."""
        whose = f" {self.by.pk}" if self.kind == Kind.MODERATION else ""
        return uuid.uuid5(NAMESPACE, f"{self.about}{whose}")


def is_due(*, now: datetime) -> bool:
    asked = (unpaid_judgements, unpaid_translations, unpaid_looks)
    return any(unpaid(now=now).exists() for unpaid in asked)


def unpaid_judgements(*, now: datetime) -> models.QuerySet[Judgement]:
    """Judgements of the last month, read before they were answered, that have earned nothing yet."""
    recent = Judgement.objects.filter(at__gte=now - LOOKED_BACK, too_fast=False, seconds__gte=1)
    return recent.exclude(comparison__judge=None).exclude(_earned(Kind.JUDGING))


def unpaid_translations(*, now: datetime) -> models.QuerySet[Tip]:
    """Translations of the last month that are in sight, whose time was measured, that have earned nothing yet."""
    recent = Tip.objects.in_sight().filter(at__gte=now - LOOKED_BACK, worked_s__gte=1)
    return recent.exclude(translation_of=None).exclude(_earned(Kind.TRANSLATION))


def unpaid_looks(*, now: datetime) -> models.QuerySet[MatterWord]:
    """Words of members about matters of the last month that are decided, or were passed on."""
    mine = Transfer.objects.filter(kind=Kind.MODERATION, movements__account__person=OuterRef("person"))
    recent = MatterWord.objects.filter(at__gte=now - LOOKED_BACK, worked_s__gte=1)
    over = recent.exclude(matter__outcome="", matter__passed_on_at=None)
    return over.exclude(Exists(mine.filter(about=OuterRef("matter"))))


def credit_given_time(*, now: datetime) -> int:
    """Give each their working time from everybody's account; returns how many transfers."""
    given = list(chain(_judged(now), _translated(now), _looked(now)))
    for one in given:
        credit.move(
            id=one.id,
            kind=one.kind,
            giver=accounts.of_everybody(now=now),
            taker=accounts.of_person(one.by, now=now),
            seconds=round(one.seconds),
            about=one.about,
            at=one.at,
            now=now,
        )
    return len(given)


def _judged(now: datetime) -> Iterator[Given]:
    for one in unpaid_judgements(now=now).select_related("comparison__judge"):
        judge = one.comparison.judge
        assert judge is not None  # noqa: S101 -- unpaid_judgements leaves out judges who left
        yield Given(judge, Kind.JUDGING, min(one.seconds, LONGEST_S), one.pk, one.at)


def _translated(now: datetime) -> Iterator[Given]:
    for one in unpaid_translations(now=now).select_related("person"):
        yield Given(one.person, Kind.TRANSLATION, min(one.worked_s or 0, LONGEST_S), one.pk, one.at)


def _looked(now: datetime) -> Iterator[Given]:
    for one in unpaid_looks(now=now).select_related("person"):
        seconds = min(one.worked_s or 0, LONGEST_LOOK_S)
        yield Given(one.person, Kind.MODERATION, seconds, one.matter_id, one.at)


def _earned(kind: Kind) -> Exists:
    return Exists(Transfer.objects.filter(kind=kind, about=OuterRef("pk")))
