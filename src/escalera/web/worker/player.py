"""The task player: one item, its answer, with or without scripts."""

import time
import uuid
from datetime import UTC, datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from escalera.coaching.judgement import queries as judgement
from escalera.paths import actions
from escalera.paths.models import Step
from escalera.people.presence import PersonRequest
from escalera.tasks.actions import SomebodyElsesAttempt
from escalera.tasks.models import Item
from escalera.web.worker import advising, answers, before_work, claims, foreign, help_requests
from escalera.web.worker.receipts import with_receipt
from escalera.web.worker.visitors import own_step, sent_id


@require_GET
def task(request: PersonRequest, step_id: uuid.UUID) -> HttpResponse:
    step = own_step(request, step_id)
    if step.finished_at is not None:
        return redirect("placement" if step.is_placement else "path")
    if not actions.hold(step=step, now=timezone.now()):
        return redirect("path")
    return show(request, step, helped=bool(step.reason.get("with_help")))


def show(
    request: PersonRequest,
    step: Step,
    *,
    given: dict[str, Any] | None = None,
    helped: bool = False,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "step": step,
        "item": step.item,
        "id": sent_id(request),
        "shown_at": shown_at(request),
        "helped": helped,
        "error": error,
        "claim": claims.of(step.task_type, step.reason),
        "before": before_work.shown(step, now=timezone.now()),
        "help": help_requests.during(step.goal.person, step.task_type, passed(request, timezone.now())),
    }
    if step.task_type.family == "judging":
        context["to_judge"] = judgement.something_to_judge(step.goal.person)
    if is_foreign(step.item):
        return render(request, "worker/foreign.html", context | foreign.page(step), status=status)
    context |= advising.before(step, now=timezone.now())
    context |= answers.shown(step.item.content, given or {}, answers.picture_of(step.item))
    return render(request, "worker/task.html", context, status=status)


def is_foreign(item: Item) -> bool:
    """Whether it is a document of others, for a frame; what comes in widgets of ours needs none."""
    return "foreign" in item.content


@require_POST
@with_receipt
def answer(request: PersonRequest, step_id: uuid.UUID) -> HttpResponse:
    step = own_step(request, step_id)
    want = request.POST.get("want", "")
    helped = request.POST.get("helped") == "1" or want == "hint"
    reader = foreign if is_foreign(step.item) else answers
    given = reader.read(step.item.content, request.POST)
    if want == "hint":
        return show(request, step, given=given, helped=True)
    if want != "dont_know" and not any(given.values()):
        return show(request, step, helped=helped, error=_("Write or choose an answer first."), status=422)
    now = timezone.now()
    try:
        attempt = actions.record_attempt(
            id=sent_id(request),
            person=step.goal.person,
            item=step.item,
            step=step,
            answer=given if want != "dont_know" else {},
            seconds=worked(request),
            wall_seconds=passed(request, now),
            help_used=helped,
            answered_at=answered_at(request, now),
            now=now,
        )
    except SomebodyElsesAttempt as error:
        raise Http404 from error
    return redirect("attempt", attempt_id=attempt.pk)


def shown_at(request: PersonRequest) -> str:
    """When the page was first shown, kept through a hint or an error."""
    return request.POST.get("shown_at") or f"{time.time():.1f}"


def worked(request: PersonRequest) -> float | None:
    """Seconds of work as the script measured them."""
    return sent_number(request, "seconds")


def passed(request: PersonRequest, now: datetime) -> float | None:
    """Seconds since the page was first shown: by the phone's own clock, else by ours from sending the page."""
    if (wall := sent_number(request, "wall_seconds")) is not None:
        return wall
    shown_at = sent_number(request, "shown_at")
    return None if shown_at is None else max(0.0, now.timestamp() - shown_at)


def sent_number(request: PersonRequest, name: str) -> float | None:
    try:
        value = float(request.POST.get(name, ""))
    except ValueError:
        return None
    return value if 0 <= value < float("inf") else None


def answered_at(request: PersonRequest, now: datetime) -> datetime:
    try:
        return datetime.fromtimestamp(float(request.POST.get("answered_at", "")), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return now


@require_GET
@cache_control(max_age=31536000, immutable=True, private=True)
def picture(request: PersonRequest, item_id: uuid.UUID, place: int) -> HttpResponse:
    return svg_of(get_object_or_404(Item, pk=item_id), place)


def svg_of(item: Item, place: int) -> HttpResponse:
    """Raises Http404 where no picture stands."""
    stimulus = item.content["stimulus"]
    if place >= len(stimulus) or stimulus[place]["kind"] != "picture":
        raise Http404
    return HttpResponse(stimulus[place]["svg"], content_type="image/svg+xml")
