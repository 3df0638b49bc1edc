"""After a task: what was right and why, did it teach."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from escalera.learning import actions as learning
from escalera.paths import queries as paths
from escalera.people.presence import PersonRequest
from escalera.skills.models import Skill
from escalera.tasks import queries as tasks
from escalera.tasks.models import Attempt
from escalera.web.worker import advising, answers, feedback, handed_in, help_requests
from escalera.web.worker.visitors import person_of, sent_id


def own_attempt(request: PersonRequest, attempt_id: uuid.UUID) -> Attempt:
    attempts = Attempt.objects.select_related("item__task_type", "person")
    return get_object_or_404(attempts, pk=attempt_id, person=person_of(request))


@require_safe
def attempt(request: PersonRequest, attempt_id: uuid.UUID) -> HttpResponse:
    attempt = own_attempt(request, attempt_id)
    if handed_in.is_paid(attempt):
        return render(request, "worker/handed_in.html", handed_in.context_of(attempt))
    return render(request, "worker/attempt.html", context_of(attempt))


def context_of(attempt: Attempt) -> dict[str, object]:
    task_type = attempt.item.task_type
    return {
        "attempt": attempt,
        "task_type": task_type,
        "results": feedback.results(
            attempt.item, attempt.fields, attempt.answer, answers.picture_of(attempt.item)
        ),
        "again": feedback.again(attempt.item, answers.picture_of(attempt.item)),
        "times": tasks.own_times(attempt),
        "skills": Skill.objects.filter(pk__in=task_type.weights.values("skill")),
        "said": attempt.person.recommendations.filter(task_type=task_type).select_related("skill"),
        "next": "placement" if attempt.is_placement else "path",
        "waits_for_peers": task_type.family != "judging"
        and any(field["score"] is None for field in attempt.fields.values()),
        "help": help_requests.after(attempt),
        "goal": paths.current_goal(attempt.person),
        **advising.after(attempt, now=timezone.now()),
    }


@require_POST
def recommendation(request: PersonRequest, attempt_id: uuid.UUID) -> HttpResponse:
    attempt = own_attempt(request, attempt_id)
    taught, now = set(request.POST.getlist("skill")), timezone.now()
    skills = Skill.objects.filter(pk__in=attempt.item.task_type.weights.values("skill"))
    # A yes to one skill is no word about the others; "nothing new" is a no to all.
    for skill in skills if taught == {""} else skills.filter(pk__in=taught):
        try:
            learning.recommend(
                id=uuid.uuid5(sent_id(request), skill.pk),
                person=attempt.person,
                task_type=attempt.item.task_type,
                skill=skill,
                taught=skill.pk in taught,
                now=now,
            )
        except learning.HasNotDoneIt:
            messages.info(request, _("That was very fast. Do the task once more with time, then tell us."))
            break
    else:
        messages.success(request, _("Thank you. What you say helps the next person."))
    return redirect("attempt", attempt_id=attempt.pk)
