"""Jobs broken down for a programme: read by its people, changed by its coaches."""

import uuid
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from escalera.jobs.breakdowns import actions
from escalera.jobs.breakdowns.listing import Asked, current
from escalera.jobs.breakdowns.models import BreakDownVersion, SavedBreakDown
from escalera.look.levels import STEPS, level_of, step_of
from escalera.people.presence import PersonRequest
from escalera.programmes import queries as programmes
from escalera.skills import actions as skill_actions
from escalera.skills import queries as skills
from escalera.skills.models import Skill
from escalera.tasks.families.materials import Materials
from escalera.web.author import lines
from escalera.web.public import search
from escalera.web.worker.visitors import chosen_number, person_of, sent_id

NEEDED, NICE, OUT = "required", "nice", "out"
MOST_CONCEPTS = 5


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
        return page(request, saved, [(one, kind_of(one)) for one in current(saved)])
    if not programmes.is_coach(request.person, saved.programme):
        raise Http404
    sent = list_sent(request, current(saved))
    if is_looking(request):
        return page(request, saved, sent)
    try:
        version = actions.change(
            id=sent_id(request),
            saved=saved,
            skills=with_added(request, [one for one, kind in sent if kind != OUT]),
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
        one.skill for one, kind in asked if one != before[one.skill] or kind != kind_of(before[one.skill])
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
        "found": skills_called(words, asked),
        "materials": Materials.of(saved.materials.get(lines.language(), {})),
        "steps": range(1, STEPS + 1),
        "kinds": [(NEEDED, _("Needed")), (NICE, _("Nice to have")), (OUT, _("Take it out"))],
    }
    return render(request, "author/break_down.html", context, status=422 if errors else 200)


def is_looking(request: PersonRequest) -> bool:
    """The button, or the enter key in the field: what is typed there is looked for before anything is saved."""
    words = request.POST.get("q", "").strip()
    return "look" in request.POST or (words != "" and words != request.POST.get("looked", ""))


def skills_called(words: str, asked: list[tuple[Asked, str]]) -> list[tuple[str, str]]:
    """Skills to add by a coach's own words, ours and then those of a loaded taxonomy; and the choice of none."""
    if not words:
        return []
    there = frozenset(one.skill for one, _kind in asked)
    ours = [(one.pk, one.label) for one in search.skills(words, without=there)]
    others = skills.concepts_called(words, lines.language(), most=MOST_CONCEPTS)
    those = [*ours, *others]
    return [*those, ("", _("None of these"))] if those else []


def kind_of(one: Asked) -> str:
    return NEEDED if one.required else NICE


def list_sent(request: PersonRequest, asked: tuple[Asked, ...]) -> list[tuple[Asked, str]]:
    """The list as the form has it, in its order; what is taken out is still in it, to be shown again."""
    sent, kept = request.POST, list[tuple[float, Asked, str]]()
    for place, one in enumerate(asked, start=1):
        kind = sent.get(f"kind_{one.skill}", "")
        kind = kind if kind in (NEEDED, NICE, OUT) else kind_of(one)
        kept.append((order_sent(request, one, place), corrected(request, one, kind), kind))
    return [(one, kind) for _order, one, kind in sorted(kept, key=lambda row: row[0])]


def order_sent(request: PersonRequest, one: Asked, place: int) -> float:
    """Its new place. Moved up it comes before who stood there, moved down after them."""
    order = chosen_number(request.POST.get(f"order_{one.skill}"), range(1, 100)) or place
    return order if order == place else order - 0.5 if order < place else order + 0.5


def corrected(request: PersonRequest, one: Asked, kind: str) -> Asked:
    """With the step that was chosen; the exact level stays where the step is the same."""
    step = chosen_number(request.POST.get(f"step_{one.skill}"), range(1, STEPS + 1)) or step_of(one.level)
    level = one.level if step == step_of(one.level) else level_of(step)
    return replace(one, level=level, required=kind != NICE)


def with_added(request: PersonRequest, asked: list[Asked]) -> list[Asked]:
    added = skill_added(request.POST.get("added", ""))
    if added is None or added.pk in {one.skill for one in asked}:
        return asked
    return [*asked, Asked(added.pk, level_of(2))]


def skill_added(chosen: str) -> Skill | None:
    """One of ours, or one taken in from a taxonomy."""
    try:
        return skill_actions.take_in(chosen) if ":" in chosen else Skill.objects.filter(pk=chosen).first()
    except skill_actions.NoSuchConcept:
        return None


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
