"""Words in circles that came to the coordination: by appeal, or since the circle did not decide."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from escalera.circles.moderation import actions, queries
from escalera.circles.moderation.models import Matter
from escalera.people.models import Person
from escalera.people.presence import PersonRequest
from escalera.programmes.models import Programme
from escalera.web.coordinator.guarding import for_coordinators
from escalera.web.worker.visitors import person_of


def rows(programme: Programme, person: Person) -> list[dict[str, object]]:
    """What the page of reports says of each; those whose words are gone are left out."""
    found = [
        {"matter": one, "text": queries.text_of(one), "is_mine": queries.is_party(person, one)}
        for one in queries.passed_on_in(programme)
    ]
    return [one for one in found if one["text"]]


@require_POST
@for_coordinators
def ruling(request: PersonRequest, programme: Programme, matter_id: uuid.UUID) -> HttpResponse:
    matter = matter_in(programme, matter_id)
    takes_away = {"keep": False, "away": True}.get(request.POST.get("ruling", ""))
    if takes_away is None:
        messages.info(request, _("Choose whether the words stay."))
        return redirect("reports", programme.pk)
    try:
        actions.rule(matter=matter, takes_away=takes_away, by=person_of(request), now=timezone.now())
    except actions.NotYoursToRule as error:
        raise Http404 from error
    except actions.AlreadyRuled:
        messages.info(request, _("Somebody decided otherwise meanwhile. Undo that first."))
    else:
        messages.success(request, _("Decided. Who wrote it reads it. You can undo it."))
    return redirect("reports", programme.pk)


@require_POST
@for_coordinators
def removed_ruling(request: PersonRequest, programme: Programme, matter_id: uuid.UUID) -> HttpResponse:
    try:
        actions.take_back(matter=matter_in(programme, matter_id), by=person_of(request), now=timezone.now())
    except actions.NotYoursToRule as error:
        raise Http404 from error
    messages.success(request, _("Undone. Nobody reads the words until somebody decides."))
    return redirect("reports", programme.pk)


def matter_in(programme: Programme, matter_id: uuid.UUID) -> Matter:
    return get_object_or_404(queries.passed_on_in(programme), pk=matter_id)
