"""Words made comparable: case and accents folded, endings of Spanish and English taken off."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Word:
    """A content word of a text: its stem, its form without plural, and where it stands."""

    stem: str
    form: str
    start: int
    end: int


def content_words(text: str) -> tuple[Word, ...]:
    """Return the words that carry meaning, in order; function words of both languages are left out."""
    return tuple(word for word in _words(text) if word.form not in FUNCTION_WORDS)


def forms(words: Iterable[Word]) -> str:
    return " ".join(word.form for word in words)


def fold(text: str) -> str:
    """Lower case, without accents; ñ stays, since año is not ano."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("ñ", "\0"))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).replace("\0", "ñ")


def _words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        folded = fold(match.group())
        yield Word(stem(folded), singular(folded), match.start(), match.end())


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Take the longest known ending off, as long as four letters stay: capturar, capturando,
    captura -> captur.
    """
    word = singular(word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """Without the plural of either language, nor the e that only one of its numbers shows (images,
    imagen).
    """
    if len(word) < 5 or word.endswith(("ss", "is", "us")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    for ending in ("es", "s", "e"):
        if word.endswith(ending):
            return word[: -len(ending)]
    return word


_WORD = re.compile(r"[^\W_]{1,60}(?:[.+#&](?=[^\W_])[^\W_]{1,20})?[+#]{0,2}")
_ENDINGS = tuple(
    sorted(
        [
            "acion",
            "cion",
            "ation",
            "tion",
            "ator",
            "ador",
            "adora",
            "adores",
            "edor",
            "edora",
            "idor",
            "idora",
            "ando",
            "iendo",
            "aras",
            "eras",
            "iras",
            "ara",
            "era",
            "ira",
            "aremos",
            "eremos",
            "iremos",
            "amos",
            "emos",
            "imos",
            "amiento",
            "imiento",
            "ados",
            "idos",
            "ado",
            "ido",
            "ada",
            "ida",
            "ing",
            "er",
            "ed",
            "ar",
            "ir",
            "or",
            "ora",
            "ate",
            "ly",
            "mente",
            "ment",
            "a",
            "o",
            "e",
            "y",
        ],
        key=len,
        reverse=True,
    )
)
FUNCTION_WORDS = frozenset(
    [
        "a",
        "al",
        "ante",
        "con",
        "de",
        "del",
        "desde",
        "e",
        "el",
        "ella",
        "en",
        "entre",
        "es",
        "esta",
        "este",
        "eso",
        "la",
        "las",
        "le",
        "les",
        "lo",
        "los",
        "mas",
        "mi",
        "muy",
        "nuestra",
        "nuestro",
        "o",
        "otra",
        "otro",
        "para",
        "pero",
        "por",
        "que",
        "se",
        "sin",
        "sobre",
        "son",
        "su",
        "sus",
        "tu",
        "tus",
        "u",
        "un",
        "una",
        "unas",
        "unos",
        "y",
        "ya",
        "como",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "our",
        "that",
        "the",
        "their",
        "them",
        "this",
        "to",
        "with",
        "you",
        "your",
        "we",
        "will",
        "etc",
        "ser",
        "estar",
    ]
)
