"""A collective report as members see it: asking for one, one's own part, yes or no, issuing, taking it down."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from escalera.circles import publishing
from escalera.circles.models import Circle
from escalera.circles.reports import actions
from escalera.circles.reports.models import CollectiveReport
from escalera.circles.reports.shares import share_of
from escalera.circles.reports.telling import FEWEST
from escalera.earnings.requesters import record
from escalera.people.presence import PersonRequest
from escalera.web.public import report_words
from escalera.web.worker.my_circle import with_circle
from escalera.web.worker.visitors import chosen_number, person_of, sent_id

ANSWERS = {"yes": True, "no": False, "none": None}


@require_http_methods(["GET", "HEAD", "POST"])
@with_circle
def new_collective_report(request: PersonRequest, circle: Circle) -> HttpResponse:
    sent, known = request.POST, record.known_to(person_of(request))
    if request.method != "POST":
        return form(request, circle, known, {})
    weeks = chosen_number(sent.get("weeks"), range(1, 14))
    if weeks not in actions.WEEKS:
        return form(request, circle, known, {"weeks": _("Choose how many weeks.")})
    try:
        report = actions.begin(
            id=sent_id(request),
            circle=circle,
            person=person_of(request),
            period=actions.period(weeks, today=timezone.localdate()),
            requesters=[one for one in known if str(one.pk) in sent.getlist("requesters")],
            words=sent.get("words", ""),
            now=timezone.now(),
        )
    except actions.TooManyOpen:
        messages.info(request, _("Three reports are being prepared. Finish or give up one first."))
        return redirect("publications", circle.pk)
    return redirect("circle_report", report.pk)


def form(request: PersonRequest, circle: Circle, known: list[Any], errors: dict[str, str]) -> HttpResponse:
    context = {
        "circle": circle,
        "errors": errors,
        "sent": request.POST,
        "chosen": request.POST.getlist("requesters"),
        "weeks": [(str(n), ngettext("%(n)d week", "%(n)d weeks", n) % {"n": n}) for n in actions.WEEKS],
        "requesters": [(str(one.pk), one.name) for one in known],
        "fewest": FEWEST,
        "longest": actions.LONGEST,
    }
    return render(request, "worker/new_collective_report.html", context, status=422 if errors else 200)


def with_report(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view a report of the person's own circle. Raises Http404 for everybody else."""

    @wraps(view)
    def found(request: PersonRequest, report_id: uuid.UUID) -> HttpResponse:
        rows = CollectiveReport.objects.of(request.person).select_related("circle")
        return view(request, get_object_or_404(rows, pk=report_id))

    return found


@require_safe
@with_report
def circle_report(request: PersonRequest, report: CollectiveReport) -> HttpResponse:
    person = person_of(request)
    seats = report.circle.seats.taken().count()
    mine = report.contributions.filter(seat__person=person).first()
    agreeing = actions.contributing(report).count()
    share = share_of(person, report) if report.is_gathering else None
    context = {
        "report": report,
        "circle": report.circle,
        "scope": report_words.scope(report),
        "mine": mine,
        "agreeing": agreeing,
        "seats": seats,
        "fewest": FEWEST,
        "missing": max(FEWEST - agreeing, 0),
        "told_already": report.is_gathering and actions.told_already(report, person),
        "share": share,
        "paid_minutes": share.paid_s / 60 if share else 0,
        "unpaid_minutes": share.all_unpaid_s / 60 if share else 0,
        "address": request.build_absolute_uri(reverse("collective_report", args=[report.key])),
        "i_took_it_down": report.withdrawn_by is not None and report.withdrawn_by.person_id == person.pk,
    }
    return render(request, "worker/circle_report.html", context)


@require_POST
@with_report
def circle_report_answer(request: PersonRequest, report: CollectiveReport) -> HttpResponse:
    if (answer := request.POST.get("answer", "")) not in ANSWERS:
        return told(request, report, _("Choose what you say."))
    try:
        agrees = ANSWERS[answer]
        actions.answer(report=report, person=person_of(request), agrees=agrees, now=timezone.now())
    except actions.AlreadyOver:
        return over(request, report)
    except actions.AlreadyTold:
        return told(request, report, _("Minutes of yours from these weeks are in another report already."))
    return told(request, report, _("Saved. You can change it until the report is issued."))


@require_POST
@with_report
def circle_report_issue(request: PersonRequest, report: CollectiveReport) -> HttpResponse:
    try:
        actions.issue(report=report, person=person_of(request), now=timezone.now())
    except actions.AlreadyOver:
        return over(request, report)
    except actions.NotAmongThem:
        return told(request, report, _("Who says yes to it can issue it."))
    except actions.TooFew:
        words = _("At least %(n)d of those who say yes must have minutes or pay in these weeks.")
        return told(request, report, words % {"n": FEWEST})
    except actions.NothingToTell:
        return told(
            request, report, _("Too few people share any figure. Note more, or ask others to join in.")
        )
    return told(request, report, _("Issued. Now it has a page of its own."))


@require_POST
@with_report
def circle_report_end(request: PersonRequest, report: CollectiveReport) -> HttpResponse:
    try:
        actions.end(report=report, person=person_of(request), now=timezone.now())
    except actions.AlreadyOver:
        return over(request, report)
    messages.success(request, _("Given up. Nothing of it is shown, and you can begin another."))
    return redirect("publications", report.circle_id)


@require_POST
@with_report
def circle_report_withdrawal(request: PersonRequest, report: CollectiveReport) -> HttpResponse:
    publishing.withdraw(one=report, person=person_of(request), now=timezone.now())
    return told(request, report, _("The page is down. You can put it back."))


@require_POST
@with_report
def circle_report_withdrawal_removal(request: PersonRequest, report: CollectiveReport) -> HttpResponse:
    try:
        publishing.put_back(one=report, person=person_of(request), now=timezone.now())
    except publishing.NotYours:
        return told(request, report, _("Who took it down can put it back."))
    return told(request, report, _("The page is there again."))


def over(request: PersonRequest, report: CollectiveReport) -> HttpResponse:
    return told(request, report, _("This report is finished. Nothing was changed."))


def told(request: PersonRequest, report: CollectiveReport, words: str) -> HttpResponse:
    messages.info(request, words)
    return redirect("circle_report", report.pk)
