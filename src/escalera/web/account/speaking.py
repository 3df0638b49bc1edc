"""Which language a page speaks, and that the browser remembers it."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language

from escalera.people.models import Account, Language

A_YEAR_S = 60 * 60 * 24 * 365


def page_language() -> Language:
    return Language.ENGLISH if (get_language() or "").startswith("en") else Language.SPANISH


def remember(response: HttpResponse, language: str) -> HttpResponse:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=A_YEAR_S,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
    return response


def as_set_by(account: Account, response: HttpResponse) -> HttpResponse:
    """On any phone, pages speak as the account's owner has set, and so do the tasks."""
    return remember(response, account.person.language) if account.person else response
