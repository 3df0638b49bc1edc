"""How many voice notes one may send, and for how long they are kept."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from escalera.coaching.helping.models import Message
from escalera.coaching.helping.voice import containers
from escalera.coaching.helping.voice.models import VoiceNote

KEPT_FOR = timedelta(days=30)
IN_ALL = 10  # of one person in one conversation


class TooManySounds(containers.NotHeard):
    """Ten voice notes of one person in a conversation."""


def check(earlier: QuerySet[Message]) -> None:
    """Raises TooManySounds."""
    if earlier.filter(voice__isnull=False).count() >= IN_ALL:
        raise TooManySounds


def keep(message: Message, sound: bytes, what: containers.Recognised) -> VoiceNote:
    return VoiceNote.objects.create(
        message=message, container=what.container, seconds=what.seconds, sound=sound
    )


def overdue(*, now: datetime) -> QuerySet[VoiceNote]:
    return VoiceNote.objects.filter(message__at__lte=now - KEPT_FOR)


def forget(*, now: datetime) -> int:
    """Delete the sounds whose time has passed; their messages stay, and say so. Returns how many."""
    gone, _by_model = overdue(now=now).delete()
    return gone
