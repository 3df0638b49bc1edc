"""On a shared phone a note may wait for signal until somebody else is signed in: only its author's session sends it.

An answer belongs to a step, and so to a person; what belongs to nothing yet carries a mark of who wrote it.
"""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from escalera.people.models import Person
from escalera.people.presence import PersonRequest
from escalera.rights import queries as rights

View = Callable[..., HttpResponse]


def mark_of(person: Person | None) -> str:
    """Empty for who is not known yet."""
    return mark(person.pk) if person else ""


def mark(key: uuid.UUID) -> str:
    return salted_hmac("escalera.author", str(key)).hexdigest()[:20]


def is_author(person: Person | None, sent: str) -> bool:
    """Also of what was written as the guest one was before signing in."""
    if person is None or not sent:
        return True
    return any(constant_time_compare(sent, mark(key)) for key in rights.subjects_of(person))


def only_by_its_author(view: View) -> View:
    """Let it wait on the phone, and keep nothing, while somebody else is here."""
    return only_by_the_author_or_back_to("week")(view)


def only_by_the_author_or_back_to(page: str) -> Callable[[View], View]:
    """The same; who sent somebody else's form without scripts is led to this page of their own."""

    def guarded(view: View) -> View:
        @wraps(view)
        def checked(request: PersonRequest, **what: Any) -> HttpResponse:
            if is_author(request.person, request.POST.get("by", "")):
                return view(request, **what)
            if request.headers.get("Accept") == "application/json":
                return JsonResponse({"state": "signed_out"}, status=401)
            messages.info(request, _("This page was somebody else's, so nothing was noted. Here is yours."))
            return redirect(page)

        return checked

    return guarded
