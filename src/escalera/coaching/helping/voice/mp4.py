"""MP4 (ISO 14496-12) with AAC or Opus, whole or in fragments, as Safari and newer Chrome record it."""

from collections.abc import Iterator

from escalera.coaching.helping.voice.broken import Broken

HOLDS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"mvex", b"moof", b"traf"}
CODECS = {b"mp4a", b"Opus"}
DEFAULTS = ((0x1, 8), (0x2, 4))  # what may stand before a fragment's own duration
OF_EACH = (0x100, 0x200, 0x400, 0x800)  # what a run may say of each sample; the first is its duration


def seconds(sound: bytes) -> float:
    """Raises Broken for anything but one track of sound."""
    if sound[4:8] != b"ftyp":
        raise Broken
    tracks, codecs, rate, told, ran, default = list[bytes](), list[bytes](), 0, 0, 0, 0
    for name, value in boxes(sound):
        match name:
            case b"hdlr":
                tracks.append(value[8:12])
            case b"stsd":
                codecs.append(value[12:16])
            case b"mdhd":
                rate, told = media_header(value)
            case b"trex":
                default = whole(value, 12)
            case b"tfhd":
                default = own_default(value) or default
            case b"trun":
                ran += length_of_run(value, default)
    if tracks != [b"soun"] or len(codecs) != 1 or codecs[0] not in CODECS or not rate:
        raise Broken
    return (told or ran) / rate


def boxes(sound: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The boxes that hold values, in order. Raises Broken."""
    at = 0
    while at < len(sound):
        size, name, begins = whole(sound, at), sound[at + 4 : at + 8], at + 8
        if size == 1:
            size, begins = whole(sound, at + 8, 8), at + 16
        size = size or len(sound) - at
        if at + size < begins or at + size > len(sound):
            raise Broken
        if name in HOLDS:
            at = begins
            continue
        yield name, sound[begins : at + size]
        at += size


def whole(data: bytes, at: int, length: int = 4) -> int:
    """Raises Broken where the data end."""
    raw = data[at : at + length]
    if len(raw) < length:
        raise Broken
    return int.from_bytes(raw)


def media_header(value: bytes) -> tuple[int, int]:
    """Ticks a second, and how many there are; none in a recording that was written while it ran."""
    if value[:1] == b"\1":
        return whole(value, 20), whole(value, 24, 8)
    return whole(value, 12), whole(value, 16)


def own_default(value: bytes) -> int:
    flags = whole(value, 1, 3)
    at = 8 + sum(length for flag, length in DEFAULTS if flags & flag)
    return whole(value, at) if flags & 0x8 else 0


def length_of_run(value: bytes, default: int) -> int:
    flags, samples = whole(value, 1, 3), whole(value, 4)
    if not flags & 0x100:
        return samples * default
    begins = 8 + 4 * bool(flags & 0x1) + 4 * bool(flags & 0x4)
    step = 4 * sum(bool(flags & one) for one in OF_EACH)
    if begins + samples * step > len(value):
        raise Broken
    return sum(whole(value, begins + n * step) for n in range(samples))
