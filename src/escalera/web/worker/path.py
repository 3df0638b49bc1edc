"""The staircase, the next micro-task, and why it was chosen."""

import secrets
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from escalera.coaching.advice import passing_on
from escalera.coaching.helping import queries as helping
from escalera.coaching.judgement import queries as judgement
from escalera.coaching.judgement import reporting
from escalera.coaching.ways import queries as ways
from escalera.earnings import pricing
from escalera.learning import queries as learning
from escalera.paths import actions, queries
from escalera.paths.models import Goal
from escalera.people.presence import PersonRequest
from escalera.web.worker import before_work, claims, reasons, way_words
from escalera.web.worker.visitors import own_step, with_goal


@require_safe
@with_goal
def path(request: PersonRequest, goal: Goal) -> HttpResponse:
    now = timezone.now()
    step = actions.next_step(goal=goal, now=now, seed=secrets.randbits(48))
    if step is None and queries.has_arrived(goal):
        return redirect("arrival")
    staircase = queries.staircase(goal, step=step)
    way = ways.line_for(goal.person)
    context: dict[str, object] = {
        "goal": goal,
        "step": step,
        "staircase": staircase,
        "pass_on": to_pass_on(goal, staircase),
        "to_judge": judgement.something_to_judge(goal.person),
        "told": reporting.decided_lately(goal.person, now=now),
        "help_waits": helping.waits_for(goal.person),
        "proposals": learning.proposals_waiting_for(goal.person).count(),
        "way": way,
        "way_offer": way_words.offer(way),
        "floor": pricing.floor_for(goal.person, on=now.date()),
    }
    if step is not None:
        context["pay"] = pricing.hourly_pay(step.task_type)
        context["explained"] = reasons.explain(step.reason)
        context["before"] = before_work.shown(step, now=now)
    return render(request, "worker/path.html", context)


def to_pass_on(goal: Goal, staircase: queries.Staircase) -> dict[str, object] | None:
    """What the person learned first for others and could now tell them, with the answer beside which it is told."""
    done = {stair.skill.slug: stair.skill for stair in staircase.stairs if stair.state == "done"}
    found = passing_on.to_pass_on(goal.person, done)
    return {"skill": done[found[0]], "attempt": found[1]} if found else None


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
@with_goal
def order_removal(request: PersonRequest, goal: Goal) -> HttpResponse:
    """What I put first comes in the quickest order again."""
    actions.put_nothing_first(goal=goal, now=timezone.now())
    messages.success(request, _("Your way is in the quickest order again."))
    return redirect("path")


@require_POST
def pass_over(request: PersonRequest, step_id: uuid.UUID) -> HttpResponse:
    step = actions.pass_over(step=own_step(request, step_id), now=timezone.now())
    return redirect("placement" if step.is_placement else "path")
