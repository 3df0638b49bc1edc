"""Reported conversations of help: they hold, or nothing is wrong, and undo. They stand on the page of reports."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from escalera.coaching.helping.reports import ruling as rulings
from escalera.coaching.helping.reports.models import ThreadReport, Wrong
from escalera.people.models import Person
from escalera.people.presence import PersonRequest
from escalera.programmes.models import Programme
from escalera.web.coordinator.guarding import for_coordinators
from escalera.web.worker import help_words
from escalera.web.worker.visitors import person_of


def rows(programme: Programme, person: Person) -> list[dict[str, object]]:
    """What the page of reports says of each conversation; of the two only which one reported."""
    return [
        {
            "looked": one,
            "report": one.report,
            "wrong": help_words.WRONG[Wrong(one.report.wrong)],
            "lines": [(line, line.person_id == one.report.about_id) for line in one.lines],
            "is_mine": rulings.is_party(person, one.report),
        }
        for one in rulings.looked_at(rulings.reports_of(programme))
    ]


@require_POST
@for_coordinators
def ruling(request: PersonRequest, programme: Programme, report_id: uuid.UUID) -> HttpResponse:
    report = report_in(programme, report_id)
    upholds = {"holds": True, "nothing": False}.get(request.POST.get("ruling", ""))
    if upholds is None:
        messages.info(request, _("Choose whether the report holds."))
        return redirect("reports", programme.pk)
    try:
        rulings.rule(report=report, upholds=upholds, by=person_of(request), now=timezone.now())
    except rulings.NotYoursToRule as error:
        raise Http404 from error
    except rulings.AlreadyRuled:
        messages.info(request, _("Somebody decided otherwise meanwhile. Undo that first."))
    else:
        messages.success(request, _("Decided. Both read it under “Help”. You can undo it."))
    return redirect("reports", programme.pk)


@require_POST
@for_coordinators
def removed_ruling(request: PersonRequest, programme: Programme, report_id: uuid.UUID) -> HttpResponse:
    try:
        rulings.take_back(report=report_in(programme, report_id), by=person_of(request), now=timezone.now())
    except rulings.NotYoursToRule as error:
        raise Http404 from error
    messages.success(request, _("Undone. The report counts until somebody decides."))
    return redirect("reports", programme.pk)


def report_in(programme: Programme, report_id: uuid.UUID) -> ThreadReport:
    return get_object_or_404(rulings.reports_of(programme), pk=report_id)
