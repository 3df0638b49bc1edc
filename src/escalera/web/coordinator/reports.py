"""Comments that somebody of the programme found out of place: keep them, take them away, undo."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from escalera.coaching.judgement import reporting
from escalera.coaching.judgement.models import Report
from escalera.people.presence import PersonRequest
from escalera.programmes.models import Programme
from escalera.tasks.families import judging as rubric
from escalera.web.coordinator import circle_words, conversations, tips
from escalera.web.coordinator.guarding import for_coordinators
from escalera.web.worker.visitors import person_of


@require_safe
@for_coordinators
def reports(request: PersonRequest, programme: Programme) -> HttpResponse:
    person = person_of(request)
    rows = [
        {
            "report": row.report,
            "ruling": row.ruling,
            "piece": row.piece,
            "line": rubric.criterion(row.report.comment.line, row.report.comment.work.language),
            "is_mine": person.pk in (row.report.person_id, row.report.comment.person_id),
        }
        for row in reporting.reported(reporting.reports_of(programme))
    ]
    context = {
        "programme": programme,
        "reports": rows,
        "tips": tips.rows(programme, person),
        "words": circle_words.rows(programme, person),
        "conversations": conversations.rows(programme, person),
    }
    return render(request, "coordinator/reports.html", context)


@require_POST
@for_coordinators
def ruling(request: PersonRequest, programme: Programme, report_id: int) -> HttpResponse:
    report = report_in(programme, report_id)
    takes_away = {"keep": False, "away": True}.get(request.POST.get("ruling", ""))
    if takes_away is None:
        messages.info(request, _("Choose whether the comment stays."))
        return redirect("reports", programme.pk)
    try:
        reporting.rule(
            report=report,
            takes_away=takes_away,
            by=person_of(request),
            now=timezone.now(),
        )
    except reporting.NotYoursToRule as error:
        raise Http404 from error
    except reporting.AlreadyRuled:
        messages.info(request, _("Somebody decided otherwise meanwhile. Undo that first."))
    else:
        messages.success(request, _("Both people are told. You can undo it."))
    return redirect("reports", programme.pk)


@require_POST
@for_coordinators
def removed_ruling(request: PersonRequest, programme: Programme, report_id: int) -> HttpResponse:
    try:
        reporting.take_back(report=report_in(programme, report_id), by=person_of(request), now=timezone.now())
    except reporting.NotYoursToRule as error:
        raise Http404 from error
    messages.success(request, _("Undone. The comment stays hidden until somebody decides."))
    return redirect("reports", programme.pk)


def report_in(programme: Programme, report_id: int) -> Report:
    return get_object_or_404(reporting.reports_of(programme), pk=report_id)
