"""Who is calling: the session of a guest or an account, as in the pages."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import timezone
from ninja import Router, Schema
from ninja.security import APIKeyCookie

from escalera.people.models import Person
from escalera.people.presence import PersonRequest, arrive

router = Router()


class Present(APIKeyCookie):
    """The session cookie; changes also need the header X-CSRFToken, as the pages do."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Person | None:
        return cast(PersonRequest, request).person


present = Present()
NAME = r"^[\w-]+$"  # slugs and ids; what no database can look up is refused at the door


class Guest(Schema):
    """`csrf_token` goes into the header X-CSRFToken of everything that is sent."""

    is_guest: bool
    language: str
    csrf_token: str


class Problem(Schema):
    """What happened and what to do."""

    detail: str


@router.post("/guests", response=Guest, auth=None, summary="Arrive: a session for somebody new")
def create_guest(request: HttpRequest) -> dict[str, Any]:
    person = arrive(cast(PersonRequest, request), now=timezone.now())
    return {"is_guest": person.is_guest, "language": person.words, "csrf_token": get_token(request)}


def person_of(request: HttpRequest) -> Person:
    """The caller; the API's auth has seen to it that there is one."""
    person = cast(PersonRequest, request).person
    assert person is not None  # noqa: S101
    return person
