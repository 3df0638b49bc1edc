"""Answers as they come from outside, cut and cleaned; anything unreadable becomes empty."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

LONGEST = 4_000
MOST = 100
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\ufeff\ud800-\udfff]")


def as_text(raw: Any) -> tuple[str, str]:
    """The answer as clean text, and "cut" or "" as its note."""
    if isinstance(raw, (list, tuple)):
        raw = raw[0] if len(raw) == 1 else ""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        raw = _digits(raw)
    if not isinstance(raw, str):
        return "", ""
    text = CONTROL.sub("", raw[:LONGEST])
    return unicodedata.normalize("NFC", text).strip(), "cut" if len(raw) > LONGEST else ""


def as_list(raw: Any) -> list[str]:
    """The answer as values without blanks or doubles; text is split at commas, semicolons and line ends."""
    parts = re.split(r"[,;\n]", raw[:LONGEST]) if isinstance(raw, str) else raw
    if not isinstance(parts, (list, tuple)):
        return []
    texts = (as_text(part)[0][:200] for part in parts[:MOST])
    return list(dict.fromkeys(text for text in texts if text))


def plain(text: str, detail: Mapping[str, Any]) -> str:
    """The text as it is compared. Spaces are forgiven, and case and accents unless `detail` says "kept"."""
    text = re.sub(r"\s+", " ", text.replace("’", "'")).strip()
    if detail.get("case") != "kept":
        text = text.casefold()
    return text if detail.get("accents") == "kept" else without_accents(text)


def without_accents(text: str) -> str:
    """Accents and diaeresis gone; ñ stays, since in Spanish it is a letter of its own."""
    marked = text.replace("ñ", "\ue000").replace("Ñ", "\ue001")
    bare = "".join(sign for sign in unicodedata.normalize("NFD", marked) if not unicodedata.combining(sign))
    return bare.replace("\ue000", "ñ").replace("\ue001", "Ñ")


def without_punctuation(text: str) -> str:
    """Signs become spaces, except inside a number (10:30, 84.50) or a word (don't)."""
    text = re.sub(r"(?<=\w)['’](?=\w)", "'", text)
    kept = re.sub(r"(?<!\d)[.,:/-]|[.,:/-](?!\d)|[^\w\s.,:/'-]|(?<!\w)'|'(?!\w)", " ", text)
    return re.sub(r"[_\s]+", " ", kept).strip()


def accepted(right: Any) -> list[str]:
    """Every right answer of a key that names one or several."""
    return [str(one) for one in right] if isinstance(right, (list, tuple)) else [str(right)]


def _digits(raw: float) -> str:
    """Phones may send JSON numbers; endless integers are not worth writing out."""
    return repr(raw) if isinstance(raw, float) or abs(raw) < 10**30 else ""
