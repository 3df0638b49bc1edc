"""Proposals of a circle: making one, its questions and words, undoing what was decided."""

import uuid
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from escalera.circles import fund, queries
from escalera.circles.decisions import actions, outcomes
from escalera.circles.decisions.models import Answer, Decision, Kind, Question, Way, Word
from escalera.circles.models import Circle, Seat
from escalera.circles.moderation import sight as sights
from escalera.jobs import queries as jobs
from escalera.jobs.models import Job
from escalera.paths import queries as paths
from escalera.people.limits import TooMuch
from escalera.people.presence import PersonRequest
from escalera.web.worker import circle_words, credit_words, too_much
from escalera.web.worker.my_circle import MINUTES, with_circle
from escalera.web.worker.visitors import person_of, sent_id

KINDS = {
    Kind.AGREEMENT: gettext_lazy("Something we agree on"),
    Kind.GOAL: gettext_lazy("A job we walk towards together"),
    Kind.FUND: gettext_lazy("Time of the fund for one of us"),
}
WAYS = {
    Way.CONSENT: gettext_lazy("It goes ahead unless somebody objects"),
    Way.VOTE: gettext_lazy("By vote: more yes than no"),
}
CONSENT_WORDS = {
    Answer.YES: gettext_lazy("Yes"),
    Answer.ASIDE: gettext_lazy("I let it pass"),
    Answer.NO: gettext_lazy("I object, and say why"),
}
VOTE_WORDS = {
    Answer.YES: gettext_lazy("Yes"),
    Answer.NO: gettext_lazy("No"),
    Answer.ASIDE: gettext_lazy("I let it pass"),
}
SAID_TO_CONSENT = VOTE_WORDS | {Answer.NO: gettext_lazy("I object")}


@require_http_methods(["GET", "HEAD", "POST"])
@with_circle
def new_decision(request: PersonRequest, circle: Circle) -> HttpResponse:
    if request.method != "POST":
        return form(request, circle, {})
    sent = request.POST
    kind = Kind(sent["kind"]) if sent.get("kind") in KINDS else Kind.AGREEMENT
    about, errors = about_of(request, circle, kind)
    if errors:
        return form(request, circle, errors)
    return proposed(
        request, circle, kind=kind, text=sent.get("text", "") or about.get("title", ""), about=about
    )


def about_of(request: PersonRequest, circle: Circle, kind: Kind) -> tuple[dict[str, Any], dict[str, str]]:
    """What the proposal is about beside its text, and what is wrong with that."""
    sent = request.POST
    if kind == Kind.GOAL:
        job = Job.objects.filter(pk=sent.get("job", "")).first()
        required = jobs.goal_of(job) if job else {}
        if job is None or not required:
            return {}, {"job": _("Choose a job.")}
        return {"job": job.pk, "title": job.title, "required": required}, {}
    if kind == Kind.FUND:
        seat = next((one for one in queries.seats_of(circle) if str(one.pk) == sent.get("seat")), None)
        if seat is None:
            return {}, {"seat": _("Choose for whom.")}
        if sent.get("minutes") not in {str(one) for one in MINUTES}:
            return {}, {"minutes": _("Choose how many minutes.")}
        if fund.balance(circle) < 60 * int(sent["minutes"]):
            return {}, {"minutes": _("The fund has less than that.")}
        return {"seat": str(seat.pk), "minutes": int(sent["minutes"])}, {}
    return {}, {}


def proposed(request: PersonRequest, circle: Circle, **values: Any) -> HttpResponse:
    sent = request.POST
    days = int(sent["days"]) if sent.get("days") in {str(one) for one in actions.DAYS} else 3
    way = Way(sent["way"]) if sent.get("way") in WAYS else Way.CONSENT
    try:
        decision = actions.propose(
            id=sent_id(request),
            circle=circle,
            person=person_of(request),
            way=way,
            days=days,
            now=timezone.now(),
            **values,
        )
    except actions.NothingSaid:
        return form(request, circle, {"text": _("Write what you propose, in a sentence.")})
    except TooMuch as error:
        return form(request, circle, {"text": too_much.words(error)})
    except actions.TooManyOpen:
        messages.info(request, _("Five proposals are open. Decide on those first."))
        return redirect("circle", circle.pk)
    except actions.NotToBeUndone:
        messages.info(request, _("Somebody has proposed that already, or it no longer holds."))
        return redirect("circle", circle.pk)
    return redirect("decision", decision.pk)


def form(request: PersonRequest, circle: Circle, errors: dict[str, str]) -> HttpResponse:
    balance = fund.balance(circle)
    kinds = {kind: words for kind, words in KINDS.items() if kind != Kind.FUND or balance}
    asked = request.POST.get("kind") or request.GET.get("kind")
    kind = Kind(asked) if asked in kinds else Kind.AGREEMENT
    goal = paths.current_goal(request.person)
    context = {
        "circle": circle,
        "errors": errors,
        "sent": request.POST,
        "kind": kind,
        "heading": kinds[kind],
        "others": [(other, words) for other, words in kinds.items() if other != kind],
        "ways": list(WAYS.items()),
        "days": [(str(n), ngettext("%(n)d day", "%(n)d days", n) % {"n": n}) for n in actions.DAYS],
        "jobs": job_options(goal.origin_id if goal else ""),
        "job": request.POST.get("job") or (goal.origin_id if goal else ""),
        "seats": [(str(seat.pk), seat.name) for seat in queries.seats_of(circle)],
        "fund": credit_words.length(balance),
        "minutes": [(str(one), _("%(minutes)d min") % {"minutes": one}) for one in MINUTES],
        "longest": actions.LONGEST,
    }
    return render(request, "worker/new_decision.html", context, status=422 if errors else 200)


def job_options(own: str) -> list[tuple[str, str]]:
    """All jobs by name, the one that the person walks towards first."""
    return [
        (job.pk, job.title) for job in sorted(Job.objects.all(), key=lambda job: (job.pk != own, job.title))
    ]


def with_decision(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view a decision of the person's own circle. Raises Http404 for everybody else."""

    @wraps(view)
    def found(request: PersonRequest, decision_id: uuid.UUID) -> HttpResponse:
        mine = Decision.objects.filter(circle__in=Circle.objects.of(request.person))
        rows = mine.select_related("circle", "proposed_by", "undoes")
        return view(request, get_object_or_404(rows, pk=decision_id))

    return found


@require_safe
@with_decision
def decision(request: PersonRequest, decision: Decision) -> HttpResponse:
    return page(request, decision, {})


def page(request: PersonRequest, decision: Decision, errors: dict[str, str]) -> HttpResponse:
    said = list(decision.said.select_related("seat"))
    mine = next((one for one in said if one.seat.person_id == person_of(request).pk), None)
    consent = decision.way == Way.CONSENT
    heard = SAID_TO_CONSENT if consent else VOTE_WORDS
    sight, questions = (
        sights.in_circle(decision.circle, request.person),
        decision.questions.select_related("seat"),
    )
    context = {
        "decision": decision,
        "circle": decision.circle,
        "way": WAYS[Way(decision.way)],
        "outcome": circle_words.OUTCOMES[decision.outcome],
        "takes_words": decision.takes_words(now=timezone.now()),
        "text": circle_words.readable(decision, sight),
        "said": [(one, heard[Answer(one.answer)], circle_words.readable(one, sight)) for one in said],
        "answer": request.POST.get("answer") or (mine.answer if mine else ""),
        "because": request.POST.get("because") or (mine.because if mine else ""),
        "options": list((CONSENT_WORDS if consent else VOTE_WORDS).items()),
        "questions": [(one, circle_words.readable(one, sight)) for one in questions],
        "only_mine": sight.only_mine(decision)
        or any(sight.only_mine(one) for one in said)
        or any(sight.only_mine(one) for one in questions),
        "to_report": to_report(decision, said, questions, sight),
        "may_undo": outcomes.may_be_undone(decision),
        "goes_to": queries.name_of(decision),
        "longest": actions.LONGEST_LINE,
        "errors": errors,
        "sent": request.POST,
    }
    return render(request, "worker/decision.html", context, status=422 if errors else 200)


def to_report(
    decision: Decision, said: Iterable[Word], questions: Iterable[Question], sight: sights.Sight
) -> list[tuple[str, str]]:
    """Words of others that one can read, each with who wrote it and how it begins."""
    rows: list[tuple[str, Seat | None, Decision | Question | Word]] = [
        ("proposal", decision.proposed_by, decision),
        *((f"word {one.pk}", one.seat, one) for one in said if one.because),
        *((f"question {one.pk}", one.seat, one) for one in questions),
    ]
    return [
        (
            key,
            f"{seat.name or _('someone who left')}: {Truncator(str(circle_words.readable(row, sight))).chars(60)}",
        )
        for key, seat, row in rows
        if seat is not None and seat.person_id != sight.reader and not sight.of(row)
    ]


@require_POST
@with_decision
def decision_word(request: PersonRequest, decision: Decision) -> HttpResponse:
    answer, because = request.POST.get("answer"), request.POST.get("because", "")
    if answer not in Answer.values:
        return page(request, decision, {"answer": _("Choose what you say.")})
    try:
        actions.say(
            decision=decision,
            person=person_of(request),
            answer=Answer(answer),
            because=because,
            now=timezone.now(),
        )
    except actions.NothingSaid:
        return page(request, decision, {"because": _("Say why, so that the proposal can be made better.")})
    except TooMuch as error:
        return page(request, decision, {"because": too_much.words(error)})
    except actions.Closed:
        return over(request, decision)
    messages.success(request, _("Your word counts. You can change it until the deadline."))
    return redirect("decision", decision.pk)


@require_POST
@with_decision
def decision_questions(request: PersonRequest, decision: Decision) -> HttpResponse:
    text = request.POST.get("text", "")
    try:
        actions.ask(
            id=sent_id(request), decision=decision, person=person_of(request), text=text, now=timezone.now()
        )
    except actions.NothingSaid:
        return page(request, decision, {"text": _("Write your question or your answer.")})
    except TooMuch as error:
        return page(request, decision, {"text": too_much.words(error)})
    except actions.Closed:
        return over(request, decision)
    return redirect("decision", decision.pk)


@require_POST
@with_decision
def decision_undoing(request: PersonRequest, decision: Decision) -> HttpResponse:
    """A new proposal: that this no longer holds."""
    return proposed(request, decision.circle, kind=Kind.UNDO, text=decision.text, undoes=decision)


def over(request: PersonRequest, decision: Decision) -> HttpResponse:
    messages.info(request, _("The time for words is over. Make a new proposal."))
    return redirect("decision", decision.pk)
