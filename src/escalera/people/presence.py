"""Who is here: the person behind a request, a guest until they make an account."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from escalera.people.models import Account, Language, Person

SESSION_KEY = "person"


class PersonRequest(HttpRequest):
    """A request after PersonMiddleware: `person` is None until something of theirs must be kept."""

    person: Person | None


class PersonMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META.pop("HTTP_USER_AGENT", None)  # nothing downstream may keep it
        request.person = find(request)  # type: ignore[attr-defined]
        return self.get_response(request)


def find(request: HttpRequest) -> Person | None:
    """The account's person, else the guest of this session, else nobody."""
    if isinstance(request.user, Account) and request.user.person_id:
        return request.user.person
    key = request.session.get(SESSION_KEY)
    return Person.objects.filter(pk=key).select_related("account").first() if key else None


def arrive(request: PersonRequest, *, now: datetime) -> Person:
    """The person of this request; a new guest when nobody is known yet."""
    if request.person is None:
        language = Language.ENGLISH if (get_language() or "").startswith("en") else Language.SPANISH
        request.person = Person.objects.create(language=language, created_at=now)
        request.session[SESSION_KEY] = str(request.person.pk)
    return request.person


def no_address(request: HttpRequest) -> None:
    """django-axes asks for the client's address; we have none to give."""
