"""I know a task that teaches this: proposing one, and agreeing to those of others."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from escalera.learning import proposals as actions
from escalera.learning import queries
from escalera.learning.models import Proposal
from escalera.paths.models import Goal
from escalera.people.limits import TooMuch
from escalera.people.presence import PersonRequest
from escalera.skills.models import Skill
from escalera.tasks.families import REGISTRY
from escalera.web.worker import too_much
from escalera.web.worker.visitors import chosen_number, person_of, sent_id, with_goal


@require_safe
@with_goal
def proposals(request: PersonRequest, goal: Goal) -> HttpResponse:
    context = {
        "waiting": queries.proposals_waiting_for(goal.person)[:20],
        "own": goal.person.proposals.select_related("skill", "task_type").order_by("-at"),
        "needed": actions.PEERS_NEEDED,
    }
    return render(request, "worker/proposals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_goal
def new_proposal(request: PersonRequest, goal: Goal) -> HttpResponse:
    if request.method != "POST":
        return form(request, goal, {})
    skill = Skill.objects.filter(pk=request.POST.get("skill")).first()
    errors = {} if skill else {"skill": _("Choose the skill it teaches.")}
    if skill:
        try:
            propose(request, goal, skill)
        except actions.NothingProposed:
            errors = {"title": _("Give it a name, and choose one of our tasks or describe yours.")}
        except TooMuch as error:
            errors = {"title": too_much.words(error)}
        else:
            messages.success(request, _("Thank you. Others see it when two people agree."))
            return redirect("proposals")
    return form(request, goal, errors)


def propose(request: PersonRequest, goal: Goal, skill: Skill) -> Proposal:
    sent = request.POST
    return actions.propose(
        id=sent_id(request),
        person=goal.person,
        skill=skill,
        title=sent.get("title", ""),
        description=sent.get("description", ""),
        family=sent.get("family", ""),
        level=chosen_number(sent.get("level"), range(1, 4)) or 1,
        minutes=chosen_number(sent.get("minutes"), range(1, 181)) or 10,
        now=timezone.now(),
    )


def form(request: PersonRequest, goal: Goal, errors: dict[str, str]) -> HttpResponse:
    skills = Skill.objects.filter(pk__in=goal.required)
    context = {
        "goal": goal,
        "errors": errors,
        "sent": request.POST,
        "skills": [(skill.pk, skill.label) for skill in skills],
        "families": [("", _("Another task, done elsewhere"))]
        + [(slug, family.title.in_(goal.person.words)) for slug, family in REGISTRY.items()],
        "levels": [(1, _("Easy")), (2, _("Middle")), (3, _("Hard"))],
    }
    return render(request, "worker/new_proposal.html", context, status=422 if errors else 200)


@require_POST
def voice(request: PersonRequest, proposal_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    proposal = get_object_or_404(
        Proposal.objects.exclude(person=person), pk=proposal_id, language=person.words
    )
    try:
        actions.answer(
            id=sent_id(request),
            proposal=proposal,
            person=person,
            agrees=request.POST.get("agrees") == "yes",
            now=timezone.now(),
        )
    except actions.NotYetAPeer:
        messages.info(
            request, _("Do a task first. Then you know what a task can teach, and your answer counts.")
        )
    else:
        messages.success(request, _("Thank you. Your answer counts."))
    return redirect("proposals")
