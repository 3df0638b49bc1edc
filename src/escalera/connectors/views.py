"""The platforms of a programme: for its coordinators, and for its people where tasks of ours are out there."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from escalera.connectors import actions, queries
from escalera.connectors.models import Connection
from escalera.people.presence import PersonRequest
from escalera.programmes import queries as programmes


@require_safe
def connections(request: PersonRequest, programme_id: uuid.UUID) -> HttpResponse:
    programme = get_object_or_404(programmes.coordinated_by(request.person), pk=programme_id)
    states = queries.states(Connection.objects.filter(programme=programme).select_related("requester"))
    return render(request, "connectors/connections.html", {"programme": programme, "states": states})


@require_safe
def platforms(request: PersonRequest) -> HttpResponse:
    """Where the person can do tasks of ours elsewhere, and under which name."""
    places = queries.places_for(request.person) if request.person else []
    return render(request, "connectors/platforms.html", {"places": places})


@require_POST
def alias(request: PersonRequest, connection_id: uuid.UUID) -> HttpResponse:
    place = get_object_or_404(queries.open_to(request.person), pk=connection_id)
    if request.person is not None:
        actions.give_name(connection=place, person=request.person, now=timezone.now())
        messages.success(request, _("You have a name there. You can sign in with it in about a minute."))
    return redirect("platforms")


@require_POST
def pause(request: PersonRequest, programme_id: uuid.UUID, connection_id: uuid.UUID) -> HttpResponse:
    actions.pause(connection=own(request, programme_id, connection_id), now=timezone.now())
    messages.success(request, _("The exchange is paused. What waits is kept."))
    return redirect("connections", programme_id)


@require_POST
def resumption(request: PersonRequest, programme_id: uuid.UUID, connection_id: uuid.UUID) -> HttpResponse:
    actions.resume(connection=own(request, programme_id, connection_id), now=timezone.now())
    messages.success(request, _("The exchange goes on, in about a minute."))
    return redirect("connections", programme_id)


@require_POST
def retry(request: PersonRequest, programme_id: uuid.UUID, connection_id: uuid.UUID) -> HttpResponse:
    connection = own(request, programme_id, connection_id)
    if connection.is_by_hand:
        messages.info(request, _("Here files are carried by hand: nothing is exchanged by itself."))
        return redirect("connections", programme_id)
    actions.retry(connection=connection)
    messages.success(request, _("We try again, in about a minute."))
    return redirect("connections", programme_id)


def own(request: PersonRequest, programme_id: uuid.UUID, connection_id: uuid.UUID) -> Connection:
    """A connection of a programme that the person coordinates. Raises Http404."""
    mine = Connection.objects.filter(programme__in=programmes.coordinated_by(request.person))
    return get_object_or_404(mine, pk=connection_id, programme=programme_id)
