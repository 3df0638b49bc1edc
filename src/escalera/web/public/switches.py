"""What is one tap away on every page: the other language, and out of here."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import activate
from django.views.decorators.http import require_POST, require_safe

from escalera.people.models import Language, Person
from escalera.people.presence import PersonRequest

ELSEWHERE = "https://www.wikipedia.org/"
A_YEAR_S = 60 * 60 * 24 * 365


@require_POST
def language(request: PersonRequest) -> HttpResponse:
    """Remember the language on the phone, and for the person when there is one."""
    chosen = request.POST.get("language", "")
    response = HttpResponseRedirect(page_before(request))
    if chosen not in Language.values:
        return response
    activate(chosen)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=A_YEAR_S,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
    if request.person:
        Person.objects.filter(pk=request.person.pk).update(language=chosen)
    return response


def page_before(request: HttpRequest) -> str:
    asked = request.POST.get("next", "/")
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if ours else "/"


@require_safe
def quick_exit(request: HttpRequest) -> HttpResponse:
    """Somewhere harmless, and nothing there says where one came from."""
    response = HttpResponseRedirect(ELSEWHERE)
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response
