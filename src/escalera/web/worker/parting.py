"""Something is wrong with a conversation: never to meet again, or to report it too."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from escalera.coaching.helping import reporting
from escalera.people.presence import PersonRequest
from escalera.web.worker import help_words
from escalera.web.worker.conversation import own_asking, show
from escalera.web.worker.visitors import person_of, sent_id


@require_POST
def asking_block(request: PersonRequest, asking_id: uuid.UUID) -> HttpResponse:
    row, person = own_asking(request, asking_id), person_of(request)
    reporting.part(asking=row, person=person, about=help_words.met(row, person), now=timezone.now())
    messages.success(
        request, _("Done. They are not told. You can undo it under “People I don't want to read”.")
    )
    return redirect("helping")


@require_POST
def asking_report(request: PersonRequest, asking_id: uuid.UUID) -> HttpResponse:
    row, person = own_asking(request, asking_id), person_of(request)
    try:
        reporting.report(
            id=sent_id(request),
            asking=row,
            person=person,
            wrong=request.POST.get("wrong", ""),
            about=help_words.met(row, person),
            now=timezone.now(),
        )
    except reporting.NotAReason:
        return show(request, row, {"wrong": _("Choose what is wrong.")})
    messages.success(
        request, _("Thank you for saying so. The conversation is over and you won't meet again.")
    )
    return redirect("helping")
