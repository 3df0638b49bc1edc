"""What changes a path: a goal, a claim, the next step, an attempt."""

import uuid
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from escalera.jobs import queries as jobs
from escalera.jobs.models import Job, Posting
from escalera.learning import actions as learning
from escalera.ledger import actions as ledger
from escalera.paths import arriving, planning
from escalera.paths.models import Claim, Goal, PassedOver, PutFirst, Step
from escalera.people.models import Person
from escalera.tasks import actions as tasks
from escalera.tasks import reserving
from escalera.tasks.families.materials import NOTHING, Materials
from escalera.tasks.making import NoItemLeft, item_for
from escalera.tasks.models import Attempt, Item, TaskType

PLACEMENT_ITEMS = 5
CHOICES = 3  # somebody else may take the last item of a choice before we do


class NothingToLearn(Exception):
    """The list asks for no skill that we can teach."""


@transaction.atomic
def set_goal(*, person: Person, origin: Job | Posting, now: datetime) -> Goal:
    """Walk towards a job or posting, leaving the goal before. Raises NothingToLearn."""
    required = jobs.goal_of(origin, person)
    if not required:
        raise NothingToLearn
    Person.objects.select_for_update().get(pk=person.pk)
    kind = "job" if isinstance(origin, Job) else "posting"
    current = person.goals.filter(left_at=None).first()
    if current and (current.origin, current.origin_id, current.required) == (kind, str(origin.pk), required):
        return current
    person.goals.filter(left_at=None).update(left_at=now)
    goal = Goal.objects.create(
        person=person,
        origin=kind,
        origin_id=str(origin.pk),
        title=origin.title,
        required=required,
        set_at=now,
    )
    ledger.record(kind="goal", subject=person.pk, payload={"origin": kind, "required": required}, now=now)
    return goal


@transaction.atomic
def put_first(*, goal: Goal, skills: Collection[str], because: str, now: datetime) -> PutFirst:
    """Learn some of the goal's skills before the others. Twice is once. Raises NothingToLearn."""
    goal = Goal.objects.select_for_update().get(pk=goal.pk)
    wanted = sorted(set(skills) & set(goal.required))
    if not wanted:
        raise NothingToLearn
    before = PutFirst.objects.filter(goal=goal).first()
    if before and (before.skills, before.because) == (wanted, because):
        return before
    said = {"skills": wanted, "because": because, "at": now}
    row, _ = PutFirst.objects.update_or_create(goal=goal, defaults=said)
    _choose_anew(goal, now)
    payload = {"skills": wanted, "because": because}
    ledger.record(kind="put first", subject=goal.person_id, payload=payload, now=now)
    return row


@transaction.atomic
def put_nothing_first(*, goal: Goal, now: datetime) -> None:
    """Back to the quickest order. Twice is once."""
    if PutFirst.objects.filter(goal=goal).delete()[0]:
        _choose_anew(goal, now)
        ledger.record(kind="put nothing first", subject=goal.person_id, payload={}, now=now)


def _choose_anew(goal: Goal, now: datetime) -> None:
    """What was chosen in the order before is not offered any more."""
    for step in goal.steps.filter(finished_at=None, is_placement=False).select_related("item"):
        reserving.release(item=step.item, person=goal.person)
        finish(step=step, now=now)


@transaction.atomic
def claim(*, person: Person, skill: str, answer: int, now: datetime) -> Claim:
    """Keep a person's own word about a skill: 0 not yet, 1 a little, 2 well; twice counts once."""
    same = Claim.objects.filter(person=person, skill=skill).first()
    if same and same.answer == answer:
        return same
    row, _ = Claim.objects.update_or_create(
        person=person, skill=skill, defaults={"answer": answer, "at": now}
    )
    if same:
        learning.rebuild(person=person, claims=claims_of(person), now=now)
    else:
        learning.declare(person=person, skill=skill, answer=answer, now=now)
    Step.objects.filter(goal__person=person, finished_at=None).update(finished_at=now)
    return row


def claims_of(person: Person) -> dict[str, int]:
    return dict(person.claims.order_by("at", "pk").values_list("skill", "answer"))


@transaction.atomic
def next_step(*, goal: Goal, now: datetime, seed: int) -> Step | None:
    """The open step of a goal, or a new choice, kept in the ledger. None: arrived, or nothing left."""
    Goal.objects.select_for_update().get(pk=goal.pk)
    theirs = TaskType.objects.open_to(goal.person)
    waiting = goal.steps.filter(finished_at=None, is_placement=False, task_type__in=theirs)
    reserving.lapse(now=now)
    if (step := waiting.select_related("task_type", "item").first()) and hold(step=step, now=now):
        return step
    for _ in range(CHOICES):
        standing = planning.standing(goal)
        choice = planning.chosen(standing, seed=seed, now=now)
        if choice is None:
            arriving.arrive_if_reached(standing=standing, now=now)
            return None
        if step := keep_step(goal=goal, choice=choice, seed=seed, is_placement=False, now=now):
            return step
    return None


@transaction.atomic
def hold(*, step: Step, now: datetime) -> bool:
    """Keep the step's item for its person a while longer; where others took it meanwhile, the step ends."""
    if reserving.hold(item=step.item, person=step.goal.person, now=now):
        return True
    finish(step=step, now=now)
    return False


@transaction.atomic
def place(*, goal: Goal, now: datetime, seed: int) -> Step | None:
    """The next of at most five placement items. None when there are enough."""
    Goal.objects.select_for_update().get(pk=goal.pk)
    placement = goal.steps.filter(is_placement=True).order_by("chosen_at")
    if step := placement.filter(finished_at=None).select_related("task_type", "item").first():
        return step
    asked = list(placement.values_list("task_type_id", flat=True))
    enough = len(asked) >= PLACEMENT_ITEMS
    choice = None if enough else planning.placed(planning.standing(goal), asked=asked, seed=seed)
    return keep_step(goal=goal, choice=choice, seed=seed, is_placement=True, now=now) if choice else None


def keep_step(
    *, goal: Goal, choice: planning.Choice, seed: int, is_placement: bool, now: datetime
) -> Step | None:
    task_type = TaskType.objects.get(pk=choice.task_type)
    try:
        item = item_for(
            task_type=task_type, person=goal.person, seed=seed, materials=materials_for(goal), now=now
        )
    except NoItemLeft:
        return None
    step = Step.objects.create(
        goal=goal,
        item=item,
        task_type=task_type,
        is_placement=is_placement,
        reason=choice.facts,
        chosen_at=now,
    )
    ledger.record(
        kind="choice",
        subject=goal.person_id,
        payload={"task_type": task_type.pk, **choice.facts},
        now=now,
        id=step.pk,
    )
    return step


def materials_for(goal: Goal) -> Materials:
    """A goal that came from a posting gets items cut from that posting."""
    if goal.origin != "posting":
        return NOTHING
    return jobs.materials_of(goal.origin_id, language=goal.person.words)


@transaction.atomic
def pass_over(*, step: Step, now: datetime) -> Step:
    """The person wants something else; twice is once."""
    if step.finished_at is None:
        step.finished_at = now
        step.save(update_fields=["finished_at"])
        reserving.release(item=step.item, person=step.goal.person)
        PassedOver.objects.get_or_create(step=step, defaults={"at": now})
        ledger.record(
            kind="passed over", subject=step.goal.person_id, payload={"step": str(step.pk)}, now=now
        )
    return step


@transaction.atomic
def record_attempt(
    *,
    id: uuid.UUID,
    person: Person,
    item: Item,
    step: Step | None,
    answer: Mapping[str, Any],
    seconds: float | None,
    help_used: bool,
    answered_at: datetime,
    now: datetime,
    wall_seconds: float | None = None,
) -> Attempt:
    """Score, store and learn from an answer; the same id twice is once. Raises tasks.SomebodyElsesAttempt.

    `seconds` of work are None where nothing measured them.
    """
    attempt, is_new = tasks.submit(
        id=id,
        person=person,
        item=item,
        step=step.pk if step else None,
        answer=answer,
        seconds=seconds,
        help_used=help_used,
        is_placement=bool(step and step.is_placement),
        answered_at=answered_at,
        now=now,
        wall_seconds=wall_seconds,
    )
    if is_new:
        learning.tell(attempt=attempt, now=now)
        finish(step=step, now=now)
        ledger.record(kind="attempt", subject=person.pk, payload=summary(attempt), now=now)
    return attempt


def finish(*, step: Step | None, now: datetime) -> None:
    if step and step.finished_at is None:
        step.finished_at = now
        step.save(update_fields=["finished_at"])


def summary(attempt: Attempt) -> dict[str, Any]:
    return {
        "attempt": str(attempt.pk),
        "task_type": attempt.item.task_type_id,
        "item": str(attempt.item_id),
        "score": attempt.score,
        "seconds": attempt.seconds,
        "wall_seconds": attempt.wall_seconds,
        "timed": attempt.timed,
        "too_fast": attempt.too_fast,
        "help": attempt.help_used,
        "step": str(attempt.step) if attempt.step else None,
    }
