"""Who may see a coordinator's page: a coordinator. For everybody else it is not there."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from escalera.people.presence import PersonRequest
from escalera.programmes import queries
from escalera.programmes.models import Programme

P = ParamSpec("P")


def for_any_coordinator(
    view: Callable[Concatenate[PersonRequest, P], HttpResponse],
) -> Callable[Concatenate[PersonRequest, P], HttpResponse]:
    """Let in whoever coordinates some programme. Raises Http404 for everybody else."""

    @wraps(view)
    def guarded(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not queries.is_coordinator(request.person):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded  # type: ignore[return-value]


def for_coordinators(
    view: Callable[Concatenate[PersonRequest, Programme, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give the view the programme of `programme_id` in its address. Raises Http404 for who does not coordinate it."""

    @wraps(view)
    def guarded(request: PersonRequest, programme_id: uuid.UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        programme = get_object_or_404(queries.coordinated_by(request.person), pk=programme_id)
        return view(request, programme, *args, **kwargs)

    return guarded
