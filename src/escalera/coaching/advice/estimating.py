"""What tips do to those who come after. A chore asks; twice is once."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from escalera.coaching.advice import showing, weighing
from escalera.coaching.advice.models import TipEffect, TipShowing
from escalera.ledger import actions as ledger
from escalera.tasks.models import Attempt

AGAIN_AFTER = timedelta(days=1)  # scores that peers give late


def is_due(*, now: datetime) -> bool:
    """Somebody answered after a choice, or the last estimate is a day old."""
    newest = TipEffect.objects.order_by("-made_at").first()
    return waiting().exists() or (newest is not None and now - newest.made_at > AGAIN_AFTER)


def waiting() -> QuerySet[TipShowing]:
    """Moments after which the person answered, not yet tied to that answer."""
    return TipShowing.objects.filter(Exists(answers_after()), next_attempt=None)


def answers_after() -> QuerySet[Attempt]:
    """The person's answers to the task type that no other moment is tied to, the next one first."""
    later = Attempt.objects.filter(
        person=OuterRef("person"),
        item__task_type=OuterRef("task_type"),
        received_at__gte=OuterRef("at"),
        received_at__lte=OuterRef("at") + showing.WAITS,
        is_repeat=False,
    )
    tied = TipShowing.objects.filter(next_attempt=OuterRef("pk"))
    return later.exclude(pk=OuterRef("occasion")).exclude(Exists(tied)).order_by("received_at", "pk")


def tie() -> int:
    """Tie each moment to the next answer to the task type; returns how many."""
    tied = 0
    while pairs := next_answers():
        for answer, moment in pairs.items():
            TipShowing.objects.filter(pk=moment).update(next_attempt=answer)
        tied += len(pairs)
    return tied


def next_answers() -> dict[uuid.UUID, uuid.UUID]:
    """The earliest moment that waits for each answer: of two moments before one answer the later waits on."""
    found = waiting().order_by("-at").annotate(answer=Subquery(answers_after().values("pk")[:1]))
    return dict(found.values_list("answer", "pk"))


@transaction.atomic
def estimate(*, now: datetime) -> int:
    """Tie what came since, and tell anew what each tip does; returns how many effects."""
    tie()
    seen, votes = outcomes(), {str(tip): pair for tip, pair in showing.votes_on().items()}
    names = {(one.tip, one.place) for one in seen if one.tip is not None}
    arms = {name: votes[name[0]] for name in sorted(names)}
    found = weighing.estimate(seen, arms) if arms else {}
    gone_before = {(str(one.tip_id), one.place): one for one in TipEffect.objects.filter(goes=True)}
    found |= forgotten(gone_before, found)
    TipEffect.objects.all().delete()
    made = TipEffect.objects.bulk_create(
        TipEffect(tip_id=tip, place=place, made_at=now, **vars(one)) for (tip, place), one in found.items()
    )
    for effect in made:
        if effect.goes and (str(effect.tip_id), effect.place) not in gone_before:
            payload = {"tip": str(effect.tip_id), "place": effect.place, "shown": effect.shown}
            ledger.record(kind="tip goes", subject=None, payload=payload, now=now)
    return len(made)


def forgotten(
    gone: Mapping[tuple[str, str], TipEffect], found: Mapping[tuple[str, str], weighing.Measured]
) -> dict[tuple[str, str], weighing.Measured]:
    """What was known of tips that went, where those who told it have erased it since: nobody new is shown such a
    tip, so it would come back because it was forgotten, and do the same harm again."""
    return {
        name: showing.as_measured(one)
        for name, one in gone.items()
        if name not in found or found[name].shown < one.shown
    }


def outcomes() -> list[weighing.Outcome]:
    """Moments whose answer was scored and honestly worked on."""
    rows = TipShowing.objects.filter(
        next_attempt__score__isnull=False, next_attempt__too_fast=False, next_attempt__seconds__gt=0
    )
    return [
        weighing.Outcome(
            place=place,
            tip=str(tip) if tip else None,
            score=score,
            expected=expected,
            seconds=seconds,
            usual_s=usual_s,
        )
        for place, tip, score, expected, seconds, usual_s in rows.order_by("at", "pk").values_list(
            "place", "tip_id", "next_attempt__score", "expected", "next_attempt__seconds", "usual_s"
        )
        if score is not None
    ]
