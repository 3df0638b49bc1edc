"""Being judged by peers, and judging: a pair is offered, one of the two is better, perhaps with a comment."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from django.db import transaction

from escalera.coaching.judgement import counting, pieces, pools, queries, weighing
from escalera.coaching.judgement.models import Because, Comment, Comparison, Judgement, Report, Round, Work
from escalera.coaching.judgement.models import Side as Better
from escalera.coaching.judgement.pools import Anchored, Pool, Side
from escalera.learning import queries as learning
from escalera.ledger import actions as ledger
from escalera.people.models import Person
from escalera.people.plain_text import storable
from escalera.people.redaction import redact
from escalera.tasks.families import judging
from escalera.tasks.models import Attempt, TaskType
from escalera.tasks.pace import reading_seconds
from escalera.tasks.scoring import rubric

LONGEST = 280
GOLD_EVERY = 5  # one pair in five is one whose order we know, so that judges stay calibrated
APART = 0.2  # a gold pair is at least so far apart in quality
OPENED_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class Said:
    """A comment as it comes from the page: a line of the rubric, which of the two pieces, a sentence."""

    line: str
    about: str
    text: str


class NotYetAPeer(Exception):
    """Only who has honestly tried a task may judge the work of others."""


class NotYours(Exception):
    """The pair was offered to somebody else, or the piece is another person's."""


class TakenBack(Exception):
    """A piece of the pair is no longer there."""


class NothingChosen(Exception):
    """Which of the two is better was not said."""


class CommentNeedsWork(Exception):
    """A comment that would not help yet; `missed` says in plain words what it lacks."""

    def __init__(self, missed: tuple[str, ...]) -> None:
        super().__init__("; ".join(missed))
        self.missed = missed


class NoLineChosen(Exception):
    """A comment is about one line of the rubric and one of the two pieces."""


class NotToBeJudgedAgain(Exception):
    """One appeal, against a result; asking again, where there was none."""


def open_works(*, now: datetime) -> int:
    """Open a first round for every answer that waits for peers; return how many. Twice is once."""
    waiting = Attempt.objects.filter(
        item__task_type__in=pieces.types_for_peers(),
        works=None,
        is_repeat=False,
        received_at__gte=now - OPENED_WITHIN,
    )
    return sum(
        open_work(attempt=one, now=now) for one in waiting.select_related("item__task_type").iterator()
    )


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
def offer(*, person: Person, now: datetime, rng: np.random.Generator) -> Comparison | None:
    """The pair that waits for this judge, or a new one that tells most. None: nothing to judge.

    Raises NotYetAPeer.
    """
    if not learning.is_peer(person):
        raise NotYetAPeer
    Person.objects.select_for_update().get(pk=person.pk)
    current = queries.open_comparison(person)
    if current and pieces.both(current):
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
    again = queries.works_judged(person)
    shown = [
        work
        for work in pool.works.values()
        if work.attempt
        and work.attempt.person_id != person.pk
        and not (pools.latest(work).number > 1 and work.pk in again)
        and pieces.text_of(work)
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


@transaction.atomic
def judge(
    *,
    id: uuid.UUID,
    comparison: Comparison,
    person: Person,
    better: str,
    comment: Said | None = None,
    seconds: float,
    answered_at: datetime,
    now: datetime,
) -> Judgement:
    """Keep which of the two is better; it counts as an attempt at judging. A pair is judged once.

    Raises NotYours, TakenBack, NothingChosen, NoLineChosen, CommentNeedsWork.
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
    kept = checked(comment, both, person) if comment else None
    judgement = Judgement.objects.create(
        id=id,
        comparison=comparison,
        better=better,
        seconds=max(seconds, 0.0),
        too_fast=seconds < reading_seconds({"stimulus": [{"text": one.text} for one in both]}),
        at=now,
    )
    if kept:
        deliver(kept, judgement=judgement, person=person, now=now)
    counting.count(
        judgement=judgement,
        comment=kept.text if kept else "",
        person=person,
        answered_at=answered_at,
        now=now,
    )
    return judgement


def checked(comment: Said, both: tuple[pieces.Piece, pieces.Piece], person: Person) -> Said:
    """The comment without contact data. Raises NoLineChosen, CommentNeedsWork."""
    if comment.line not in judging.CRITERIA or comment.about not in Better.values:
        raise NoLineChosen
    text = redact(" ".join(storable(comment.text).split()), language=person.words).text[:LONGEST]
    criteria = judging.criteria_of_a_comment(person.words, pieces=[one.text for one in both])
    missed = rubric.judge(criteria, text, {}).missed if text else (criteria[0]["says"],)
    if missed:
        raise CommentNeedsWork(missed)
    return Said(comment.line, comment.about, text)


def deliver(comment: Said, *, judgement: Judgement, person: Person, now: datetime) -> Comment | None:
    """To the author of the piece; a comment on a piece of ours has nobody to go to."""
    work = judgement.comparison.first if comment.about == Better.FIRST else judgement.comparison.second
    if work is None:
        return None
    return Comment.objects.create(
        id=uuid.uuid5(judgement.pk, "comment"),
        judgement=judgement,
        person=person,
        work=work,
        line=comment.line,
        text=comment.text,
        at=now,
    )


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


@transaction.atomic
def report(*, comment: Comment, person: Person, now: datetime) -> Report:
    """The author of the piece reports a comment; nobody sees it from then on. Twice is once. Raises NotYours."""
    if not Work.objects.filter(pk=comment.work_id, attempt__person=person).exists():
        raise NotYours
    row, is_new = Report.objects.get_or_create(comment=comment, defaults={"person": person, "at": now})
    if is_new:
        ledger.record(
            kind="comment reported", subject=person.pk, payload={"comment": str(comment.pk)}, now=now
        )
    return row
