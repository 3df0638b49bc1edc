"""Leaving a tip for the next person: after a task, or after helping somebody with one."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from escalera.coaching import actions
from escalera.people.limits import TooMuch
from escalera.people.presence import PersonRequest
from escalera.tasks.models import TaskType
from escalera.web.worker import advising, after, conversation, too_much
from escalera.web.worker.receipts import because, with_receipt
from escalera.web.worker.visitors import person_of, sent_id

Offered = list[tuple[str, str]]


@require_POST
@with_receipt
def tip(request: PersonRequest, attempt_id: uuid.UUID) -> HttpResponse:
    attempt = after.own_attempt(request, attempt_id)

    def again(errors: dict[str, str]) -> HttpResponse:
        context = {**after.context_of(attempt), "errors": errors, "text": request.POST.get("text", "")}
        return render(request, "worker/attempt.html", context, status=422)

    page = reverse("attempt", args=[attempt.pk])
    return leave(request, attempt.item.task_type, advising.about(attempt), page, again)


@require_POST
@with_receipt
def asking_tip(request: PersonRequest, asking_id: uuid.UUID) -> HttpResponse:
    """Who helped has just seen where somebody was stuck."""
    asking = conversation.own_asking(request, asking_id)

    def again(errors: dict[str, str]) -> HttpResponse:
        return conversation.show(request, asking, errors)

    page = reverse("asking", args=[asking.pk])
    return leave(request, asking.request.task_type, advising.about_task(), page, again)


def leave(
    request: PersonRequest,
    task_type: TaskType,
    offered: Offered,
    page: str,
    again: Callable[[dict[str, str]], HttpResponse],
) -> HttpResponse:
    """Keep the tip and go back to the page; or show the page once more, with what is wrong."""
    text = request.POST.get("text", "")
    about, mistake = advising.read_about(request.POST.get("about", ""), offered)
    try:
        tip = actions.leave_tip(
            id=sent_id(request),
            person=person_of(request),
            task_type=task_type,
            text=text,
            about=about,
            mistake=mistake,
            now=timezone.now(),
        )
    except actions.HasNotDoneIt:
        wrong = _(
            "Only those who have done a task without rushing can leave a tip on it. Do it once, then tell us."
        )
    except actions.NothingSaid:
        wrong = _("Write your tip first.")
    except actions.TooLong:
        wrong = _("A tip has at most 280 characters. Yours has %(count)d.") % {"count": len(text)}
    except TooMuch as error:
        wrong = too_much.words(error)
    else:
        messages.success(request, kept(held=bool(tip.held_because)))
        return redirect(page)
    return because(again({"tip": wrong}), wrong)


def kept(*, held: bool) -> str:
    if held:
        return _("Thank you. Somebody looks at your tip before others see it. Under “Tips” you read why.")
    return _("Thank you. Your tip is kept for the next person.")
