"""The page after too many wrong tries. django-axes calls it in place of the page that was asked for."""

from axes.helpers import get_cool_off
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from escalera.people import recovery


def locked_out(
    request: HttpRequest,
    original_response: HttpResponse | None = None,
    credentials: dict[str, str] | None = None,
) -> HttpResponse:
    wait = get_cool_off(request)
    name = (credentials or {}).get("username") or ""
    context = {
        "minutes": round(wait.total_seconds() / 60) if wait else None,
        "by_code": name.startswith(recovery.lock_name("")),
    }
    return render(request, "web_account/locked_out.html", context, status=429)
