"""People I don't want to read, and undoing it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from escalera.people import blocking
from escalera.people.presence import PersonRequest


@require_safe
def blocks(request: PersonRequest) -> HttpResponse:
    mine = request.person.blocks.all() if request.person else ()
    return render(request, "web_account/blocks.html", {"blocks": mine})


@require_POST
def removal(request: PersonRequest, block_id: uuid.UUID) -> HttpResponse:
    person = request.person
    if person is None or not blocking.unblock(block_id=block_id, person=person, now=timezone.now()):
        raise Http404
    messages.success(request, _("Undone."))
    return redirect("blocks")
