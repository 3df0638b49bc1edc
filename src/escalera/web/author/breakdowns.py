"""Jobs broken down for a programme: read by its people, changed by its coaches."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from escalera.jobs.breakdowns import actions
from escalera.jobs.breakdowns.listing import Asked, current
from escalera.jobs.breakdowns.models import BreakDownVersion, SavedBreakDown
from escalera.look.levels import STEPS
from escalera.people.presence import PersonRequest
from escalera.programmes import queries as programmes
from escalera.tasks.families.materials import Materials
from escalera.web.author import lines, list_form
from escalera.web.worker.visitors import chosen_number, person_of, sent_id


def found(request: PersonRequest, saved_id: uuid.UUID) -> SavedBreakDown:
    """A break-down of a programme the person is in. Raises Http404."""
    mine = programmes.programmes_of(person_of(request))
    return get_object_or_404(
        SavedBreakDown.objects.select_related("programme"), pk=saved_id, programme__in=mine
    )


@require_safe
def break_downs(request: PersonRequest) -> HttpResponse:
    mine = programmes.programmes_of(request.person)
    saved = SavedBreakDown.objects.filter(programme__in=mine).select_related("programme")
    context = {"saved": saved, "programmes": mine, "coaches": programmes.is_coach(request.person)}
    return render(request, "author/break_downs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def break_down(request: PersonRequest, saved_id: uuid.UUID) -> HttpResponse:
    saved = found(request, saved_id)
    if request.method != "POST":
        return page(request, saved, [(one, list_form.kind_of(one)) for one in current(saved)])
    if not programmes.is_coach(request.person, saved.programme):
        raise Http404
    sent = list_form.list_sent(request, current(saved))
    if list_form.is_looking(request):
        return page(request, saved, sent)
    if list_form.is_of_before(request, saved):
        words = _(
            "Somebody else changed this list while you did. Look at it with your changes, and save again."
        )
        return page(request, saved, sent, {"list": words})
    try:
        version = actions.change(
            id=sent_id(request),
            saved=saved,
            skills=list_form.with_added(request, [one for one, kind in sent if kind != list_form.OUT]),
            title=request.POST.get("title", ""),
            reason=request.POST.get("reason", ""),
            by=person_of(request),
            now=timezone.now(),
        )
    except actions.NothingAsked:
        return page(request, saved, sent, {"list": _("Leave at least one skill in the list.")})
    messages.success(request, _("People get version %(number)d from now on.") % {"number": version.number})
    return redirect("break_down", saved.pk)


def page(
    request: PersonRequest,
    saved: SavedBreakDown,
    asked: list[tuple[Asked, str]],
    errors: dict[str, str] | None = None,
) -> HttpResponse:
    coaches = programmes.is_coach(request.person, saved.programme)
    words = request.POST.get("q", "").strip()[:80]
    before = {one.skill: one for one in current(saved)}
    changed = {
        one.skill
        for one, kind in asked
        if one != before[one.skill] or kind != list_form.kind_of(before[one.skill])
    }
    context = {
        "saved": saved,
        "programme": saved.programme,
        "lines": lines.listed(asked, saved.programme, changed=changed),
        "errors": errors or {},
        "sent": request.POST,
        "versions": lines.versions(saved) if coaches else (),
        "coaches": coaches,
        "q": words,
        "found": list_form.skills_called(words, asked),
        "materials": Materials.of(saved.materials.get(lines.language(), {})),
        "steps": range(1, STEPS + 1),
        "kinds": [
            (list_form.NEEDED, _("Needed")),
            (list_form.NICE, _("Nice to have")),
            (list_form.OUT, _("Take it out")),
        ],
    }
    return render(request, "author/break_down.html", context, status=422 if errors else 200)


@require_POST
def shown_version(request: PersonRequest, saved_id: uuid.UUID) -> HttpResponse:
    saved = found(request, saved_id)
    number = chosen_number(request.POST.get("number"), range(1, 100_000)) or 0
    try:
        actions.show(saved=saved, number=number, by=person_of(request), now=timezone.now())
    except (actions.NotACoach, BreakDownVersion.DoesNotExist) as error:
        raise Http404 from error
    messages.success(request, _("People get version %(number)d from now on.") % {"number": number})
    return redirect("break_down", saved.pk)


@require_POST
def copy(request: PersonRequest, saved_id: uuid.UUID) -> HttpResponse:
    saved = found(request, saved_id)
    own = actions.take(id=sent_id(request), saved=saved, person=person_of(request), now=timezone.now())
    return redirect("posting", own.pk)
