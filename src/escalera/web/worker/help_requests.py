"""I am stuck and ask a person: when that is offered, the request, more words to it, taking it back."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from escalera.circles.models import Circle
from escalera.coaching.helping import meanwhile, offering, progress, queries, requesting
from escalera.coaching.helping.models import HelpRequest
from escalera.coaching.ways import pairing
from escalera.coaching.ways import queries as ways
from escalera.people.models import Person
from escalera.people.presence import PersonRequest
from escalera.tasks.models import Attempt, TaskType
from escalera.web.worker import helping, progress_words
from escalera.web.worker.authors import mark_of, only_by_the_author_or_back_to
from escalera.web.worker.receipts import because, with_receipt
from escalera.web.worker.visitors import person_of, sent_id


def offered(person: Person, task_type: TaskType, *, is_stuck: bool) -> dict[str, Any]:
    """What stands on a page about asking a person: the open request, or the tap, or nothing."""
    request = queries.open_request(person, task_type)
    return {
        "request": request,
        "is_offered": is_stuck and request is None,
        "task_type": task_type,
        "by": mark_of(person),
    }


def after(attempt: Attempt) -> dict[str, Any]:
    return offered(attempt.person, attempt.item.task_type, is_stuck=queries.is_stuck_after(attempt))


def during(person: Person, task_type: TaskType, seconds: float | None) -> dict[str, Any]:
    """On the task's own page, which may have been open for long."""
    too_long = seconds is not None and queries.took_too_long(task_type, seconds)
    is_stuck = too_long or queries.missed_twice(person, task_type) or ways.helps_early(person)
    return offered(person, task_type, is_stuck=is_stuck)


@require_POST
@only_by_the_author_or_back_to("helping")
@with_receipt
def help_requests(request: PersonRequest) -> HttpResponse:
    person = person_of(request)
    open_ones = TaskType.objects.open_to(person)
    task_type = get_object_or_404(open_ones, pk=request.POST.get("task_type", ""))
    try:
        made = pairing.ask(id=sent_id(request), person=person, task_type=task_type, now=timezone.now())
    except requesting.TooMany:
        words = _("You asked five times today. Tomorrow you can ask again; meanwhile try an easier task.")
        return refused(request, words)
    except requesting.Paused:
        return refused(request, _("For now nobody is asked to help you. Read on this page why, and answer."))
    except requesting.NothingToAsk:
        words = _("We don't know which skill this task needs, so we can't find somebody for it.")
        return refused(request, words)
    return redirect("help_request", request_id=made.pk)


def refused(request: PersonRequest, words: str) -> HttpResponse:
    """The page of helping with the reason, for the reader and for the phone's outbox."""
    return because(helping.show(request, {}, problem=words), words)


def own_request(request: PersonRequest, request_id: uuid.UUID) -> HelpRequest:
    rows = HelpRequest.objects.select_related("task_type", "skill", "person")
    return get_object_or_404(rows, pk=request_id, person=person_of(request))


@require_safe
def help_request(request: PersonRequest, request_id: uuid.UUID) -> HttpResponse:
    return show(request, own_request(request, request_id))


def show(request: PersonRequest, asked: HelpRequest, *, error: str = "") -> HttpResponse:
    now, asking = timezone.now(), queries.helping_in(asked)
    waits = asked.ended_at is None and not (asking and asking.is_standing)
    context = {
        "asked": asked,
        "asking": asking,
        "progress": progress_words.lines(progress.of(asked, now=now), now=now) if waits else (),
        "tip": meanwhile.tip_for(asked, now=now),
        "circle": Circle.objects.of(asked.person).first(),
        "errors": {"text": error} if error else {},
        "text": request.POST.get("text", asked.words),
        "by": mark_of(asked.person),
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


@require_POST
def help_request_circle(request: PersonRequest, request_id: uuid.UUID) -> HttpResponse:
    """My circle may know of it, or no longer."""
    asked, tells = own_request(request, request_id), request.POST.get("tells") == "yes"
    try:
        offering.tell_circle(request=asked, tells=tells, now=timezone.now())
    except requesting.Ended:
        messages.info(request, _("This request is over."))
    else:
        words = (
            _("Your circle sees the skill, not your name.") if tells else _("Your circle no longer sees it.")
        )
        messages.success(request, words)
    return redirect("help_request", request_id=asked.pk)


@require_POST
def help_offer(request: PersonRequest, request_id: uuid.UUID) -> HttpResponse:
    """I help somebody of my circle."""
    person = person_of(request)
    asked = get_object_or_404(offering.told_to(person), pk=request_id)
    try:
        made = offering.offer(request=asked, person=person, now=timezone.now())
    except offering.OftenEnough:
        messages.info(request, _("You helped as often this week as you wanted. Thank you: others help now."))
        return redirect("circles")
    except offering.NoLongerNeeded:
        messages.info(request, _("Meanwhile somebody else helps, or it is over. Thank you all the same."))
        return redirect("circles")
    return redirect("asking", asking_id=made.pk)
