"""At the job: the evidence, how to apply, and what came of it."""

import re
from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from escalera.jobs.models import Job
from escalera.paths import actions, queries
from escalera.paths.models import Goal, OutcomeKind
from escalera.people.presence import PersonRequest
from escalera.web.worker.visitors import sent_id, with_goal

CURRENCIES = ("MXN", "USD")
AMOUNT = re.compile(r"(\d{1,3}(,\d{3})+|\d{1,6})(\.\d{1,2})?")  # 350, 350.50, 1,350.50; never 350,50


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
    kind = request.POST.get("kind", "")
    if kind not in OutcomeKind.values:
        return redirect("arrival")
    try:
        amount, hours = money(request.POST.get("amount", "")), money(request.POST.get("hours", ""))
        currency = request.POST.get("currency", "")
        actions.report_outcome(
            id=sent_id(request),
            goal=goal,
            kind=kind,
            amount=amount,
            currency=currency if currency in CURRENCIES else "",
            hours=hours,
            now=timezone.now(),
        )
    except InvalidOperation:
        return show(request, goal, {"amount": _("Write only numbers, for example 350 or 350.50.")})
    except actions.AmountNeedsCurrency:
        return show(request, goal, {"currency": _("Say whether these are pesos or dollars.")})
    messages.success(request, _("Thank you for telling us. It helps us see what really leads to work."))
    return redirect("arrival")


def money(text: str) -> Decimal | None:
    """A decimal as typed. Raises InvalidOperation."""
    plain = text.strip().lstrip("$").strip()
    if not plain:
        return None
    if not AMOUNT.fullmatch(plain):
        raise InvalidOperation
    return Decimal(plain.replace(",", ""))
