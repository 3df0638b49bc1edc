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

from escalera.paths import actions
from escalera.paths.models import Step
from escalera.people.presence import PersonRequest
from escalera.tasks.actions import SomebodyElsesAttempt
from escalera.tasks.models import Item, Origin
from escalera.web.worker import answers, foreign
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
        "content": step.item.content,
        "fields": answers.fields(step.item, given or {}),
        "given": given or {},
        "id": sent_id(request),
        "shown_at": request.POST.get("shown_at") or f"{time.time():.1f}",
        "helped": helped,
        "error": error,
    }
    if step.task_type.origin == Origin.TEMPLATE:
        return render(request, "worker/foreign.html", context | foreign.page(step), status=status)
    return render(request, "worker/task.html", context, status=status)


@require_POST
@with_receipt
def answer(request: PersonRequest, step_id: uuid.UUID) -> HttpResponse:
    step = own_step(request, step_id)
    want = request.POST.get("want", "")
    helped = request.POST.get("helped") == "1" or want == "hint"
    reader = foreign if step.task_type.origin == Origin.TEMPLATE else answers
    given = reader.read(step.item, request.POST)
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
            seconds=seconds(request, now),
            help_used=helped,
            answered_at=answered_at(request, now),
            now=now,
        )
    except SomebodyElsesAttempt as error:
        raise Http404 from error
    return redirect("attempt", attempt_id=attempt.pk)


def seconds(request: PersonRequest, now: datetime) -> float:
    """Working time as the script measured it; else from showing the page to receiving the answer."""
    for name, since in (("seconds", 0.0), ("shown_at", now.timestamp())):
        try:
            value = float(request.POST.get(name, ""))
        except ValueError:
            continue
        measured = value if not since else since - value
        if 0 <= measured < float("inf"):
            return measured
    return 0.0


def answered_at(request: PersonRequest, now: datetime) -> datetime:
    try:
        return datetime.fromtimestamp(float(request.POST.get("answered_at", "")), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return now


@require_GET
@cache_control(max_age=31536000, immutable=True, private=True)
def picture(request: PersonRequest, item_id: uuid.UUID, place: int) -> HttpResponse:
    stimulus = get_object_or_404(Item, pk=item_id).content["stimulus"]
    if place >= len(stimulus) or stimulus[place]["kind"] != "picture":
        raise Http404
    return HttpResponse(stimulus[place]["svg"], content_type="image/svg+xml")
