"""Tell by its content what a sound is. What the sender says it is counts for nothing, and nothing is transcoded."""

from dataclasses import dataclass

from escalera.coaching.helping.voice import mp4, ogg, webm
from escalera.coaching.helping.voice.broken import Broken
from escalera.coaching.helping.voice.models import Container

LARGEST = 150_000  # bytes
LONGEST_S, SLACK_S = 30, 2  # recorders stop a little late
READERS = {
    b"\x1a\x45\xdf\xa3": (Container.WEBM, webm.seconds),
    b"OggS": (Container.OGG, ogg.seconds),
}


class NotHeard(Exception):
    """A sound that is not kept: one of those below."""


class NotASound(NotHeard):
    """Not one sound of speech in WebM or Ogg (Opus) or MP4 (AAC)."""


class TooLongASound(NotHeard):
    """More than thirty seconds or 150 kB."""


@dataclass(frozen=True)
class Recognised:
    container: Container
    seconds: float


def recognise(sound: bytes) -> Recognised:
    """What it is and how long. Raises NotASound, TooLongASound."""
    if len(sound) > LARGEST:
        raise TooLongASound
    container, read = READERS.get(sound[:4], (Container.MP4, mp4.seconds))
    try:
        seconds = read(sound)
    except Broken as error:
        raise NotASound from error
    if seconds > LONGEST_S + SLACK_S:
        raise TooLongASound
    return Recognised(container, seconds)
