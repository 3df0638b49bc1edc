"""Tips at the moment of need: read, left, voted on, reported, taken back; and what one's own did."""

import secrets
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from escalera.api.presence import NAME, Problem, person_of
from escalera.coaching import actions
from escalera.coaching.advice import places, queries, showing
from escalera.coaching.models import Tip, TipShowing
from escalera.paths.models import Step
from escalera.people import consents
from escalera.people.limits import TooMuch
from escalera.tasks.models import Attempt, TaskType

router = Router()


class ShownOut(Schema):
    """`id` names the moment: a vote and a report are about it. `propensity` is the chance of this choice."""

    id: UUID
    text: str
    expected_score: float
    propensity: float


class TipOut(Schema):
    """`tip` is null where none is wanted, needed or there, and where chance chose none, to compare with."""

    tip: ShownOut | None


class WantedIn(Schema):
    wanted: bool


class TipIn(Schema):
    """`id` is the sender's own. `mistake` is a field that one missed there, where the tip is about a mistake."""

    id: UUID
    task_type: str = Field(max_length=80, pattern=NAME)
    text: str = Field(max_length=2000)
    about: Literal["task type", "family", "mistake"] = "task type"
    mistake: str = Field("", max_length=60)


class TipLeftOut(Schema):
    """`held_because` says why others see it only after a look; empty where they see it at once."""

    id: UUID
    text: str
    held_because: str


class Range(Schema):
    middle: float
    low: float
    high: float


class OwnTipOut(Schema):
    """What became of a tip; `minutes_saved` and `score_added` are null until ten people answered after it."""

    id: UUID
    task_type: str
    text: str
    state: Literal["shown", "held", "away", "goes", "taken back"]
    people: int
    said_it_helped: int
    minutes_saved: Range | None
    score_added: Range | None


class VoteIn(Schema):
    """`id` is the sender's own; a later vote corrects an earlier one."""

    id: UUID
    helped: bool


class Done(Schema):
    done: bool


@router.post("/tips/wanted", response=Done, summary="Whether one wants tips of others when they can help")
def set_tips_wanted(request: HttpRequest, sent: WantedIn) -> Any:
    now = timezone.now()
    consents.answer(person=person_of(request), use=showing.USE, agrees=sent.wanted, now=now)
    return {"done": True}


@router.get("/steps/{step_id}/tip", response={200: TipOut, 404: Problem}, summary="A tip before a step")
def get_tip_before(request: HttpRequest, step_id: UUID) -> Any:
    steps = Step.objects.select_related("task_type", "item", "goal__person")
    step = get_object_or_404(steps, pk=step_id, goal__person=person_of(request))
    return plain(showing.before_step(step=step, now=timezone.now(), seed=secrets.randbits(48)))


@router.get(
    "/attempts/{attempt_id}/tip", response={200: TipOut, 404: Problem}, summary="A tip after a mistake"
)
def get_tip_after(request: HttpRequest, attempt_id: UUID) -> Any:
    attempts = Attempt.objects.select_related("item__task_type", "person")
    attempt = get_object_or_404(attempts, pk=attempt_id, person=person_of(request))
    return plain(showing.after_mistake(attempt=attempt, now=timezone.now(), seed=secrets.randbits(48)))


@router.get("/tips", response=list[OwnTipOut], summary="One's own tips, and what they did")
def list_tips(request: HttpRequest) -> Any:
    return [own(one) for one in queries.tips_of(person_of(request))]


@router.post(
    "/tips",
    response={200: TipLeftOut, 404: Problem, 409: Problem, 422: Problem},
    summary="Leave a tip for the next person",
)
def create_tip(request: HttpRequest, sent: TipIn) -> Any:
    person = person_of(request)
    task_type = get_object_or_404(TaskType, pk=sent.task_type)
    if sent.about == "mistake" and sent.mistake not in places.missed_by(person, task_type):
        return Status(422, {"detail": "Name a field that you missed yourself at this task type."})
    try:
        tip = actions.leave_tip(
            id=sent.id,
            person=person,
            task_type=task_type,
            text=sent.text,
            about=sent.about,
            mistake=sent.mistake,
            now=timezone.now(),
        )
    except actions.HasNotDoneIt:
        return Status(409, {"detail": "Only who has done a task can leave a tip on it. Do it first."})
    except actions.NothingSaid:
        return Status(422, {"detail": "A tip needs words."})
    except actions.TooLong:
        return Status(422, {"detail": f"A tip has at most {actions.LONGEST} characters."})
    except TooMuch as error:
        return Status(409, {"detail": f"Too many tips today. Send more from {error.again_at.isoformat()}."})
    return {"id": tip.pk, "text": tip.text, "held_because": tip.held_because}


@router.post("/tips/{tip_id}/removal", response={200: Done, 404: Problem}, summary="Take a tip back")
def remove_tip(request: HttpRequest, tip_id: UUID) -> Any:
    actions.take_back_tip(tip=own_tip(request, tip_id), now=timezone.now())
    return {"done": True}


@router.post("/tips/{tip_id}/return", response={200: Done, 404: Problem}, summary="Put it back")
def return_tip(request: HttpRequest, tip_id: UUID) -> Any:
    actions.put_back_tip(tip=own_tip(request, tip_id), now=timezone.now())
    return {"done": True}


@router.post(
    "/tips/shown/{showing_id}/vote",
    response={200: Done, 404: Problem},
    summary="Whether a tip that one was shown helped",
)
def vote_on_tip(request: HttpRequest, showing_id: UUID, sent: VoteIn) -> Any:
    moment = shown_to(request, showing_id)
    actions.vote(id=sent.id, showing=moment, helped=sent.helped, now=timezone.now())
    return {"done": True}


@router.post(
    "/tips/shown/{showing_id}/report",
    response={200: Done, 404: Problem},
    summary="A tip that one was shown is out of place",
)
def report_tip(request: HttpRequest, showing_id: UUID) -> Any:
    actions.report_tip(showing=shown_to(request, showing_id), now=timezone.now())
    return {"done": True}


def own_tip(request: HttpRequest, tip_id: UUID) -> Tip:
    return get_object_or_404(Tip, pk=tip_id, person=person_of(request))


def shown_to(request: HttpRequest, showing_id: UUID) -> TipShowing:
    return get_object_or_404(TipShowing.objects.exclude(tip=None), pk=showing_id, person=person_of(request))


def plain(chosen: TipShowing | None) -> dict[str, Any]:
    if chosen is None or chosen.tip is None:
        return {"tip": None}
    return {
        "tip": {
            "id": chosen.pk,
            "text": chosen.tip.text,
            "expected_score": chosen.expected,
            "propensity": chosen.propensity,
        }
    }


def own(known: queries.Reached) -> dict[str, Any]:
    return {
        "id": known.tip.pk,
        "task_type": known.tip.task_type_id,
        "text": known.tip.text,
        "state": known.state,
        "people": known.people,
        "said_it_helped": known.helped,
        "minutes_saved": known.minutes and vars(known.minutes),
        "score_added": known.score and vars(known.score),
    }
