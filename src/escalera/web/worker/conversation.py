"""One asking: yes or no for who is asked, then the page of the conversation of the two."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from escalera.coaching.helping import answering, conversing, queries, reporting
from escalera.coaching.helping.models import Asking
from escalera.credit.models import Transfer
from escalera.people.models import Person
from escalera.people.presence import PersonRequest
from escalera.tasks import queries as tasks
from escalera.web.worker import advising, help_words
from escalera.web.worker.authors import mark_of
from escalera.web.worker.receipts import because
from escalera.web.worker.visitors import person_of, sent_id

WITH_MICROPHONE = "camera=(), geolocation=(), microphone=(self)"
MINUTES = (5, 10, 15, 20, 30, 60)


def own_asking(request: PersonRequest, asking_id: uuid.UUID) -> Asking:
    """One that the person was asked, or a begun one about their request. Raises Http404."""
    return get_object_or_404(queries.of_both(person_of(request)), pk=asking_id)


@require_safe
def asking(request: PersonRequest, asking_id: uuid.UUID) -> HttpResponse:
    return show(request, own_asking(request, asking_id))


def show(
    request: PersonRequest, asking: Asking, errors: dict[str, str] | None = None, *, asked: str = ""
) -> HttpResponse:
    """`asked`: why the writer is asked whether a message or a report is fair."""
    context = {
        "asking": asking,
        "errors": errors or {},
        "asked": asked,
        "sent": request.POST,
        "id": sent_id(request),
        "by": mark_of(request.person),
    }
    begun = asking.accepted_at is not None
    context |= inside(request, asking) if begun else before(asking)
    page = "worker/conversation.html" if begun else "worker/asking.html"
    response = render(request, page, context, status=422 if errors else 200)
    if begun:
        response["Permissions-Policy"] = WITH_MICROPHONE
    return response


def refused(
    request: PersonRequest, asking: Asking, field: str, words: str, *, asked: str = ""
) -> HttpResponse:
    """The page with the reason, for the reader and for the phone's outbox."""
    return because(show(request, asking, {field: words}, asked=asked), asked or words)


def before(asking: Asking) -> dict[str, object]:
    """What is seen by who is asked: the request, and why them. Not who asks."""
    return {
        "because": help_words.because(asking.because, asking.request.skill),
        "is_over": asking.request.ended_at is not None,
    }


def inside(request: PersonRequest, asking: Asking) -> dict[str, object]:
    person, closings = person_of(request), list(asking.closings.all())
    mine = next((one for one in closings if one.person_id == person.pk), None)
    return {
        "is_helper": asking.helper_id == person.pk,
        "other": help_words.name_of(reporting.other_of(asking, person)),
        "lines": [(one, one.person_id == person.pk) for one in queries.messages_of(asking)],
        "may_write": conversing.is_open(asking) and mine is None,
        "may_close": asking.is_standing and len(closings) < 2,
        "mine": mine,
        "theirs": next((one for one in closings if one.person_id != person.pk), None),
        "moved": Transfer.objects.filter(about=asking.pk).first(),
        "minutes": [(str(one), one) for one in MINUTES],
        "chosen_minutes": str(mine.minutes if mine else 10),
        "wrongs": list(help_words.WRONG.items()),
        "tip_about": about_tip(asking, person) if mine else [],
    }


def about_tip(asking: Asking, person: Person) -> list[tuple[str, str]]:
    """What who helped may leave a tip on; nothing where they only know the skill, not the task."""
    may = asking.helper_id == person.pk and tasks.did(person, asking.request.task_type)
    return advising.about_task() if may else []


@require_POST
def asking_answer(request: PersonRequest, asking_id: uuid.UUID) -> HttpResponse:
    row = own_asking(request, asking_id)
    if row.helper_id != person_of(request).pk:
        raise Http404
    if request.POST.get("word") != "yes":
        answering.decline(asking=row, now=timezone.now())
        messages.success(request, _("All right. Somebody else is asked, and nobody holds it against you."))
        return redirect("helping")
    try:
        answering.accept(asking=row, now=timezone.now())
    except answering.SomebodyElseHelps:
        messages.info(request, _("Meanwhile somebody else helps, or it is over. Thank you all the same."))
        return redirect("helping")
    return redirect("asking", asking_id=row.pk)
