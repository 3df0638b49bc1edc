"""What I earned: each payment with what was said about it, and my own word."""

import uuid
from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from escalera.earnings import actions, queries
from escalera.earnings.models import Payment, Source, Stage
from escalera.people.presence import PersonRequest, arrive
from escalera.web.worker import payment_time
from escalera.web.worker.minutes import whole_minutes
from escalera.web.worker.payment_words import of_source, of_stage
from escalera.web.worker.typed_amounts import CURRENCIES, NotANumber, number
from escalera.web.worker.visitors import person_of, sent_id

MOST = 9_999_999


@require_safe
def payments(request: PersonRequest) -> HttpResponse:
    lives = queries.lives_of(request.person) if request.person else ()
    context = {
        "summary": queries.summary(lives),
        "lives": [(life, of_stage(life.stage)) for life in lives[:50]],
        "more": max(len(lives) - 50, 0),
    }
    return render(request, "worker/payments.html", context)


@require_safe
def payment(request: PersonRequest, payment_id: uuid.UUID) -> HttpResponse:
    return show(request, own_payment(request, payment_id), {})


def own_payment(request: PersonRequest, payment_id: uuid.UUID) -> Payment:
    found = Payment.objects.select_related("requester", "person", "attempt")
    return get_object_or_404(found, pk=payment_id, person=person_of(request))


def show(request: PersonRequest, payment: Payment, errors: dict[str, str]) -> HttpResponse:
    life = queries.life_of(payment)
    context = {
        "life": life,
        "stage": of_stage(life.stage),
        "told": [
            (notice, of_stage(Stage(notice.stage)), of_source(Source(notice.source)))
            for notice in life.notices
        ],
        "is_finished": life.stage == Stage.CONFIRMED,
        **payment_time.shown(life),
        "errors": errors,
        "sent": request.POST,
    }
    return render(request, "worker/payment.html", context, status=422 if errors else 200)


@require_POST
def own_word(request: PersonRequest, payment_id: uuid.UUID) -> HttpResponse:
    """I have the money, or: it isn't right."""
    payment = own_payment(request, payment_id)
    stage = Stage.CONFIRMED if request.POST.get("word") == "confirmed" else Stage.CONTESTED
    now = timezone.now()
    try:
        actions.tell(
            id=sent_id(request),
            payment=payment,
            stage=stage,
            source=Source.WORKER,
            by=payment.person,
            reason=request.POST.get("reason", ""),
            at=now,
            now=now,
        )
    except actions.SayWhy:
        return show(request, payment, {"reason": _("Say in a few words what isn't right.")})
    messages.success(request, _("Noted. You can change it at any time."))
    return redirect("payment", payment_id=payment.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def new_payment(request: PersonRequest) -> HttpResponse:
    """Paid work done elsewhere, by the worker's own word."""
    if request.method != "POST":
        return form(request, {})
    amount, errors = typed(request)
    if errors:
        return form(request, errors)
    kept = keep(request, amount)
    messages.success(request, _("Noted, as your own word."))
    return redirect("payment", payment_id=kept.pk)


def typed(request: PersonRequest) -> tuple[Decimal | None, dict[str, str]]:
    errors = {}
    if not request.POST.get("work", "").strip():
        errors["work"] = _("Say what the work was.")
    try:
        amount = number(request.POST.get("amount", ""), most=MOST)
    except NotANumber:
        return None, errors | {"amount": _("Write only numbers, for example 350 or 350.50.")}
    if amount is not None and request.POST.get("currency") not in CURRENCIES:
        errors["currency"] = _("Say whether these are pesos or dollars.")
    if sent_minutes(request) is None and request.POST.get("minutes", "").strip():
        errors["minutes"] = _("Write whole minutes, for example 90.")
    return amount, errors


def sent_minutes(request: PersonRequest) -> int | None:
    return whole_minutes(request.POST.get("minutes", ""), least=1)


def keep(request: PersonRequest, amount: Decimal | None) -> Payment:
    now, sent = timezone.now(), request.POST
    person = arrive(request, now=now)
    payment = actions.expect(
        id=sent_id(request),
        person=person,
        work=sent.get("work", ""),
        amount=amount,
        currency=sent.get("currency", "") if amount is not None else "",
        source=Source.WORKER,
        seconds=60 * minutes if (minutes := sent_minutes(request)) else None,
        at=now,
        now=now,
    )
    if sent.get("paid") in ("accepted", "confirmed"):
        stage = Stage(sent["paid"])
        actions.tell(payment=payment, stage=stage, source=Source.WORKER, by=person, at=now, now=now)
    return payment


def form(request: PersonRequest, errors: dict[str, str]) -> HttpResponse:
    context = {
        "errors": errors,
        "sent": request.POST,
        "currencies": [(code, code) for code in CURRENCIES],
        "stages": [
            ("accepted", _("They accepted it and have not paid yet")),
            ("confirmed", _("I have the money")),
            ("sent", _("I sent it and they have not answered")),
        ],
    }
    return render(request, "worker/new_payment.html", context, status=422 if errors else 200)
