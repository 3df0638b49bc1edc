"""Bytes to text: which encoding, and whether it is text at all."""

import codecs
import re
import unicodedata

MAX_BYTES = 5_000_000


class Unreadable(Exception):
    """A posting that cannot be read; `code` has its words in escalera.jobs.advice."""

    code = "unreadable"


class TooLong(Unreadable):
    code = "too_long"


class NothingToRead(Unreadable):
    code = "nothing_to_read"


class NotText(Unreadable):
    """`kind` is pdf, document, picture, archive or binary."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.code = f"not_text_{kind}"


def decode(upload: bytes | str) -> str:
    """Return clean text. Raises TooLong, NotText, NothingToRead."""
    if len(upload) > MAX_BYTES:
        raise TooLong
    text = upload if isinstance(upload, str) else _decoded(upload)
    text = clean(text)
    if not any(map(str.isalpha, text)):
        raise NothingToRead
    return text


def clean(text: str) -> str:
    """Fold look-alike letters and drop what cannot be seen: both are used to hide a phone number
    from a filter.
    """
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode("utf-8")
        text = unicodedata.normalize("NFKC", _without_piles(text))
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _decoded(upload: bytes) -> str:
    for marks, kind in _NOT_TEXT.items():
        if upload.lstrip()[:8].startswith(marks):
            raise NotText(kind)
    text = _by_mark(upload) or _by_trial(upload)
    if text.count("\x00") + len(_CONTROL.findall(text)) > len(text) // 50:
        raise NotText("binary")
    return text


def _by_mark(upload: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if upload.startswith(mark):
            return upload.decode(encoding, "replace")
    sample = upload[:2000]
    if len(sample) > 8 and sample.count(0) > len(sample) // 4:
        # Latin letters in UTF-16 have every other byte zero; which one tells the order.
        low_first = sample[1::2].count(0) > sample[::2].count(0)
        return upload.decode("utf-16-le" if low_first else "utf-16-be", "replace")
    return None


def _by_trial(upload: bytes) -> str:
    try:
        return upload.decode("utf-8")
    except UnicodeDecodeError:
        return upload.decode(_declared(upload) or "cp1252", "replace")


def _declared(upload: bytes) -> str | None:
    found = _CHARSET.search(upload[:2000])
    if found is None:
        return None
    name = found[1].decode("ascii").lower()
    # Browsers read latin-1 as Windows-1252, and so do the people who write it.
    return (
        "cp1252"
        if name in ("iso-8859-1", "latin1", "ascii", "us-ascii")
        else name
        if name in _ALLOWED
        else None
    )


def _without_piles(text: str) -> str:
    """Keep at most four combining marks in a row: normalising longer piles takes quadratic time."""
    kept: list[str] = []
    pile = 0
    for char in text:
        pile = pile + 1 if unicodedata.combining(char) else 0
        if pile <= 4:
            kept.append(char)
    return "".join(kept)


_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSET = re.compile(rb"charset\s{0,3}=\s{0,3}[\"']?([\w-]{2,20})", re.I)
_ALLOWED = frozenset(
    {"utf-8", "iso-8859-15", "windows-1252", "cp1252", "windows-1250", "macintosh", "mac_roman"}
)
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\ufffd]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffd]"
)
_NOT_TEXT = {
    b"%PDF": "pdf", b"PK\x03\x04": "document", b"\xd0\xcf\x11\xe0": "document", b"{\\rtf": "document",
    b"\x89PNG": "picture", b"\xff\xd8\xff": "picture", b"GIF8": "picture", b"RIFF": "picture",
    b"BM\x00": "picture",
    b"\x1f\x8b": "archive", b"7z\xbc\xaf": "archive", b"Rar!": "archive", b"MZ": "binary",
    b"\x7fELF": "binary",
}  # fmt: skip
