"""Who may judge what, and what came of one's own pieces."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from escalera.coaching.judgement import pools
from escalera.coaching.judgement.models import Because, Comment, Comparison, Judgement, Round, Verdict, Work
from escalera.coaching.judgement.pools import Pool
from escalera.learning import queries as learning
from escalera.people import blocking
from escalera.people.models import Person
from escalera.tasks import queries as tasks
from escalera.tasks.models import Attempt

SPREAD_OVER = timedelta(days=30)
A_JUDGE_AND_AN_AUTHOR = 3  # comparisons of one author's pieces in that time


@dataclass(frozen=True)
class OwnWork:
    """A piece with what was said of it: waiting, judged, or left without a judge."""

    work: Work
    round: Round
    verdict: Verdict | None
    comments: tuple[Comment, ...]
    times: int

    @property
    def may_appeal(self) -> bool:
        """Once, and against a result."""
        rounds = list(self.work.rounds.all())
        judged = self.verdict is not None and self.verdict.score is not None
        return judged and all(one.because != Because.APPEAL for one in rounds)

    @property
    def may_ask_again(self) -> bool:
        return self.verdict is not None and self.verdict.score is None


def own_works(person: Person) -> list[OwnWork]:
    """The person's pieces, the newest first."""
    in_sight = Comment.objects.in_sight().exclude(person__in=blocking.unread_by(person))
    comments = in_sight.select_related("report").order_by("at")
    rounds = Round.objects.select_related("verdict").order_by("number")
    works = (
        Work.objects.filter(attempt__person=person)
        .select_related("attempt__item", "task_type")
        .prefetch_related(Prefetch("rounds", rounds), Prefetch("comments", comments))
        .order_by("-attempt__received_at", "field")[:50]
    )
    return [own(work) for work in works]


def own(work: Work) -> OwnWork:
    latest = pools.latest(work)
    about = Q(comparison__first=work) | Q(comparison__second=work)
    times = Judgement.objects.filter(about, comparison__offered_at__gte=latest.opened_at).count()
    return OwnWork(work, latest, getattr(latest, "verdict", None), tuple(work.comments.all()), times)


def of_attempt(attempt: Attempt) -> list[OwnWork]:
    return [one for one in own_works(attempt.person) if one.work.attempt_id == attempt.pk]


def open_comparison(person: Person) -> Comparison | None:
    """The pair that was offered and neither judged nor passed over."""
    pairs = Comparison.objects.filter(judge=person, judgement=None, passed_at=None)
    return pairs.select_related("first__attempt__item", "second__attempt__item", "task_type").first()


def something_to_judge(person: Person) -> bool:
    """Whether a piece of somebody else waits that this person may judge; cheap, for a line on a page."""
    if not learning.is_peer(person):
        return False
    rounds = pools.open_rounds().filter(work__language=person.words).exclude(work__attempt__person=person)
    did = Attempt.objects.filter(person=person, item__task_type=OuterRef("work__task_type"), too_fast=False)
    return rounds.filter(Q(widened_at__isnull=False) | Exists(did)).exists()


def judged_by(person: Person) -> int:
    return Judgement.objects.filter(comparison__judge=person).count()


def may_judge(person: Person, pool: Pool, *, now: datetime) -> list[Work]:
    """Works that wait and that this person may judge.

    Not one's own; in one's own language; of a task type one has done, or any once a round was widened; not
    again after an appeal; no author too often, so that no two people judge each other for ever; and none whom
    a block keeps apart from the judge.
    """
    if pool.language != person.words or not learning.is_peer(person):
        return []
    did, judged = tasks.did(person, pool.task_type), works_judged(person)
    familiar = authors_too_familiar(person, now=now) | blocking.kept_apart_from(person)
    return [
        work
        for work in pool.waiting
        if work.attempt
        and work.attempt.person_id != person.pk
        and work.attempt.person_id not in familiar
        and (did or pools.latest(work).widened_at is not None)
        and not (pools.latest(work).number > 1 and work.pk in judged)
    ]


def works_judged(person: Person) -> set[UUID]:
    pairs = Comparison.objects.filter(judge=person, judgement__isnull=False)
    return {key for pair in pairs.values_list("first", "second") for key in pair if key}


def authors_too_familiar(person: Person, *, now: datetime) -> set[UUID]:
    recent = Comparison.objects.filter(
        judge=person, judgement__isnull=False, offered_at__gte=now - SPREAD_OVER
    )
    counted: dict[UUID, int] = {}
    for side in ("first", "second"):
        for author, times in authors(recent, side):
            counted[author] = counted.get(author, 0) + times
    return {author for author, times in counted.items() if times >= A_JUDGE_AND_AN_AUTHOR}


def authors(pairs: QuerySet[Comparison], side: str) -> Iterable[tuple[UUID, int]]:
    path = f"{side}__attempt__person"
    counted = pairs.exclude(**{path: None}).values(path).annotate(times=Count("pk"))
    return ((row[path], row["times"]) for row in counted)
