"""Four weeks begin: chance offers a way to each person who wants to find out, by what helped people like them."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from escalera.coaching.ways import estimating, knowing, weighing
from escalera.coaching.ways.models import WayPeriod
from escalera.ledger import actions as ledger
from escalera.paths.models import Goal
from escalera.people.models import Consent

USE = "ways"  # the consent: let chance choose how I learn with others, and measure what comes of it
ALMOST_THERE = 0.1  # levels; who is so near needs no four weeks


def waiting() -> QuerySet[Goal]:
    """Goals of those who agreed and have no period now. Who arrived needs none."""
    agreed = Consent.objects.filter(person=OuterRef("person"), use=USE, withdrawn_at=None)
    going = WayPeriod.objects.going().filter(person=OuterRef("person"))
    found = Goal.objects.filter(Exists(agreed), ~Exists(going), left_at=None, arrival=None)
    return found.select_related("person").order_by("set_at", "pk")


def open_due(*, now: datetime, seed: int) -> int:
    """Open a period for everybody who waits; returns how many. May be killed and run again."""
    effects = estimating.newest()
    opened = (
        open_one(goal=goal, effects=effects, seed=seed + at, now=now) for at, goal in enumerate(waiting())
    )
    return sum(period is not None for period in opened)


@transaction.atomic
def open_one(*, goal: Goal, effects: dict[str, Any], seed: int, now: datetime) -> WayPeriod | None:
    """One at a time for each person. None: they have one, no longer agree, or are almost there."""
    consent = Consent.objects.select_for_update().filter(person=goal.person, use=USE).first()
    missing = weighing.missing(goal.person, goal.required)
    total = sum(missing.values())
    has_one = WayPeriod.objects.going().filter(person=goal.person).exists()
    if consent is None or consent.withdrawn_at or has_one or total < ALMOST_THERE:
        return None
    known = knowing.of(goal.person, missing=total, now=now)
    chosen = weighing.choose(effects, known, seed=seed)
    period = WayPeriod.objects.create(
        id=uuid.uuid4(),
        person=goal.person,
        way=chosen.way,
        shares=chosen.shares,
        known=known,
        required=goal.required,
        missing=missing,
        hours=knowing.usual_hours(goal.person, now=now),
        opened_at=now,
        closes_at=now + knowing.LASTS,
    )
    facts = {
        "way": chosen.way,
        "propensity": chosen.shares[chosen.way],
        "seed": seed,
        "inputs": {"known": known, "shares": chosen.shares, "effects": weighing.of_kind(effects, known)},
    }
    ledger.record(kind="way offered", subject=goal.person_id, payload=facts, now=now, id=period.pk)
    return period
