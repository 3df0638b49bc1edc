"""The sound of a voice note, for the two of its conversation alone; in parts too, as Safari asks for it."""

import re
import uuid

from csp.constants import NONE
from csp.decorators import csp_replace
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from escalera.coaching.helping.voice.models import VoiceNote
from escalera.people.presence import PersonRequest
from escalera.web.worker.conversation import own_asking

RANGE = re.compile(r"bytes=(\d{1,9})-(\d{0,9})")


@require_safe
@cache_control(private=True, no_store=True)
@csp_replace({"default-src": [NONE]})  # type: ignore[arg-type]  # its types know no ids in addresses
def voice_note(request: PersonRequest, asking_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    note = get_object_or_404(VoiceNote, message__asking=own_asking(request, asking_id), pk=message_id)
    sound = bytes(note.sound)
    response = part(sound, request.headers.get("Range", ""))
    response["Content-Type"] = note.media_type
    response["Accept-Ranges"] = "bytes"
    # A page plays it all the same; opened by itself it is saved, never shown.
    response["Content-Disposition"] = f'attachment; filename="{str(note.pk)[:8]}.{note.container}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def part(sound: bytes, asked: str) -> HttpResponse:
    """All of it, or the one range that was asked for (RFC 9110)."""
    found = RANGE.fullmatch(asked)
    if not found:
        return HttpResponse(sound)
    first, last = int(found[1]), min(int(found[2] or len(sound)), len(sound) - 1)
    if first > last:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{len(sound)}"
        return response
    response = HttpResponse(sound[first : last + 1], status=206)
    response["Content-Range"] = f"bytes {first}-{last}/{len(sound)}"
    return response
