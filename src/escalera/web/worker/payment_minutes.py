"""The minutes of a payment, said later: how long its work took, and unpaid ones that belong to it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from escalera.earnings import queries, working
from escalera.earnings.actions import SomebodyElsesPayment
from escalera.earnings.unpaid import actions as unpaid
from escalera.earnings.unpaid.models import Kind
from escalera.people.presence import PersonRequest
from escalera.web.worker import payments
from escalera.web.worker.minutes import whole_minutes
from escalera.web.worker.payment_time import BELONGING
from escalera.web.worker.visitors import sent_id


@require_POST
def payment_minutes(request: PersonRequest, payment_id: uuid.UUID) -> HttpResponse:
    """How long its work took; empty takes the word back."""
    payment, text = payments.own_payment(request, payment_id), request.POST.get("minutes", "").strip()
    amount = whole_minutes(text, least=1)
    if text and amount is None:
        return payments.show(request, payment, {"minutes": _("Write whole minutes, for example 90.")})
    try:
        working.say_time(
            id=sent_id(request),
            payment=payment,
            person=payment.person,
            seconds=60 * amount if amount else None,
            now=timezone.now(),
        )
    except SomebodyElsesPayment as error:
        raise Http404 from error
    messages.success(request, _("Noted. You can change it at any time."))
    return redirect("payment", payment_id=payment.pk)


@require_POST
def payment_unpaid(request: PersonRequest, payment_id: uuid.UUID) -> HttpResponse:
    """Unpaid minutes that belong to it: they count on the day of its work."""
    payment, sent = payments.own_payment(request, payment_id), request.POST
    amount, errors = whole_minutes(sent.get("unpaid", ""), least=1), {}
    if amount is None:
        errors["unpaid"] = _("Write whole minutes, for example 90.")
    if sent.get("kind") not in BELONGING:
        errors["kind"] = _("Choose what you did first.")
    if amount is None or errors:
        return payments.show(request, payment, errors)
    try:
        unpaid.note(
            id=sent_id(request),
            person=payment.person,
            kind=Kind(sent["kind"]),
            seconds=60 * amount,
            ended_at=queries.life_of(payment).worked_at,
            now=timezone.now(),
            payment=payment,
        )
    except unpaid.SomebodyElsesStretch as error:
        raise Http404 from error
    messages.success(request, _("Noted. You can change it at any time."))
    return redirect("payment", payment_id=payment.pk)
