"""Being judged by peers, and judging."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from escalera.coaching.judgement import commenting, counting, pieces, pools, queries
from escalera.coaching.judgement.models import Because, Comparison, Judgement, Round, Work
from escalera.coaching.judgement.models import Side as Better
from escalera.coaching.judgement.refusals import NotYours
from escalera.ledger import actions as ledger
from escalera.people.models import Person
from escalera.tasks import timing
from escalera.tasks.models import Attempt
from escalera.tasks.pace import reading_seconds

OPENED_WITHIN = timedelta(days=30)
LOOKED_AT_ONCE = 1000


class TakenBack(Exception):
    """A piece of the pair is no longer there."""


class NothingChosen(Exception):
    """Which of the two is better was not said."""


class NotToBeJudgedAgain(Exception):
    """One appeal, against a result; asking again, where there was none."""


def may_wait(*, now: datetime) -> QuerySet[Attempt]:
    """Answers of the last month to task types with something for peers, of which no work was made."""
    return Attempt.objects.filter(
        item__task_type__in=pieces.types_for_peers(),
        works=None,
        is_repeat=False,
        received_at__gte=now - OPENED_WITHIN,
    )


def open_works(*, now: datetime) -> int:
    """Open a first round for every answer that waits for peers; return how many. Twice is once."""
    newest = may_wait(now=now).select_related("item__task_type").order_by("-received_at")[:LOOKED_AT_ONCE]
    return sum(open_work(attempt=one, now=now) for one in newest)


@transaction.atomic
def open_work(*, attempt: Attempt, now: datetime) -> int:
    fields = pieces.waiting_fields(attempt)
    for name in fields:
        work, is_new = Work.objects.get_or_create(
            attempt=attempt,
            field=name,
            defaults={
                "task_type": attempt.item.task_type,
                "language": attempt.item.language,
                "prior": attempt.score,
            },
        )
        if is_new:
            Round.objects.create(work=work, number=1, because=Because.FIRST, opened_at=now)
    return len(fields)


@transaction.atomic
def judge(
    *,
    id: uuid.UUID,
    comparison: Comparison,
    person: Person,
    better: str,
    comment: commenting.Said | None = None,
    seconds: float | None,
    wall_seconds: float | None = None,
    answered_at: datetime,
    now: datetime,
) -> Judgement:
    """Keep which of the two is better; it counts as an attempt at judging. A pair is judged once.

    Raises NotYours, TakenBack, NothingChosen, NoLineChosen, CommentNeedsWork, TooMuch, BlamesOutside.
    """
    comparison = Comparison.objects.select_for_update().get(pk=comparison.pk)
    if comparison.judge_id != person.pk:
        raise NotYours
    if said := Judgement.objects.filter(comparison=comparison).first():
        return said
    if Judgement.objects.filter(pk=id).exists() or Attempt.objects.filter(pk=id).exists():
        raise NotYours
    both = pieces.both(comparison)
    if both is None:
        raise TakenBack
    if better not in Better.values:
        raise NothingChosen
    timed = timing.timing(task_type=comparison.task_type, seconds=seconds, wall_seconds=wall_seconds)
    kept = commenting.checked(comment, both, person, now=now) if comment else None
    judgement = Judgement.objects.create(
        id=id,
        comparison=comparison,
        better=better,
        seconds=timed.seconds,
        too_fast=timed.seconds < reading_seconds({"stimulus": [{"text": one.text} for one in both]}),
        at=now,
    )
    if kept:
        commenting.deliver(kept, judgement=judgement, person=person, now=now)
    counting.count(
        judgement=judgement,
        comment=kept.text if kept else "",
        person=person,
        seconds=seconds,
        wall_seconds=wall_seconds,
        answered_at=answered_at,
        now=now,
    )
    return judgement


@transaction.atomic
def judge_again(*, work: Work, person: Person, because: str, now: datetime) -> Round:
    """Open another round: an appeal against a result, once, before fresh judges; or asking again where nobody
    came. The first result stays. Raises NotYours, NotToBeJudgedAgain."""
    work = Work.objects.select_for_update().get(pk=work.pk)
    if not Work.objects.filter(pk=work.pk, attempt__person=person).exists():
        raise NotYours
    latest = pools.latest(work)
    if latest.because == because == Because.APPEAL and not hasattr(latest, "verdict"):
        return latest
    own = queries.own(work)
    if not (own.may_appeal if because == Because.APPEAL else own.may_ask_again):
        raise NotToBeJudgedAgain
    opened = Round.objects.create(work=work, number=latest.number + 1, because=because, opened_at=now)
    payload = {"work": str(work.pk), "because": because, "round": opened.number}
    ledger.record(kind="judged again", subject=person.pk, payload=payload, now=now)
    return opened
