"""Ogg (RFC 3533) with Opus (RFC 7845): pages of one stream; the last page's position is its length."""

from escalera.coaching.helping.voice.broken import Broken

HEADER, RATE = 27, 48_000


def seconds(sound: bytes) -> float:
    """Raises Broken for anything but one stream of Opus."""
    at, stream, position = 0, b"", 0
    while at < len(sound):
        header = sound[at : at + HEADER]
        if len(header) < HEADER or header[:4] != b"OggS":
            raise Broken
        sizes = sound[at + HEADER : at + HEADER + header[26]]
        body = at + HEADER + len(sizes)
        at = body + sum(sizes)
        if len(sizes) < header[26] or at > len(sound):
            raise Broken
        if not stream and not sound[body:at].startswith(b"OpusHead"):
            raise Broken
        if stream and header[14:18] != stream:
            raise Broken
        stream = header[14:18]
        position = max(position, int.from_bytes(header[6:14], "little", signed=True))
    return position / RATE
