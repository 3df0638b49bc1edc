"""What is kept of me: see it, take it along, erase it. No address names a person: it is always one's own."""

from django.contrib.auth import authenticate, logout
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from escalera.people.models import Account, Person
from escalera.people.presence import PersonRequest
from escalera.rights import actions, queries, summary
from escalera.web.account import refusals

ERASE_WORDS = {"ERASE", "BORRAR"}


@require_safe
def my_data(request: PersonRequest) -> HttpResponse:
    lines = summary.of(request.person) if request.person else ()
    return render(request, "web_account/my_data.html", {"lines": lines})


@require_safe
def export(request: PersonRequest) -> HttpResponse:
    response = HttpResponse(queries.archive(present(request)), content_type="application/zip")
    return as_file(response, "escalera.zip")


@require_safe
def export_json(request: PersonRequest) -> HttpResponse:
    everything = queries.everything_of(present(request))
    return as_file(JsonResponse(everything, json_dumps_params={"ensure_ascii": False}), "escalera.json")


def as_file(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def present(request: PersonRequest) -> Person:
    if request.person is None:
        raise Http404
    return request.person


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: PersonRequest) -> HttpResponse:
    if request.person is None:
        return redirect("goodbye" if request.method == "POST" else "my_data")
    if request.method != "POST":
        return render(request, "web_account/erase.html")
    if errors := not_meant(request):
        return render(request, "web_account/erase.html", {"errors": errors}, status=422)
    person = request.person
    logout(request)
    actions.erase(person=person, now=timezone.now())
    return redirect("goodbye")


def not_meant(request: HttpRequest) -> dict[str, str]:
    """Nobody erases by mistake, nor on somebody's unlocked phone: an account says its PIN, a guest a word."""
    if isinstance(request.user, Account):
        password = request.POST.get("password", "")
        meant = authenticate(request, username=request.user.username, password=password) is not None
        return {} if meant else refusals.wrong_pin()
    return {} if request.POST.get("word", "").strip().upper() in ERASE_WORDS else refusals.wrong_word()


@require_safe
def goodbye(request: HttpRequest) -> HttpResponse:
    return render(request, "web_account/goodbye.html")
