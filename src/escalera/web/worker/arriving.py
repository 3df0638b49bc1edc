"""At the job: the evidence, how to apply, and what came of it."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from escalera.jobs.models import Job
from escalera.paths import arriving as paths
from escalera.paths import queries
from escalera.paths.models import Goal, OutcomeKind
from escalera.people.presence import PersonRequest
from escalera.web.worker.typed_amounts import CURRENCIES, NotANumber, number
from escalera.web.worker.visitors import sent_id, with_goal

MOST = {"amount": 99_999_999, "hours": 9_999}


@require_safe
@with_goal
def arrival(request: PersonRequest, goal: Goal) -> HttpResponse:
    if not queries.has_arrived(goal):
        return redirect("path")
    return show(request, goal, {})


def show(request: PersonRequest, goal: Goal, errors: dict[str, str]) -> HttpResponse:
    context = {
        "goal": goal,
        "evidence": queries.evidence(goal),
        "job": Job.objects.filter(pk=goal.origin_id).first() if goal.origin == "job" else None,
        "outcomes": {outcome.kind: outcome for outcome in goal.outcomes.all()},
        "currencies": [(code, code) for code in CURRENCIES],
        "errors": errors,
        "sent": request.POST,
    }
    return render(request, "worker/arrival.html", context, status=422 if errors else 200)


@require_POST
@with_goal
def outcome(request: PersonRequest, goal: Goal) -> HttpResponse:
    kind, currency = request.POST.get("kind", ""), request.POST.get("currency", "")
    if kind not in OutcomeKind.values or not queries.has_arrived(goal):
        return redirect("arrival")
    amount, hours, errors = numbers_sent(request)
    if errors:
        return show(request, goal, errors)
    try:
        paths.report_outcome(
            id=sent_id(request),
            goal=goal,
            kind=kind,
            amount=amount,
            currency=currency if currency in CURRENCIES else "",
            hours=hours,
            now=timezone.now(),
        )
    except paths.AmountNeedsCurrency:
        return show(request, goal, {"currency": _("Say whether these are pesos or dollars.")})
    messages.success(request, _("Thank you for telling us. It helps us see what really leads to work."))
    return redirect("arrival")


def numbers_sent(request: PersonRequest) -> tuple[Decimal | None, Decimal | None, dict[str, str]]:
    """Amount and hours, and what is wrong with them."""
    found, errors = dict[str, Decimal | None](), dict[str, str]()
    for name, most in MOST.items():
        try:
            found[name] = number(request.POST.get(name, ""), most=most)
        except NotANumber:
            errors[name] = _("Write only numbers, for example 350 or 350.50.")
    return found.get("amount"), found.get("hours"), errors
