"""WebM (RFC 8794, RFC 9559) with Opus, as browsers record it: clusters of unknown size, no length in the head."""

from collections.abc import Iterator

from escalera.coaching.helping.voice.broken import Broken

AUDIO = 2
# What holds others is walked into: header, segment, info, tracks, track, cluster, group of blocks.
HOLDS = {0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0x1F43B675, 0xA0}


def seconds(sound: bytes) -> float:
    """Raises Broken for anything but one track of Opus."""
    kind, tracks, codecs = b"", list[int](), list[bytes]()
    scale, cluster, last = 1_000_000, 0, 0
    for name, value in elements(sound):
        match name:
            case 0x4282:  # DocType
                kind = value
            case 0x83:  # TrackType
                tracks.append(int.from_bytes(value))
            case 0x86:  # CodecID
                codecs.append(value)
            case 0x2AD7B1:  # TimestampScale
                scale = int.from_bytes(value)
            case 0xE7:  # Timestamp of a cluster
                cluster = int.from_bytes(value)
            case 0xA3 | 0xA1:  # SimpleBlock, Block
                last = max(last, cluster + time_of(value))
    if kind.rstrip(b"\0") != b"webm" or tracks != [AUDIO] or codecs != [b"A_OPUS"]:
        raise Broken
    return last * scale / 1e9


def elements(sound: bytes) -> Iterator[tuple[int, bytes]]:
    """The elements that hold values, in order. Raises Broken."""
    at = 0
    while at < len(sound):
        name, at, _is_unknown = number(sound, at, keeps_mark=True)
        size, at, is_unknown = number(sound, at, keeps_mark=False)
        if name in HOLDS:
            continue
        if is_unknown or at + size > len(sound):
            raise Broken
        yield name, sound[at : at + size]
        at += size


def number(sound: bytes, at: int, *, keeps_mark: bool) -> tuple[int, int, bool]:
    """A number of one to eight bytes, where it ends, and whether it says "unknown"."""
    if at >= len(sound) or sound[at] == 0:
        raise Broken
    length = 9 - sound[at].bit_length()
    raw = sound[at : at + length]
    if len(raw) < length:
        raise Broken
    most = (1 << 7 * length) - 1
    value = int.from_bytes(raw)
    return (value if keeps_mark else value & most), at + length, value & most == most


def time_of(block: bytes) -> int:
    """A block's time within its cluster. Raises Broken."""
    _track, at, _is_unknown = number(block, 0, keeps_mark=False)
    if len(block) < at + 2:
        raise Broken
    return int.from_bytes(block[at : at + 2], signed=True)
