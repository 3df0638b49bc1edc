"""The staircase, the next micro-task, and why it was chosen."""

import secrets
import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from escalera.coaching.helping import queries as helping
from escalera.coaching.judgement import queries as judgement
from escalera.coaching.judgement import reporting
from escalera.earnings import pricing
from escalera.learning import queries as learning
from escalera.paths import actions, queries
from escalera.paths.models import Goal
from escalera.people.presence import PersonRequest
from escalera.web.worker import before_work, claims, reasons
from escalera.web.worker.visitors import own_step, with_goal


@require_safe
@with_goal
def path(request: PersonRequest, goal: Goal) -> HttpResponse:
    now = timezone.now()
    step = actions.next_step(goal=goal, now=now, seed=secrets.randbits(48))
    if step is None and queries.has_arrived(goal):
        return redirect("arrival")
    context: dict[str, object] = {
        "goal": goal,
        "step": step,
        "staircase": queries.staircase(goal, step=step),
        "to_judge": judgement.something_to_judge(goal.person),
        "told": reporting.decided_lately(goal.person, now=now),
        "help_waits": helping.waits_for(goal.person),
        "proposals": learning.proposals_waiting_for(goal.person).count(),
        "floor": pricing.floor_for(goal.person, on=now.date()),
    }
    if step is not None:
        context["pay"] = pricing.hourly_pay(step.task_type)
        context["explained"] = reasons.explain(step.reason)
        context["before"] = before_work.shown(step, now=now)
    return render(request, "worker/path.html", context)


@require_safe
def why(request: PersonRequest, step_id: uuid.UUID) -> HttpResponse:
    step = own_step(request, step_id)
    found = queries.why(step)
    explained = reasons.explain(found.facts) if found else None
    claim = claims.of(step.task_type, step.reason)
    context: dict[str, object] = {"step": step, "why": found, "explained": explained, "claim": claim}
    if step.finished_at is None:
        context["before"] = before_work.shown(step, now=timezone.now())
    return render(request, "worker/why.html", context)


@require_POST
def pass_over(request: PersonRequest, step_id: uuid.UUID) -> HttpResponse:
    step = actions.pass_over(step=own_step(request, step_id), now=timezone.now())
    return redirect("placement" if step.is_placement else "path")
