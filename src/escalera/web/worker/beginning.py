"""The beginning: a goal, what one can do already, five short items to find one's place."""

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from escalera.jobs.models import Job, Posting
from escalera.paths import actions, queries
from escalera.paths.models import Goal
from escalera.people.presence import PersonRequest, arrive
from escalera.web.worker.visitors import chosen_number, person_of, uuid_of, with_goal

ASKED_AT_ONCE = 3
ANSWERS = range(3)


@require_POST
def set_goal(request: PersonRequest) -> HttpResponse:
    origin, now = origin_sent(request), timezone.now()
    person = arrive(request, now=now)
    try:
        actions.set_goal(person=person, origin=origin, now=now)
    except actions.NothingToLearn:
        messages.info(
            request,
            _("We can't teach what this job asks for yet. Choose another, or add a skill to its list."),
        )
        return redirect("posting", id=origin.pk) if isinstance(origin, Posting) else redirect("jobs")
    return redirect("can_do" if queries.to_claim(person, most=ASKED_AT_ONCE) else "path")


def origin_sent(request: PersonRequest) -> Job | Posting:
    """The job, or the person's own posting. Raises Http404, before anybody is made for it."""
    sent = request.POST.get("origin_id", "")
    if request.POST.get("origin") == "posting":
        return get_object_or_404(Posting, pk=uuid_of(sent), person=person_of(request))
    return get_object_or_404(Job, pk=sent)


@require_http_methods(["GET", "HEAD", "POST"])
@with_goal
def can_do(request: PersonRequest, goal: Goal) -> HttpResponse:
    asked = queries.to_claim(goal.person, most=ASKED_AT_ONCE)
    if request.method == "POST":
        for skill in goal.required:
            answer = chosen_number(request.POST.get(skill), ANSWERS)
            if answer is not None:
                actions.claim(person=goal.person, skill=skill, answer=answer, now=timezone.now())
        return redirect("path" if request.POST.get("then") == "path" else "placement")
    if not asked:
        return redirect("placement")
    return render(request, "worker/can_do.html", {"goal": goal, "skills": asked, "answers": answers()})


def answers() -> list[tuple[int, str]]:
    return [(0, _("Not yet")), (1, _("A little")), (2, _("Well"))]


@require_http_methods(["GET", "HEAD", "POST"])
@with_goal
def placement(request: PersonRequest, goal: Goal) -> HttpResponse:
    if request.method == "POST" and request.POST.get("skip"):
        return redirect("path")
    step = actions.place(goal=goal, now=timezone.now(), seed=secrets.randbits(48))
    if step is None:
        return redirect("path")
    return redirect("task", step_id=step.pk)
