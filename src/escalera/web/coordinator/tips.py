"""Tips that were held or reported: keep them, take them away, undo. They stand on the page of reports."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from escalera.coaching.advice import moderating
from escalera.coaching.models import Tip
from escalera.people.models import Person
from escalera.people.presence import PersonRequest
from escalera.programmes.models import Programme
from escalera.web.coordinator.guarding import for_coordinators
from escalera.web.worker.visitors import person_of


def rows(programme: Programme, person: Person) -> list[dict[str, object]]:
    """What the page of reports says of each tip in question."""
    return [
        {
            "tip": one.tip,
            "ruling": one.ruling,
            "why": why(one),
            "is_mine": moderating.is_party(person, one.tip),
        }
        for one in moderating.questioned(moderating.tips_of(programme))
    ]


def why(one: moderating.Questioned) -> str:
    if one.reports:
        return _("A reader found it out of place.")
    return {
        "link": _("It held a link. We cut it out."),
        "insult": _("It has a word that may hurt."),
    }.get(one.tip.held_because, _("It held contact data. We cut it out."))


@require_POST
@for_coordinators
def ruling(request: PersonRequest, programme: Programme, tip_id: uuid.UUID) -> HttpResponse:
    tip = tip_in(programme, tip_id)
    takes_away = {"keep": False, "away": True}.get(request.POST.get("ruling", ""))
    if takes_away is None:
        messages.info(request, _("Choose whether the tip is shown."))
        return redirect("reports", programme.pk)
    try:
        moderating.rule(tip=tip, takes_away=takes_away, by=person_of(request), now=timezone.now())
    except moderating.NotYoursToRule as error:
        raise Http404 from error
    except moderating.AlreadyRuled:
        messages.info(request, _("Somebody decided otherwise meanwhile. Undo that first."))
    else:
        messages.success(request, _("Decided. Whoever wrote it reads it under “Tips”. You can undo it."))
    return redirect("reports", programme.pk)


@require_POST
@for_coordinators
def removed_ruling(request: PersonRequest, programme: Programme, tip_id: uuid.UUID) -> HttpResponse:
    try:
        moderating.take_back(tip=tip_in(programme, tip_id), by=person_of(request), now=timezone.now())
    except moderating.NotYoursToRule as error:
        raise Http404 from error
    messages.success(request, _("Undone. Nobody sees the tip until somebody decides."))
    return redirect("reports", programme.pk)


def tip_in(programme: Programme, tip_id: uuid.UUID) -> Tip:
    return get_object_or_404(moderating.tips_of(programme).distinct(), pk=tip_id)
