"""Codes of the domain in the language of the page."""

from django.utils.translation import get_language

from escalera.jobs import advice


def words_of(code: str) -> str:
    return advice.words(code, "es" if (get_language() or "es").startswith("es") else "en")
