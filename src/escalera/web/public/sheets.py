"""What circles show to others, at addresses that nobody can guess: the page, and its PDF in both languages."""

import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from escalera.circles.joint.models import JointProposal, Kind, Reply
from escalera.circles.reports.models import CollectiveReport
from escalera.look import pdf
from escalera.web.public import report_words

LANGUAGES = {"es": "es-mx", "en": "en"}
log = logging.getLogger(__name__)


@require_safe
@never_cache  # what a circle takes down is gone
def collective_report(request: HttpRequest, key: str) -> HttpResponse:
    return render(request, "public/collective_report.html", report_words.context_of(report_of(key)))


@require_safe
@never_cache  # what a circle takes down is gone
def collective_report_pdf(request: HttpRequest, key: str, language: str) -> HttpResponse:
    report, back = report_of(key), reverse("collective_report", args=[key])
    with spoken(language):
        name, context = _("report"), report_words.context_of(report)
        return sheet(request, "public/collective_report_print.html", context, name=name, back=back)


def report_of(key: str) -> CollectiveReport:
    return get_object_or_404(CollectiveReport.objects.shown(), key=key)


@require_safe
@never_cache  # what a circle takes down is gone
def letter(request: HttpRequest, key: str) -> HttpResponse:
    proposal = letter_of(key)
    reply = Reply.objects.filter(proposal=proposal).first()
    return render(request, "public/letter.html", letter_context(request, proposal) | {"reply": reply})


@require_safe
@never_cache  # what a circle takes down is gone
def letter_pdf(request: HttpRequest, key: str, language: str) -> HttpResponse:
    proposal, back = letter_of(key), reverse("letter", args=[key])
    with spoken(language):
        name, context = _("letter"), letter_context(request, proposal)
        return sheet(request, "public/letter_print.html", context, name=name, back=back)


def letter_of(key: str) -> JointProposal:
    return get_object_or_404(JointProposal.objects.shown(), key=key)


def letter_context(request: HttpRequest, proposal: JointProposal) -> dict[str, Any]:
    shown = CollectiveReport.objects.shown()
    report = shown.filter(pk=proposal.report_id).first() if proposal.report_id else None
    address = request.build_absolute_uri(reverse("collective_report", args=[report.key])) if report else ""
    return {
        "proposal": proposal,
        "heading": heading(Kind(proposal.kind)),
        "figures": report_words.context_of(report) if report else None,
        "report_address": address,
    }


def heading(kind: Kind) -> str:
    return {
        Kind.FLOOR: _("We ask for a pay floor"),
        Kind.COMPLAINT: _("Something should change"),
        Kind.THANKS: _("Thank you"),
    }[kind]


def spoken(language: str) -> Any:
    """Raises Http404 for a language that is not ours."""
    if language not in LANGUAGES:
        raise Http404
    return translation.override(LANGUAGES[language])


def sheet(
    request: HttpRequest, template: str, context: dict[str, Any], *, name: str, back: str
) -> HttpResponse:
    try:
        content = pdf.made(render_to_string(template, context))
    except pdf.NoPango as error:
        log.error("%s", error)
        with translation.override(translation.get_language_from_request(request)):
            return render(request, "public/no_pdf.html", {"back": back}, status=503)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="escalera-{name}.pdf"'
    return answer
