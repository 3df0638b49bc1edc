"""Codes that reading a posting answers with, in the language of the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from escalera.jobs.advice import ADVICE


@dataclass(frozen=True)
class Warned:
    """A sign of fraud: what to know, and the words of the posting that gave it away."""

    advice: str
    phrase: str


def words_of(code: str) -> str:
    return ADVICE[code].in_(get_language() or "es")


def notes_of(codes: Iterable[str]) -> list[str]:
    """The notes that have words; a copy of a starter job carries one that has none."""
    return [words_of(code) for code in codes if code in ADVICE]


def warnings_of(signs: Iterable[dict[str, Any]]) -> list[Warned]:
    return [Warned(words_of(sign["advice"]), sign["phrase"]) for sign in signs]
