"""What a phone's outbox gets back in place of a page: a receipt it cannot mistake for somebody else's page.

A hotspot's sign-in page answers 200 as well; an answer leaves the phone only when its own id comes back as stored.
"""

import uuid
from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from escalera.people.presence import PersonRequest

AnswerView = Callable[..., HttpResponse]


def with_receipt(view: AnswerView) -> AnswerView:
    """Let the view that takes an answer give a receipt {state, id or why} to who asks for JSON."""

    @wraps(view)
    def taken(request: PersonRequest, **what: uuid.UUID) -> HttpResponse:
        if request.headers.get("Accept") != "application/json":
            return view(request, **what)
        if request.person is None:
            return JsonResponse({"state": "signed_out"}, status=401)
        try:
            response = view(request, **what)
        except Http404:
            return refused(_("This belongs to somebody else, or it is no longer there."), status=404)
        if response.status_code != 302:
            why = getattr(response, "why", _("Write or choose an answer first."))
            return refused(why, status=422)
        return JsonResponse({"state": "stored", "id": request.POST.get("id")})

    return taken


def because(response: HttpResponse, why: str) -> HttpResponse:
    """The page that says why nothing was stored, with the reason for the phone that asked."""
    response.why = why  # type: ignore[attr-defined]
    return response


def refused(why: str, *, status: int) -> HttpResponse:
    return JsonResponse({"state": "refused", "why": why}, status=status)
