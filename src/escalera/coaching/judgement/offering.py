"""Which two pieces a judge is shown next."""

from datetime import datetime
from typing import Any

import numpy as np
from django.db import transaction

from escalera.coaching.judgement import pieces, pools, queries, weighing
from escalera.coaching.judgement.models import Comparison, Work
from escalera.coaching.judgement.models import Side as Better
from escalera.coaching.judgement.pools import Anchored, Pool, Side
from escalera.coaching.judgement.refusals import NotYours
from escalera.learning import queries as learning
from escalera.ledger import actions as ledger
from escalera.people import blocking
from escalera.people.models import Person
from escalera.tasks.models import TaskType

GOLD_EVERY = 5  # one pair in five is one whose order we know, so that judges stay calibrated
APART = 0.2  # a gold pair is at least so far apart in quality


class NotYetAPeer(Exception):
    """Only who has honestly tried a task may judge the work of others."""


@transaction.atomic
def offer(*, person: Person, now: datetime, rng: np.random.Generator) -> Comparison | None:
    """The pair that waits for this judge, or a new one that tells most. None: nothing to judge.

    Raises NotYetAPeer.
    """
    if not learning.is_peer(person):
        raise NotYetAPeer
    Person.objects.select_for_update().get(pk=person.pk)
    current = queries.open_comparison(person)
    # Who changed the language of the pages meanwhile is not left with a pair in the other one.
    if current and current.language == person.words and pieces.both(current):
        return current
    if current:
        pass_over(comparison=current, person=person, now=now)
    for task_type, language in pools.open_pools():
        if language != person.words:
            continue
        pool = pools.load(TaskType.objects.get(pk=task_type), language)
        if wanted := queries.may_judge(person, pool, now=now):
            pair = gold_pair(person, pool, rng) or chosen(person, pool, wanted, rng)
            if pair:
                return keep(pair, person=person, pool=pool, now=now)
    return None


def chosen(
    person: Person, pool: Pool, wanted: list[Work], rng: np.random.Generator
) -> weighing.Chosen | None:
    """Of the works this judge may see, the pair that tells most."""
    again, apart = queries.works_judged(person), blocking.kept_apart_from(person)
    shown = [
        work
        for work in pool.works.values()
        if work.attempt
        and work.attempt.person_id not in apart | {person.pk}
        and not (pools.latest(work).number > 1 and work.pk in again)
        and work.attempt.answer.get(work.field)
    ]
    return weighing.Weighed(pool).choose(
        person.pk,
        shown=[*(pool.side_now(work) for work in shown), *map(pools.anchored, pool.anchors.values())],
        wanted=[pool.side_now(work) for work in wanted if work in shown],
        seen=[sides for pair in pairs_of(person, pool) if (sides := sides_of(pair, pool))],
        rng=rng,
    )


def gold_pair(person: Person, pool: Pool, rng: np.random.Generator) -> weighing.Chosen | None:
    """Every fifth pair: two pieces of ours that the judge has not seen side by side."""
    if queries.judged_by(person) % GOLD_EVERY != GOLD_EVERY - 1:
        return None
    seen = {frozenset((pair.first_anchor, pair.second_anchor)) for pair in pairs_of(person, pool)}
    ours = list(pool.anchors.values())
    pairs = [
        (one, two)
        for at, one in enumerate(ours)
        for two in ours[at + 1 :]
        if abs(one.quality - two.quality) >= APART and frozenset((one.id, two.id)) not in seen
    ]
    if not pairs:
        return None
    first, second = (
        pools.anchored(one) for one in rng.permutation(np.array(pairs[rng.integers(len(pairs))], object))
    )
    return weighing.Chosen(first, second, gain=0.0, propensity=1 / len(pairs))


def pairs_of(person: Person, pool: Pool) -> list[Comparison]:
    return list(Comparison.objects.filter(judge=person, task_type=pool.task_type, language=pool.language))


def sides_of(pair: Comparison, pool: Pool) -> tuple[Side, Side] | None:
    first, second = (pools.side_of(pair, one, pool.works, pool.anchors) for one in Better.values)
    return (first, second) if first and second else None


def keep(pair: weighing.Chosen, *, person: Person, pool: Pool, now: datetime) -> Comparison:
    sides: dict[str, Any] = {}
    for name, side in (("first", pair.first), ("second", pair.second)):
        if isinstance(side, Anchored):
            sides[f"{name}_anchor"] = side.name
        else:
            sides[name] = pool.works[side.work]
    comparison = Comparison.objects.create(
        judge=person, task_type=pool.task_type, language=pool.language, offered_at=now, **sides
    )
    payload = {"comparison": str(comparison.pk), "gain": pair.gain, "propensity": pair.propensity}
    ledger.record(kind="comparison", subject=person.pk, payload=payload, now=now)
    return comparison


@transaction.atomic
def pass_over(*, comparison: Comparison, person: Person, now: datetime) -> None:
    """The judge wants another pair; twice is once. Raises NotYours."""
    if comparison.judge_id != person.pk:
        raise NotYours
    Comparison.objects.filter(pk=comparison.pk, passed_at=None).update(passed_at=now)
