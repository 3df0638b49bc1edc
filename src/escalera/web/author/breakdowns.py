"""Jobs broken down for a programme: read by its people, changed by its coaches."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from escalera.jobs.breakdowns import actions
from escalera.jobs.breakdowns.models import BreakDownVersion, SavedBreakDown
from escalera.jobs.models import Posting
from escalera.look.levels import STEPS, level_of, step_of
from escalera.people.presence import PersonRequest
from escalera.programmes import queries as programmes
from escalera.skills.models import Skill
from escalera.tasks.models import TaskType
from escalera.web.worker.visitors import chosen_number, person_of, sent_id, uuid_of

KINDS = ("required", "nice", "out")


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
    context = {"saved": saved, "coaches": programmes.is_coach(request.person)}
    return render(request, "author/break_downs.html", context)


@require_POST
def save(request: PersonRequest) -> HttpResponse:
    """From one's own posting to the programme's list."""
    person = person_of(request)
    posting = get_object_or_404(Posting, pk=uuid_of(request.POST.get("posting", "")), person=person)
    programme = get_object_or_404(
        programmes.coached_by(person), pk=uuid_of(request.POST.get("programme", ""))
    )
    try:
        saved = actions.save(
            id=sent_id(request), posting=posting, programme=programme, by=person, now=timezone.now()
        )
    except actions.NothingAsked as error:
        raise Http404 from error
    return redirect("break_down", saved.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def break_down(request: PersonRequest, saved_id: uuid.UUID) -> HttpResponse:
    saved = found(request, saved_id)
    version = saved.versions.get(number=saved.current)
    errors = {}
    if request.method == "POST":
        try:
            actions.change(
                id=sent_id(request),
                saved=saved,
                skills=skills_sent(request, version),
                reason=request.POST.get("reason", ""),
                by=person_of(request),
                now=timezone.now(),
            )
            return redirect("break_down", saved.pk)
        except actions.NotACoach as error:
            raise Http404 from error
        except actions.NothingAsked:
            errors = {"reason": _("Leave at least one skill in the list.")}
    context = {
        "saved": saved,
        "lines": lines(version),
        "errors": errors,
        "versions": saved.versions.all(),
        "coaches": programmes.is_coach(request.person, saved.programme),
        "skills": sorted(((s.pk, s.label) for s in Skill.objects.all()), key=lambda pair: pair[1]),
        "steps": range(1, STEPS + 1),
        "kinds": [("required", _("Needed")), ("nice", _("Nice to have")), ("out", _("Take it out"))],
    }
    return render(request, "author/break_down.html", context, status=422 if errors else 200)


def lines(version: BreakDownVersion) -> list[dict[str, Any]]:
    """The skills in order, each with the task types that build it, its nearest relative's where it has none."""
    skills = Skill.objects.in_bulk([one["skill"] for one in version.skills])
    return [
        {
            "place": place,
            "skill": skills[one["skill"]],
            "step": step_of(one["level"]),
            "kind": "required" if one["required"] else "nice",
            "phrase": one["phrase"],
            "builders": builders(skills[one["skill"]]),
        }
        for place, one in enumerate(version.skills, start=1)
        if one["skill"] in skills
    ]


def builders(skill: Skill) -> list[TaskType]:
    open_ones = TaskType.objects.filter(is_open=True, publication=None)
    for slug in (skill.slug, skill.nearest_id):
        those = open_ones.filter(weights__skill=slug).order_by("-weights__weight", "slug")[:4]
        if slug and those:
            return list(those)
    return []


def skills_sent(request: PersonRequest, version: BreakDownVersion) -> list[dict[str, Any]]:
    """The list as the form has it: order, level, needed or not; one skill added at the end."""
    sent, kept = request.POST, list[tuple[int, dict[str, Any]]]()
    for place, one in enumerate(version.skills, start=1):
        slug = one["skill"]
        kind = sent.get(f"kind_{slug}", "required" if one["required"] else "nice")
        if kind in KINDS and kind != "out":
            step = chosen_number(sent.get(f"step_{slug}"), range(1, STEPS + 1)) or step_of(one["level"])
            order = chosen_number(sent.get(f"order_{slug}"), range(1, 100)) or place
            level = one["level"] if step == step_of(one["level"]) else level_of(step)
            kept.append((order, {**one, "level": level, "required": kind == "required"}))
    skills = [one for _order, one in sorted(kept, key=lambda pair: pair[0])]
    added = Skill.objects.filter(pk=sent.get("added", "")).first()
    if added and added.pk not in {one["skill"] for one in skills}:
        skills.append({"skill": added.pk, "level": level_of(2), "required": True, "phrase": ""})
    return skills


@require_POST
def shown_version(request: PersonRequest, saved_id: uuid.UUID) -> HttpResponse:
    saved = found(request, saved_id)
    number = chosen_number(request.POST.get("number"), range(1, 100_000)) or 0
    try:
        actions.show(saved=saved, number=number, by=person_of(request), now=timezone.now())
    except (actions.NotACoach, BreakDownVersion.DoesNotExist) as error:
        raise Http404 from error
    return redirect("break_down", saved.pk)


@require_POST
def copy(request: PersonRequest, saved_id: uuid.UUID) -> HttpResponse:
    saved = found(request, saved_id)
    own = actions.take(id=sent_id(request), saved=saved, person=person_of(request), now=timezone.now())
    return redirect("posting", own.pk)
