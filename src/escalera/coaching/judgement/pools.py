"""What is compared with what: the works of one task type in one language, our anchors, and what was said."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from escalera.coaching.judgement.models import Comparison, Judgement, Round, Work
from escalera.coaching.judgement.models import Side as Better
from escalera.tasks.families import judging
from escalera.tasks.models import Attempt, TaskType

MOST_WORKS = 60
GOLD_COUNTED = 30  # a judge's latest answers to pairs whose order is known


@dataclass(frozen=True, order=True)
class Judged:
    """A work in one of its rounds: after an appeal it is looked at afresh."""

    work: UUID
    round: int


@dataclass(frozen=True, order=True)
class Anchored:
    """A piece of ours, and what it is worth."""

    name: str
    quality: float


Side = Judged | Anchored


@dataclass(frozen=True)
class Answer:
    better: Side
    worse: Side
    judge: UUID | None
    too_fast: bool


@dataclass(frozen=True)
class Pool:
    task_type: TaskType
    language: str
    works: Mapping[UUID, Work]
    anchors: Mapping[str, judging.Anchor]
    answers: tuple[Answer, ...]
    gold: Mapping[UUID, tuple[float, float]]  # right and wrong, by judge

    @property
    def sides(self) -> tuple[Side, ...]:
        mine = tuple(Judged(work.pk, latest(work).number) for work in self.works.values())
        return (*mine, *(anchored(one) for one in self.anchors.values()))

    @property
    def priors(self) -> dict[Side, float]:
        return {
            Judged(work.pk, one.number): work.prior
            for work in self.works.values()
            if work.prior is not None
            for one in work.rounds.all()
        }

    @property
    def waiting(self) -> list[Work]:
        """Works with an author whose latest round has no verdict, the longest waiting first."""
        open_now = [work for work in self.works.values() if work.attempt and is_open(work)]
        return sorted(open_now, key=lambda work: (latest(work).opened_at, str(work.pk)))

    def side_now(self, work: Work) -> Judged:
        return Judged(work.pk, latest(work).number)


def anchored(anchor: judging.Anchor) -> Anchored:
    return Anchored(anchor.id, anchor.quality)


def latest(work: Work) -> Round:
    return list(work.rounds.all())[-1]


def is_open(work: Work) -> bool:
    return not hasattr(latest(work), "verdict")


def open_rounds() -> QuerySet[Round]:
    return Round.objects.filter(verdict=None).exclude(work__attempt=None)


def open_pools() -> list[tuple[str, str]]:
    """(task type, language) of pools in which a work waits, the longest waiting first."""
    waiting = open_rounds().order_by("opened_at").values_list("work__task_type", "work__language")
    return list(dict.fromkeys(waiting))


def load(task_type: TaskType, language: str) -> Pool:
    """The pool: all works that wait, and the newest of the others up to sixty."""
    every = Work.objects.filter(task_type=task_type, language=language)
    waiting = set(open_rounds().filter(work__in=every).values_list("work", flat=True))
    rest = every.exclude(pk__in=waiting).order_by("-rounds__opened_at").values_list("pk", flat=True)
    newest = list(dict.fromkeys(rest[: 2 * MOST_WORKS]))[:MOST_WORKS]
    rounds = Prefetch("rounds", Round.objects.select_related("verdict").order_by("number"))
    rows = Work.objects.filter(pk__in=waiting | set(newest)).prefetch_related(rounds)
    works = {work.pk: work for work in rows.select_related("attempt__item")}
    anchors = {one.id: one for one in judging.anchors(task_type.family, language)}
    answers = tuple(answers_about(task_type, language, works, anchors))
    return Pool(task_type, language, works, anchors, answers, gold_of({a.judge for a in answers if a.judge}))


def answers_about(
    task_type: TaskType, language: str, works: Mapping[UUID, Work], anchors: Mapping[str, judging.Anchor]
) -> Iterable[Answer]:
    about = Q(comparison__first__in=works) | Q(comparison__second__in=works)
    said = Judgement.objects.filter(about, comparison__task_type=task_type, comparison__language=language)
    for one in said.select_related("comparison").order_by("at", "pk"):
        pair = one.comparison
        first, second = (side_of(pair, which, works, anchors) for which in (Better.FIRST, Better.SECOND))
        if first is None or second is None or pair.is_gold or judged_own(pair, works):
            continue
        better, worse = (first, second) if one.better == Better.FIRST else (second, first)
        yield Answer(better, worse, pair.judge_id, one.too_fast)


def side_of(
    pair: Comparison, which: str, works: Mapping[UUID, Work], anchors: Mapping[str, judging.Anchor]
) -> Side | None:
    """The side of a comparison, in the round in which it was offered."""
    work = works.get(pair.first_id if which == Better.FIRST else pair.second_id)  # type: ignore[arg-type]
    if work:
        rounds = [one.number for one in work.rounds.all() if one.opened_at <= pair.offered_at]
        return Judged(work.pk, rounds[-1]) if rounds else None
    anchor = anchors.get(pair.first_anchor if which == Better.FIRST else pair.second_anchor)
    return anchored(anchor) if anchor else None


def judged_own(pair: Comparison, works: Mapping[UUID, Work]) -> bool:
    """A guest's word on what turned out to be their own piece says nothing."""
    both = (works.get(key) for key in (pair.first_id, pair.second_id) if key)
    return pair.judge_id is not None and any(
        work.attempt is not None and work.attempt.person_id == pair.judge_id for work in both if work
    )


def gold_of(judges: Iterable[UUID]) -> dict[UUID, tuple[float, float]]:
    """How often each judge chose the better one of a pair whose order is known; plain pairs count half."""
    counted: dict[UUID, list[tuple[float, float]]] = defaultdict(list)
    said = Attempt.objects.filter(
        person__in=list(judges), item__task_type__family=judging.FAMILY.slug, too_fast=False, is_repeat=False
    ).order_by("-received_at")
    for judge, fields, key, level in said.values_list(
        "person_id", "fields", "item__key", "item__task_type__level"
    ):
        score = fields.get("better", {}).get("score")
        if key.get("better", {}).get("rule") == "choice" and score is not None:
            weight = 0.5 if level == 1 else 1.0
            counted[judge].append((weight * score, weight * (1 - score)))
    return {
        judge: (sum(right for right, _ in one[:GOLD_COUNTED]), sum(wrong for _, wrong in one[:GOLD_COUNTED]))
        for judge, one in counted.items()
    }
