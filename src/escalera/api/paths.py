"""Goal, path, next step, attempts, and why."""

import secrets
import uuid
from datetime import UTC, datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema, Status
from ninja.errors import HttpError

from escalera.api.presence import NAME, Problem, person_of
from escalera.jobs import advice
from escalera.jobs.models import Job, Posting
from escalera.paths import actions, before_work, queries
from escalera.paths.models import Goal, Step
from escalera.people.models import Person
from escalera.tasks.actions import SomebodyElsesAttempt
from escalera.tasks.models import Item

router = Router()
MOST_AT_ONCE = 100


class GoalIn(Schema):
    origin: Literal["job", "posting"]
    origin_id: str = Field(max_length=60, pattern=NAME)


class GoalOut(Schema):
    id: uuid.UUID
    title: str
    required: dict[str, float]


class StairOut(Schema):
    skill: str
    label: str
    state: str
    minutes: int
    required_level: float
    probability: float


class PathOut(Schema):
    goal: GoalOut
    stairs: list[StairOut]
    minutes_left: int
    arrived: bool


class SignOut(Schema):
    """A sign of a trick: its code, what to know in the person's language, and the words that gave it away."""

    code: str
    words: str
    phrase: str


class BeforeWorkOut(Schema):
    """What to know before paid work. `because`: unknown, rejects, pays late, below floor.

    Where `because` or `signs` holds something, show it before the person begins; once they go on anyway, say so at
    /steps/{id}/warning-read, and `read` is true before the next of this work. Amounts as decimals in texts.
    """

    requester: int
    name: str
    because: list[str]
    signs: list[SignOut]
    expected_hourly: str | None
    floor_hourly: str | None
    currency: str | None
    read: bool


class StepOut(Schema):
    """`before_work` is null for practice."""

    before_work: BeforeWorkOut | None
    id: uuid.UUID
    task_type: str
    title: str
    item: uuid.UUID
    content: dict[str, Any]
    reason: dict[str, Any]
    is_placement: bool


class NextOut(Schema):
    """`step` is null when the job is reached or no task is left for it."""

    step: StepOut | None
    arrived: bool


class AttemptIn(Schema):
    """`id` is the sender's own. `step` is the choice that led here; `item` when there was none.

    `seconds` are working time: paused while the page is hidden or nobody touches it; null where that was not
    measured. `wall_seconds` run from showing the item to the answer.
    """

    id: uuid.UUID
    step: uuid.UUID | None = None
    item: uuid.UUID | None = None
    answer: dict[str, str | list[str]] = Field(default_factory=dict)
    seconds: float | None = Field(ge=0, le=1e9, allow_inf_nan=False)
    wall_seconds: float | None = Field(default=None, ge=0, le=1e9, allow_inf_nan=False)
    help_used: bool = False
    answered_at: datetime | None = None


class AttemptOut(Schema):
    """`state`: stored (perhaps earlier), or refused with the reason; send a refused one no more."""

    id: uuid.UUID
    state: Literal["stored", "refused"]
    score: float | None = None
    waits_for_peer: bool = False
    why: str = ""


@router.post(
    "/goal", response={200: GoalOut, 404: Problem, 409: Problem}, summary="Walk towards a job or posting"
)
def set_goal(request: HttpRequest, sent: GoalIn) -> Any:
    try:
        goal = actions.set_goal(
            person=person_of(request), origin=origin_of(request, sent), now=timezone.now()
        )
    except actions.NothingToLearn:
        return Status(
            409, {"detail": "We can't teach what this asks for yet. Choose another, or add a skill."}
        )
    return plain_goal(goal)


def origin_of(request: HttpRequest, sent: GoalIn) -> Job | Posting:
    if sent.origin == "job":
        return get_object_or_404(Job, pk=sent.origin_id)
    try:
        return get_object_or_404(Posting, pk=uuid.UUID(sent.origin_id), person=person_of(request))
    except ValueError as error:
        raise Http404 from error


@router.get("/path", response={200: PathOut, 404: Problem}, summary="The staircase to the goal")
def get_path(request: HttpRequest) -> Any:
    goal = goal_of(request)
    staircase = queries.staircase(goal)
    stairs = [
        {
            "skill": stair.skill.pk,
            "label": stair.skill.label,
            "state": stair.state,
            "minutes": stair.minutes,
            "required_level": stair.required_level,
            "probability": stair.probability,
        }
        for stair in staircase.stairs
    ]
    return {
        "goal": plain_goal(goal),
        "stairs": stairs,
        "minutes_left": staircase.minutes_left,
        "arrived": queries.has_arrived(goal),
    }


@router.get(
    "/next-step", response={200: NextOut, 404: Problem}, summary="The next micro-task with its reason"
)
def get_next_step(request: HttpRequest) -> Any:
    goal = goal_of(request)
    step = actions.next_step(goal=goal, now=timezone.now(), seed=secrets.randbits(48))
    return {"step": plain_step(step) if step else None, "arrived": queries.has_arrived(goal)}


@router.post(
    "/steps/{step_id}/warning-read",
    response={200: BeforeWorkOut, 404: Problem},
    summary="The warning before paid work was read, and the person goes on",
)
def create_warning_read(request: HttpRequest, step_id: uuid.UUID) -> Any:
    step = get_object_or_404(Step, pk=step_id, goal__person=person_of(request))
    before_work.go_on(step=step, now=timezone.now())
    found = plain_before_work(step)
    if found is None:
        raise HttpError(
            404, "This step is practice: nobody pays for it, and there is nothing to read before."
        )
    return found


@router.get(
    "/steps/{step_id}/why",
    response={200: dict[str, Any], 404: Problem},
    summary="Why this step? From the ledger",
)
def get_why(request: HttpRequest, step_id: uuid.UUID) -> Any:
    why = queries.why(get_object_or_404(Step, pk=step_id, goal__person=person_of(request)))
    if why is None:
        raise Http404
    return {"task_type": why.task_type.pk, "at": why.at.isoformat(), **why.facts}


@router.post(
    "/attempts",
    response={200: list[AttemptOut], 413: Problem},
    summary="Send answers; late, doubled, in any order",
)
def create_attempts(request: HttpRequest, sent: list[AttemptIn]) -> Any:
    if len(sent) > MOST_AT_ONCE:
        return Status(413, {"detail": f"Send at most {MOST_AT_ONCE} attempts at once."})
    person, now = person_of(request), timezone.now()
    return [recorded(person, one, now) for one in sent]


def recorded(person: Person, sent: AttemptIn, now: datetime) -> dict[str, Any]:
    steps = Step.objects.filter(goal__person=person).select_related("item", "goal__person")
    step = steps.filter(pk=sent.step).first() if sent.step else None
    item = step.item if step else Item.objects.filter(pk=sent.item).first() if sent.item else None
    if item is None:
        return {"id": sent.id, "state": "refused", "why": "No such step or item."}
    try:
        attempt = actions.record_attempt(
            id=sent.id,
            person=person,
            item=item,
            step=step,
            answer=sent.answer,
            seconds=sent.seconds,
            wall_seconds=sent.wall_seconds,
            help_used=sent.help_used,
            answered_at=aware(sent.answered_at) or now,
            now=now,
        )
    except SomebodyElsesAttempt:
        return {"id": sent.id, "state": "refused", "why": "This id belongs to another attempt."}
    return {
        "id": attempt.pk,
        "state": "stored",
        "score": attempt.score,
        "waits_for_peer": attempt.score is None,
    }


def aware(at: datetime | None) -> datetime | None:
    """A time without a zone is read as UTC."""
    return at.replace(tzinfo=UTC) if at is not None and at.tzinfo is None else at


def goal_of(request: HttpRequest) -> Goal:
    """Raises HttpError 404 with what to do."""
    goal = queries.current_goal(person_of(request))
    if goal is None:
        raise HttpError(404, "There is no goal yet. Send one to /api/goal first.")
    return goal


def plain_goal(goal: Goal) -> dict[str, Any]:
    return {"id": goal.pk, "title": goal.title, "required": goal.required}


def plain_step(step: Step) -> dict[str, Any]:
    return {
        "before_work": plain_before_work(step),
        "id": step.pk,
        "task_type": step.task_type_id,
        "title": step.task_type.title,
        "item": step.item_id,
        "content": step.item.content,
        "reason": step.reason,
        "is_placement": step.is_placement,
    }


def plain_before_work(step: Step) -> dict[str, Any] | None:
    found = before_work.known(step, now=timezone.now())
    if found is None:
        return None
    language, expected = step.goal.person.words, found.pay.expected
    return {
        "requester": found.requester.pk,
        "name": found.requester.name,
        "because": [str(one) for one in found.pay.because],
        "signs": [
            {"code": one.kind, "words": advice.words(one.advice).in_(language), "phrase": one.phrase}
            for one in found.signs
        ],
        "expected_hourly": str(expected.hourly) if expected else None,
        "floor_hourly": str(expected.floor) if expected else None,
        "currency": expected.currency if expected else None,
        "read": found.is_read,
    }
