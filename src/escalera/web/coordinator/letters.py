"""Joint proposals of circles that were sent to the programme, and what its team answers."""

import uuid

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from escalera.circles.joint import actions
from escalera.circles.joint.models import JointProposal, Kind
from escalera.people.presence import PersonRequest
from escalera.programmes.models import Programme
from escalera.web.coordinator.guarding import for_coordinators
from escalera.web.public import sheets
from escalera.web.worker.visitors import person_of


@require_safe
@for_coordinators
def letters(request: PersonRequest, programme: Programme) -> HttpResponse:
    return page(request, programme, {})


def page(request: PersonRequest, programme: Programme, errors: dict[str, str], at: str = "") -> HttpResponse:
    rows = sent_to(programme).select_related("reply").order_by("-ended_at")
    context = {
        "programme": programme,
        "letters": [
            (one, sheets.heading(Kind(one.kind)), errors if str(one.pk) == at else {}) for one in rows
        ],
        "errors": errors,
        "longest": actions.LONGEST,
    }
    return render(request, "coordinator/letters.html", context, status=422 if errors else 200)


@require_POST
@for_coordinators
def letter_reply(request: PersonRequest, programme: Programme, proposal_id: uuid.UUID) -> HttpResponse:
    proposal = get_object_or_404(sent_to(programme), pk=proposal_id)
    try:
        actions.reply(
            proposal=proposal,
            person=person_of(request),
            text=request.POST.get("text", ""),
            now=timezone.now(),
        )
    except actions.NothingSaid:
        return page(request, programme, {"text": _("Write your answer.")}, str(proposal.pk))
    messages.success(request, _("The people behind it can read your answer now. You can change it."))
    return redirect("letters", programme.pk)


def sent_to(programme: Programme) -> QuerySet[JointProposal]:
    return JointProposal.objects.shown().filter(programme=programme)


def waiting(programme: Programme) -> int:
    return sent_to(programme).filter(reply=None).count()
