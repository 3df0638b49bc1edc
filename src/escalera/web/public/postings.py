"""Somebody brings a posting, and corrects what we read in it."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from escalera.jobs import actions, intake
from escalera.jobs.models import Job, Posting
from escalera.jobs.uploads import MAX_BYTES
from escalera.look.levels import STEPS, level_of
from escalera.people.presence import PersonRequest, arrive
from escalera.programmes import queries as programmes
from escalera.skills.models import Skill
from escalera.web.public import required_skills, search, stated_pay
from escalera.web.public.advice import notes_of, warnings_of, words_of

LONGEST_KEPT = 300_000  # characters of a refused text that are sent back to its writer


@require_http_methods(["GET", "HEAD", "POST"])
def new_posting(request: PersonRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "public/new_posting.html")
    try:
        return redirect("posting", id=brought(request).pk)
    except intake.Unreadable as error:
        kept = {
            "errors": {field_of(request): words_of(error.code)},
            "text": request.POST.get("text", "")[:LONGEST_KEPT],
            "id": id_sent(request),
        }
        return render(request, "public/new_posting.html", kept, status=422)


def brought(request: PersonRequest) -> Posting:
    """The posting of this form. Raises intake.Unreadable before anybody is made for it."""
    file = request.FILES.get("file")
    source = file.read(MAX_BYTES + 1) if file else request.POST.get("text", "")
    intake.read(source)
    now = timezone.now()
    return actions.bring(person=arrive(request, now=now), source=source, now=now, id=id_sent(request))


def id_sent(request: HttpRequest) -> uuid.UUID | None:
    """The id of the form: sending it twice equals sending it once."""
    try:
        return uuid.UUID(request.POST.get("id", ""))
    except ValueError:
        return None


def field_of(request: HttpRequest) -> str:
    return "file" if request.FILES.get("file") else "text"


@require_POST
def copy(request: PersonRequest, slug: str) -> HttpResponse:
    """A starter job's list is corrected on one's own copy."""
    job, now = get_object_or_404(Job, slug=slug), timezone.now()
    own = actions.copy_job(job=job, person=arrive(request, now=now), now=now, id=id_sent(request))
    return redirect("posting", id=own.pk)


@require_safe
def posting(request: PersonRequest, id: uuid.UUID) -> HttpResponse:
    own = own_posting(request, id)
    required = required_skills.listed(own, request.person)
    words = request.GET.get("q", "").strip()[:80]
    context = {
        "posting": own,
        "required": required,
        "phrases": [line.required.phrase for line in required],
        "warnings": warnings_of(own.fraud_signs),
        "notes": notes_of(own.notes),
        "pay": stated_pay.words_of(own.pay),
        "q": words,
        "found": search.skills(words, without=frozenset(line.required.skill.slug for line in required))
        if words
        else [],
        "removed": Skill.objects.filter(slug=request.GET.get("removed", "")).first(),
        "removed_step": request.GET.get("step", ""),
        "coached": programmes.coached_by(request.person),
        "steps": range(1, STEPS + 1),
    }
    return render(request, "public/posting.html", context)


@require_POST
def added_skill(request: PersonRequest, id: uuid.UUID) -> HttpResponse:
    own, skill = own_posting(request, id), get_object_or_404(Skill, slug=request.POST.get("skill", ""))
    actions.add_skill(posting=own, skill=skill, level=level_sent(request), by=own.person, now=timezone.now())
    return redirect(page_of(own))


@require_POST
def skill_level(request: PersonRequest, id: uuid.UUID, slug: str) -> HttpResponse:
    own, skill = own_posting(request, id), get_object_or_404(Skill, slug=slug)
    actions.set_level(posting=own, skill=skill, level=level_sent(request), by=own.person, now=timezone.now())
    return redirect(page_of(own))


@require_POST
def removed_skill(request: PersonRequest, id: uuid.UUID, slug: str) -> HttpResponse:
    own, skill = own_posting(request, id), get_object_or_404(Skill, slug=slug)
    actions.remove_skill(posting=own, skill=skill, by=own.person, now=timezone.now())
    return redirect(page_of(own, removed=slug, step=request.POST.get("step", "")))


def own_posting(request: PersonRequest, id: uuid.UUID) -> Posting:
    return get_object_or_404(Posting, pk=id, person=request.person)


def level_sent(request: HttpRequest) -> float:
    step = request.POST.get("step", "2")
    if step not in ("1", "2", "3", "4"):
        raise Http404
    return level_of(int(step))


def page_of(own: Posting, **undo: str) -> str:
    address = reverse("posting", args=[own.pk])
    return f"{address}{'?' + urlencode(undo) if undo else ''}#skills"
