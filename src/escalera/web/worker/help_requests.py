"""I am stuck and ask a person: when that is offered, the request, more words to it, taking it back."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from escalera.coaching.helping import meanwhile, queries, requesting
from escalera.coaching.helping.models import HelpRequest
from escalera.coaching.ways import pairing
from escalera.coaching.ways import queries as ways
from escalera.people.models import Person
from escalera.people.presence import PersonRequest
from escalera.tasks.models import Attempt, TaskType
from escalera.web.worker.visitors import person_of, sent_id


def offered(person: Person, task_type: TaskType, *, is_stuck: bool) -> dict[str, Any]:
    """What stands on a page about asking a person: the open request, or the tap, or nothing."""
    request = queries.open_request(person, task_type)
    return {"request": request, "is_offered": is_stuck and request is None, "task_type": task_type}


def after(attempt: Attempt) -> dict[str, Any]:
    return offered(attempt.person, attempt.item.task_type, is_stuck=queries.is_stuck_after(attempt))


def during(person: Person, task_type: TaskType, seconds: float | None) -> dict[str, Any]:
    """On the task's own page, which may have been open for long."""
    too_long = seconds is not None and queries.took_too_long(task_type, seconds)
    is_stuck = too_long or queries.missed_twice(person, task_type) or ways.helps_early(person)
    return offered(person, task_type, is_stuck=is_stuck)


@require_POST
def help_requests(request: PersonRequest) -> HttpResponse:
    person = person_of(request)
    open_ones = TaskType.objects.open_to(person)
    task_type = get_object_or_404(open_ones, pk=request.POST.get("task_type", ""))
    try:
        made = pairing.ask(id=sent_id(request), person=person, task_type=task_type, now=timezone.now())
    except requesting.TooMany:
        messages.info(
            request,
            _("You asked five times today. Tomorrow you can ask again; meanwhile try an easier task."),
        )
        return redirect("helping")
    except requesting.NothingToAsk:
        messages.info(
            request, _("We don't know which skill this task needs, so we can't find somebody for it.")
        )
        return redirect("helping")
    return redirect("help_request", request_id=made.pk)


def own_request(request: PersonRequest, request_id: uuid.UUID) -> HelpRequest:
    rows = HelpRequest.objects.select_related("task_type", "skill", "person")
    return get_object_or_404(rows, pk=request_id, person=person_of(request))


@require_safe
def help_request(request: PersonRequest, request_id: uuid.UUID) -> HttpResponse:
    return show(request, own_request(request, request_id))


def show(request: PersonRequest, asked: HelpRequest, *, error: str = "") -> HttpResponse:
    context = {
        "asked": asked,
        "asking": queries.helping_in(asked),
        "somebody_is_asked": asked.askings.standing().filter(accepted_at=None).exists(),
        "tip": meanwhile.tip_for(asked, now=timezone.now()),
        "errors": {"text": error} if error else {},
        "text": request.POST.get("text", asked.words),
    }
    return render(request, "worker/help_request.html", context, status=422 if error else 200)


@require_POST
def help_request_words(request: PersonRequest, request_id: uuid.UUID) -> HttpResponse:
    asked, text = own_request(request, request_id), request.POST.get("text", "")
    try:
        requesting.describe(request=asked, person=asked.person, text=text)
    except requesting.TooLong:
        error = _("At most 280 letters. Yours has %(count)d.") % {"count": len(text)}
        return show(request, asked, error=error)
    except requesting.Ended:
        messages.info(request, _("This request is over."))
    else:
        messages.success(request, _("Kept. Whoever is asked reads it."))
    return redirect("help_request", request_id=asked.pk)


@require_POST
def help_request_withdrawal(request: PersonRequest, request_id: uuid.UUID) -> HttpResponse:
    asked = own_request(request, request_id)
    try:
        requesting.withdraw(request=asked, now=timezone.now())
    except requesting.Ended:
        messages.info(request, _("Somebody helps already, or it is over. Close the conversation instead."))
    else:
        messages.success(request, _("Taken back. You can ask again whenever you need it."))
    return redirect("help_request", request_id=asked.pk)
