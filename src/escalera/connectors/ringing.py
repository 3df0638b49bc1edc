"""Where platforms ring us up. Nothing of what they send is parsed, kept or logged; twice is once."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from escalera.connectors import actions
from escalera.connectors.label_studio import hooks
from escalera.connectors.models import Connection, Kind


@csrf_exempt  # a platform has no page of ours to take a token from; its secret stands in a header
@require_POST
def ring(request: HttpRequest, connection_id: uuid.UUID) -> HttpResponse:
    connection = get_object_or_404(Connection, pk=connection_id, kind=Kind.LABEL_STUDIO)
    if not hooks.is_from(connection, request.headers.get(hooks.HEADER, "")):
        raise Http404
    actions.wake(connection=connection)
    return HttpResponse(status=204)
