"""Which way works: taking part or not, the way that is offered now and why, what helped people like me."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from escalera.coaching.ways import answering, queries
from escalera.coaching.ways.models import Way, WayPeriod
from escalera.people.presence import PersonRequest
from escalera.web.worker import way_words
from escalera.web.worker.visitors import person_of


@require_safe
def ways(request: PersonRequest) -> HttpResponse:
    person = person_of(request)
    standing, known = queries.standing_of(person), queries.known_of(person, now=timezone.now())
    helped = queries.helped_like(known) if known else None
    context = {
        "standing": standing,
        "offer": way_words.offer(standing),
        "why": way_words.why(standing.period) if standing.period else None,
        "helped": way_words.helped(helped),
        "at": queries.task_at_hand(person),
    }
    return render(request, "worker/ways.html", context)


@require_POST
def ways_wanted(request: PersonRequest) -> HttpResponse:
    agrees = yes_or_no(request, "takes_part")
    answering.take_part(person=person_of(request), agrees=agrees, now=timezone.now())
    messages.success(
        request,
        _("You take part. Your suggestion comes in a few minutes.")
        if agrees
        else _("All right: nothing is chosen by chance and nothing is measured. All doors stay open."),
    )
    return redirect("ways" if agrees else "path")


@require_POST
def way_answer(request: PersonRequest, period_id: uuid.UUID) -> HttpResponse:
    period = get_object_or_404(WayPeriod, pk=period_id, person=person_of(request))
    accepts = yes_or_no(request, "accepts")
    try:
        answering.answer(period=period, accepts=accepts, now=timezone.now())
    except answering.Over:
        messages.info(request, _("These four weeks are over. Nothing was changed."))
        return redirect("ways")
    if not accepts:
        messages.success(request, _("All right. We don't ask again in these four weeks."))
        return redirect("path")
    return redirect("circles" if period.way == Way.CIRCLE else "ways")


def yes_or_no(request: PersonRequest, name: str) -> bool:
    """What the button of a form said. Raises Http404 for anything else."""
    said = {"yes": True, "no": False}.get(request.POST.get(name, ""))
    if said is None:
        raise Http404
    return said
