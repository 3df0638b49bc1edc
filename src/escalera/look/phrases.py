"""Phrases marked inside a text, so that one sees which words ask for a skill."""

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


def highlight(text: str, phrases: Iterable[str]) -> SafeString:
    """The text, escaped, with every phrase in <mark>; longer phrases win over shorter ones inside them."""
    wanted = sorted(
        {phrase.strip() for phrase in phrases if phrase and phrase.strip()}, key=len, reverse=True
    )
    if not wanted:
        return escape(text)
    pattern = re.compile("|".join(loosely(phrase) for phrase in wanted), re.IGNORECASE)
    parts, end = [], 0
    for found in pattern.finditer(text):
        parts += [
            escape(text[end : found.start()]),
            mark_safe("<mark>"),
            escape(found.group()),
            mark_safe("</mark>"),
        ]
        end = found.end()
    return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 -- every part is escaped above


def loosely(phrase: str) -> str:
    """The phrase with any white space between its words, for postings break their lines anywhere."""
    return r"\s+".join(re.escape(word) for word in phrase.split())
