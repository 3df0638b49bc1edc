"""Two pieces of others, and which of them is better."""

import secrets
import uuid
from datetime import datetime
from typing import Any, Literal

import numpy as np
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from escalera.api.paths import aware
from escalera.api.presence import Problem, person_of
from escalera.coaching.judgement import actions, commenting, offering, pieces
from escalera.coaching.judgement.models import Comparison
from escalera.coaching.judgement.refusals import NotYours
from escalera.people.limits import TooMuch

router = Router()
UNFAIR = (
    "This may blame the author for what they could not help. Write it anew, "
    "or send it again with reconsidered: about_task or as_it_is."
)


class PieceOut(Schema):
    asks: str
    given: list[dict[str, Any]]
    text: str


class ComparisonOut(Schema):
    id: uuid.UUID
    first: PieceOut
    second: PieceOut


class NextComparison(Schema):
    """`comparison` is null when nothing waits."""

    comparison: ComparisonOut | None


class CommentIn(Schema):
    """`line` is one of true, complete, concrete, clear; `about` the piece that it is for.

    `reconsidered` is sent after a 409 that asks whether the comment is fair: about_task or as_it_is.
    """

    line: Literal["true", "complete", "concrete", "clear"]
    about: Literal["first", "second"]
    text: str = Field(max_length=2000)
    reconsidered: Literal["", "about_task", "as_it_is"] = ""


class JudgementIn(Schema):
    """`id` is the sender's own, so that sending twice is sending once."""

    id: uuid.UUID
    comparison: uuid.UUID
    better: Literal["first", "second"]
    comment: CommentIn | None = None
    seconds: float = Field(ge=0, le=1e9, allow_inf_nan=False)
    answered_at: datetime | None = None


class JudgementOut(Schema):
    id: uuid.UUID
    better: str


@router.get(
    "/comparison", response={200: NextComparison, 409: Problem}, summary="Two pieces of others to compare"
)
def get_comparison(request: HttpRequest) -> Any:
    rng = np.random.default_rng(secrets.randbits(48))
    try:
        pair = offering.offer(person=person_of(request), now=timezone.now(), rng=rng)
    except offering.NotYetAPeer:
        return Status(409, {"detail": "Do a task first. Then what you say about the work of others counts."})
    both = pieces.both(pair) if pair else None
    if pair is None or both is None:
        return {"comparison": None}
    first, second = ({"asks": p.asks, "given": list(p.stimulus), "text": p.text} for p in both)
    return {"comparison": {"id": pair.pk, "first": first, "second": second}}


@router.post(
    "/judgements",
    response={200: JudgementOut, 404: Problem, 409: Problem, 422: Problem},
    summary="Say which of two pieces is better",
)
def create_judgement(request: HttpRequest, sent: JudgementIn) -> Any:
    person, now = person_of(request), timezone.now()
    pair = get_object_or_404(Comparison, pk=sent.comparison, judge=person)
    said = sent.comment
    try:
        made = actions.judge(
            id=sent.id,
            comparison=pair,
            person=person,
            better=sent.better,
            comment=commenting.Said(said.line, said.about, said.text, said.reconsidered) if said else None,
            seconds=sent.seconds,
            answered_at=aware(sent.answered_at) or now,
            now=now,
        )
    except NotYours:
        return Status(409, {"detail": "This id belongs to something else. Send a new one."})
    except actions.TakenBack:
        return Status(409, {"detail": "One of the pieces was taken back. Ask for another pair."})
    except TooMuch as error:
        return Status(
            409, {"detail": f"Too many comments today. Send more from {error.again_at.isoformat()}."}
        )
    except commenting.BlamesOutside:
        return Status(409, {"detail": UNFAIR})
    except commenting.CommentNeedsWork as error:
        return Status(422, {"detail": f"A comment helps most when it: {'; '.join(error.missed)}."})
    return {"id": made.pk, "better": made.better}
