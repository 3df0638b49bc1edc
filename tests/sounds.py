"""Sounds as recorders write them, in the three containers, of any length; built by the formats' own rules."""


def webm(seconds: float = 2, *, codec: bytes = b"A_OPUS", track: int = 2, doc: bytes = b"webm") -> bytes:
    """Segment and clusters of unknown size, as Chromium writes them."""
    head = _element(0x1A45DFA3, _element(0x4282, doc))
    entry = _element(0xAE, _element(0xD7, b"\1") + _element(0x83, bytes([track])) + _element(0x86, codec))
    info = _element(0x1549A966, _element(0x2AD7B1, (1_000_000).to_bytes(3)))
    ticks = round(1000 * seconds)
    clusters = b"".join(_cluster(at, min(ticks - at, 20_000)) for at in range(0, ticks + 1, 20_000))
    return head + _open(0x18538067) + info + _element(0x1654AE6B, entry) + clusters


def _cluster(at: int, length: int) -> bytes:
    block = b"\x81" + length.to_bytes(2, signed=True) + b"\x80" + b"sound"
    return _open(0x1F43B675) + _element(0xE7, at.to_bytes(4)) + _element(0xA3, block)


def _element(name: int, value: bytes) -> bytes:
    return _name(name) + (0x10000000 | len(value)).to_bytes(4) + value


def _open(name: int) -> bytes:
    return _name(name) + b"\x01" + b"\xff" * 7


def _name(name: int) -> bytes:
    return name.to_bytes((name.bit_length() + 7) // 8)


def ogg(seconds: float = 2, *, head: bytes = b"OpusHead", streams: int = 1) -> bytes:
    pages = [_page(0, 1, head + b"\1\1\0\0"), _page(0, 1, b"OpusTags")]
    return b"".join([*pages, _page(round(48_000 * seconds), streams, b"sound")])


def _page(position: int, stream: int, body: bytes) -> bytes:
    numbers = position.to_bytes(8, "little") + stream.to_bytes(4, "little") + bytes(8)
    return b"OggS\0\0" + numbers + bytes([1, len(body)]) + body


def mp4(
    seconds: float = 2, *, handler: bytes = b"soun", codec: bytes = b"mp4a", fragmented: bool = False
) -> bytes:
    """Whole, or in fragments whose runs tell the length."""
    ticks, rate = round(1000 * seconds), 1000
    told = bytes(12) + rate.to_bytes(4) + (0 if fragmented else ticks).to_bytes(4) + bytes(4)
    table = _box(b"stbl", _box(b"stsd", bytes(4) + (1).to_bytes(4) + _box(codec, bytes(28))))
    media = _box(b"mdhd", told) + _box(b"hdlr", bytes(8) + handler + bytes(13)) + _box(b"minf", table)
    head = _box(b"ftyp", b"isom" + bytes(4)) + _box(b"moov", _box(b"trak", _box(b"mdia", media)))
    if not fragmented:
        return head + _box(b"mdat", b"sound")
    own = _box(b"tfhd", (0x20008).to_bytes(4) + (1).to_bytes(4) + (20).to_bytes(4))
    each = _box(b"trun", (0x1).to_bytes(4) + (ticks // 40).to_bytes(4) + bytes(4))
    told_each = _box(
        b"trun", (0x301).to_bytes(4) + (1).to_bytes(4) + bytes(4) + (ticks // 2).to_bytes(4) + (5).to_bytes(4)
    )
    return head + _box(b"moof", _box(b"traf", own + each + told_each)) + _box(b"mdat", b"sound")


def _box(name: bytes, value: bytes) -> bytes:
    return (8 + len(value)).to_bytes(4) + name + value
