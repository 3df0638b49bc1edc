"""Who may see a worker's page: somebody with a goal; everybody else is shown where to begin."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from escalera.paths import queries as paths
from escalera.paths.models import Goal, Step
from escalera.people.models import Person
from escalera.people.presence import PersonRequest

P = ParamSpec("P")
PersonView = Callable[Concatenate[PersonRequest, P], HttpResponse]


def with_goal(view: Callable[Concatenate[PersonRequest, Goal, P], HttpResponse]) -> PersonView[P]:
    """Give the view the person's goal; without one, lead to the choice of a job."""

    @wraps(view)
    def found(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        goal = paths.current_goal(request.person)
        if goal is None:
            messages.info(request, _("Choose a job first. Then we show you the way."))
            return redirect("welcome")
        return view(request, goal, *args, **kwargs)

    return found  # type: ignore[return-value]


def person_of(request: PersonRequest) -> Person:
    """The person of the request. Raises Http404 for somebody nobody knows: they own nothing to look at."""
    if request.person is None:
        raise Http404
    return request.person


def own_step(request: PersonRequest, step_id: uuid.UUID) -> Step:
    """The person's own step. Raises Http404."""
    steps = Step.objects.select_related("task_type", "item", "goal__person")
    return get_object_or_404(steps, pk=step_id, goal__person=person_of(request))


def sent_id(request: PersonRequest) -> uuid.UUID:
    """The id that the form carries, so that sending twice is sending once; a new one where it is broken."""
    try:
        return uuid.UUID(request.POST.get("id", ""))
    except ValueError:
        return uuid.uuid4()


def uuid_of(text: str) -> uuid.UUID:
    """An id that a form sent. Raises Http404 for anything else."""
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise Http404 from error


def chosen_number(value: Any, allowed: range) -> int | None:
    try:
        number = int(value)
    except (TypeError, ValueError):
        return None
    return number if number in allowed else None
