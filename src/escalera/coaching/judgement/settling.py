"""The chore that brings waiting works to a result. It may run twice, or be killed anywhere: each result is one
transaction, and a round with a verdict is left alone."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from escalera.coaching.judgement import actions, offering, pools
from escalera.coaching.judgement.models import Because, Judgement, Round, Side, Verdict, Work
from escalera.coaching.judgement.pools import Judged, Pool
from escalera.coaching.judgement.weighing import Weighed
from escalera.learning import actions as learning
from escalera.ledger import actions as ledger
from escalera.paths import actions as paths
from escalera.tasks import actions as tasks
from escalera.tasks.models import Attempt, TaskType

WIDENED_AFTER = timedelta(days=2)
GIVEN_UP_AFTER = timedelta(days=7)
OTHERS_NEEDED = 4  # "better than 7 of 10" is said among at least so many others
CLEARLY = 0.75  # from this probability on, who chose the other piece was wrong


def is_due(*, now: datetime) -> bool:
    """Whether there is anything to look at."""
    return pools.open_rounds().exists() or actions.may_wait(now=now).exists()


def settle(*, now: datetime) -> int:
    """Open what waits, give the verdicts that are due, widen what waits too long; return how many verdicts."""
    actions.open_works(now=now)
    given = 0
    for slug, language in pools.open_pools():
        weighed = Weighed(pools.load(TaskType.objects.get(pk=slug), language))
        for work in weighed.pool.waiting:
            given += settle_work(work=work, weighed=weighed, now=now)
    return given


@transaction.atomic
def settle_work(*, work: Work, weighed: Weighed, now: datetime) -> bool:
    round = Round.objects.select_for_update().get(pk=pools.latest(work).pk)
    if Verdict.objects.filter(round=round).exists():
        return False
    side = weighed.pool.side_now(work)
    found = weighed.verdict(side)
    too_late = now - round.opened_at >= GIVEN_UP_AFTER
    if found.is_final or (too_late and found.times):
        conclude(work=work, round=round, weighed=weighed, side=side, now=now)
        return True
    if too_late:
        Verdict.objects.create(round=round, times=0, is_sure=False, at=now)
        record(work, round, {"score": None}, now)
        return True
    if round.widened_at is None and now - round.opened_at >= WIDENED_AFTER:
        Round.objects.filter(pk=round.pk).update(widened_at=now)
    return False


def conclude(*, work: Work, round: Round, weighed: Weighed, side: Judged, now: datetime) -> Verdict:
    """Keep the verdict, give the attempt its late score, and the judges theirs."""
    found = weighed.verdict(side)
    others = others_than(work, weighed.pool)
    verdict = Verdict.objects.create(
        round=round,
        score=found.score,
        low=found.low,
        high=found.high,
        beaten=weighed.beaten(side, others) if len(others) >= OTHERS_NEEDED else None,
        among=len(others),
        times=found.times,
        is_sure=found.is_sure,
        at=now,
    )
    told = {"score": found.score, "low": found.low, "high": found.high, "times": found.times}
    record(work, round, told, now)
    score_late(work.attempt, work.field, found.score, now, is_appeal=round.because == Because.APPEAL)
    score_judges(work, weighed, now)
    return verdict


def others_than(work: Work, pool: Pool) -> list[Judged]:
    return [pool.side_now(other) for other in pool.works.values() if other.pk != work.pk]


def record(work: Work, round: Round, told: Mapping[str, object], now: datetime) -> None:
    """The first result stays here when an appeal brings another."""
    payload = {"work": str(work.pk), "round": round.number, **told}
    subject = work.attempt.person_id if work.attempt else None
    ledger.record(kind="verdict", subject=subject, payload=payload, now=now)


def score_late(attempt: Attempt | None, field: str, score: float, now: datetime, *, is_appeal: bool) -> None:
    """Bring a score that came late into the attempt and the belief."""
    if attempt is None:
        return
    before = attempt.score
    attempt = tasks.judge_late(attempt=attempt, scores={field: score}, again=is_appeal)
    if attempt.score != before:
        learning.tell_late(attempt=attempt, claims=paths.claims_of(attempt.person), now=now)


def score_judges(work: Work, weighed: Weighed, now: datetime) -> None:
    """Who judged this piece learns whether the others agree, where it is clear which of the two is better."""
    pool = weighed.pool
    for side in ("first", "second"):
        said = Judgement.objects.filter(**{f"comparison__{side}": work}).select_related("comparison")
        for one in said:
            sides = offering.sides_of(one.comparison, pool)
            if sides is None:
                continue
            chance = weighed.chance(*sides)
            if max(chance, 1 - chance) < CLEARLY:
                continue
            agreed = chance if one.better == Side.FIRST else 1 - chance
            waiting = Attempt.objects.filter(pk=one.pk).select_related("item", "person").first()
            score_late(waiting, "better", agreed, now, is_appeal=False)
