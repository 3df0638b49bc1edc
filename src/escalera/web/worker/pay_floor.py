"""The least that an hour of paid work must bring me."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from escalera.earnings import floors
from escalera.people.presence import PersonRequest
from escalera.web.worker import week
from escalera.web.worker.typed_amounts import CURRENCIES, NotANumber, number
from escalera.web.worker.visitors import person_of

MOST_HOURLY = 100_000


@require_POST
def pay_floor(request: PersonRequest) -> HttpResponse:
    """The least an hour must bring me; empty takes it away."""
    person, sent = person_of(request), request.POST
    try:
        hourly = number(sent.get("hourly", ""), most=MOST_HOURLY)
    except NotANumber:
        return week.show(
            request, week.this_monday(), {"hourly": _("Write only numbers, for example 350 or 350.50.")}
        )
    if hourly is not None and sent.get("currency") not in CURRENCIES:
        return week.show(
            request, week.this_monday(), {"currency": _("Say whether these are pesos or dollars.")}
        )
    floors.set_floor(person=person, hourly=hourly, currency=sent.get("currency", ""), now=timezone.now())
    messages.success(request, _("Noted. You can change it at any time."))
    return redirect("week")
